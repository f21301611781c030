"""What is on the agenda of a meeting: framed by difficulty and opportunity, and what a decision opens from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from communications.actions.meetings import check_ahead, hold_meeting, notice_ends, room_times, show_item
from communications.models import AgendaItem, Meeting, Minutes
from communications.rules.meetings import Stage
from engagement.actions.motions import Motion, put_to_body
from engagement.models import Decision, Engagement
from initiatives import clock
from initiatives.identity import change_record, draft_with, give_record
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
Kind = AgendaItem.Kind
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Brief:
    """One item as it is written: framed by what is difficult and what it could open, and what is wanted of whom."""

    kind: str
    title: Texts
    difficulty: Texts = field(default_factory=dict)
    opportunity: Texts = field(default_factory=dict)
    evidence: Texts = field(default_factory=dict)
    wanted: Texts = field(default_factory=dict)
    minutes_planned: int = 10
    about: Record | None = None
    led_by: Person | None = None
    engagement: Engagement | None = None
    approves: Minutes | None = None


@transaction.atomic
def add_item(*, meeting: Meeting, brief: Brief, by: Person) -> AgendaItem:
    """Put something on the agenda. After the notice it is public at once, and can no longer be something to decide.

    Raises RuleBroken without both parts of the framing.
    """
    meeting = hold_meeting(meeting)
    _check_time(meeting, brief)
    _check(meeting, brief)
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    given = give_record(
        "agenda_item",
        title=_short(brief.title),
        path=f"{meeting.record.path}#item-{{number}}",
        by=by,
        part_of=meeting.record,
    )
    draft_with(given, meeting.body)
    item = AgendaItem.objects.create(record=given, meeting=meeting, position=last + 1, **_columns(brief))
    record("agenda_item.added", by=by, about=item, facts={"meeting": meeting.record.number})
    if meeting.noticed_at is not None:
        show_item(item, by=by)
    change_record(meeting.record)
    return item


@transaction.atomic
def change_item(*, item: AgendaItem, brief: Brief, by: Person) -> AgendaItem:
    """Change an item before notice is given; what people were told stays. Raises RuleBroken."""
    meeting = hold_meeting(item.meeting)
    item = hold_item(item)
    check_ahead(meeting)
    if item.record.published_at is not None:
        raise RuleBroken(
            _("Notice was given with these words. Take the item off and add another one, with a note why.")
        )
    _check_time(meeting, brief)
    _check(meeting, brief)
    columns = _columns(brief)
    for name, value in columns.items():
        setattr(item, name, value)
    item.save(update_fields=list(columns))
    change_record(item.record, title=_short(brief.title))
    record("agenda_item.changed", by=by, about=item, facts={"meeting": meeting.record.number})
    return item


@transaction.atomic
def withdraw_item(*, item: AgendaItem, by: Person) -> None:
    """Take an item off the agenda before the meeting; whoever was told of it still sees that it was there."""
    meeting = hold_meeting(item.meeting)
    item = hold_item(item)
    check_ahead(meeting)
    if item.withdrawn_at is not None:
        return
    if item.has_vote:
        raise RuleBroken(_("A vote was noticed for this item. Take the vote back first, on its own page."))
    item.withdrawn_at, item.withdrawn_by = clock.now(), by
    item.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if item.record.published_at is not None:
        change_record(item.record, state=Record.State.WITHDRAWN)
    record("agenda_item.withdrawn", by=by, about=item, facts={"meeting": meeting.record.number})


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Person) -> None:
    """Change places with the item above or below; at the end of the list nothing changes."""
    meeting = hold_meeting(item.meeting)
    if meeting.stage in (Stage.HELD, Stage.CANCELLED):
        raise RuleBroken(_("This meeting is over, so its agenda stays as it was."))
    rows = list(meeting.items.standing())
    here = next((at for at, one in enumerate(rows) if one.pk == item.pk), None)
    if here is None:
        return
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows, start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
    record("agenda_item.changed", by=by, about=item, facts={"meeting": meeting.record.number})


@transaction.atomic
def open_decision(*, item: AgendaItem, motion: Motion, by: Person) -> Decision:
    """Put the question of an item to the group of its meeting: the meeting makes the room, engagement the vote.

    The question is the one on the agenda that was noticed; the vote is open from the beginning of the meeting until the day
    after. Raises RuleBroken for an item that was not noticed as something to decide, and without enough notice (S10).
    """
    meeting = hold_meeting(item.meeting)
    item = hold_standing(item)
    if item.kind != Kind.DECIDE:
        raise RuleBroken(
            _("This item was not noticed as something to decide. Put it on the next agenda as one.")
        )
    if meeting.noticed_at is None:
        raise RuleBroken(_("Notice is not given yet. A decision opens from a public agenda."))
    if meeting.stage not in (Stage.NOTICED, Stage.RUNNING):
        raise RuleBroken(_("This meeting is over. Put it to the next one."))
    if item.has_vote:
        raise RuleBroken(_("The vote of this item is noticed already. Look at its page."))
    decision = put_to_body(
        motion=motion,
        body=meeting.body,
        by=by,
        engagement=item.engagement,
        meeting=room_times(meeting, item),
    )
    item.round = decision.round
    item.save(update_fields=["round"])
    return decision


def hold_item(item: AgendaItem) -> AgendaItem:
    """Return the item as it is now, locked."""
    rows = AgendaItem.objects.select_for_update(of=("self",))
    return rows.select_related("record__initiative", "meeting__record__initiative", "meeting__body").get(
        pk=item.pk
    )


def hold_standing(item: AgendaItem) -> AgendaItem:
    """Return the item as it is now, locked. Raises RuleBroken where it was taken off the agenda."""
    item = hold_item(item)
    if item.withdrawn_at is not None:
        raise RuleBroken(_("This was taken off the agenda. Put it on the next one."))
    return item


def _check_time(meeting: Meeting, brief: Brief) -> None:
    if meeting.stage in (Stage.HELD, Stage.CANCELLED):
        raise RuleBroken(_("This meeting is over, so its agenda stays as it was."))
    if brief.kind in AgendaItem.IN_A_ROUND and clock.now() > notice_ends(meeting):
        raise RuleBroken(
            _(
                "It is too late to put something to decide on this agenda: people would not have the days of notice. Put it on the next one."
            ),
            field="kind",
        )


def _check(meeting: Meeting, brief: Brief) -> None:
    if not has_words(brief.title):
        raise RuleBroken(_("Say in a few words what it is about."), field="title")
    if brief.kind == Kind.MINUTES:
        _check_minutes(meeting, brief)
        return
    if not has_words(brief.difficulty):
        raise RuleBroken(
            _("Say what is difficult about it. Without that nobody can prepare."), field="difficulty"
        )
    if not has_words(brief.opportunity):
        raise RuleBroken(_("Say what it could open. An issue is brought with both."), field="opportunity")
    if brief.kind == Kind.DECIDE and not has_words(brief.wanted):
        raise RuleBroken(
            _("Write the question as it will be put: people are told of it with the notice."), field="wanted"
        )
    if brief.kind == Kind.RATIFY and not meeting.body.is_table:
        raise RuleBroken(_("The common agenda is ratified by the leadership table."), field="kind")


def _check_minutes(meeting: Meeting, brief: Brief) -> None:
    minutes = brief.approves
    if minutes is None or minutes.meeting.body_id != meeting.body_id:
        raise RuleBroken(_("Choose which minutes of this group are approved."), field="approves")
    if minutes.approved_at is not None:
        raise RuleBroken(_("These minutes are approved already."), field="approves")


def _columns(brief: Brief) -> dict[str, object]:
    is_minutes = brief.kind == Kind.MINUTES
    return {
        "kind": brief.kind,
        "title": brief.title,
        "difficulty": brief.difficulty,
        "opportunity": brief.opportunity,
        "evidence": brief.evidence,
        "wanted": brief.wanted,
        "minutes_planned": brief.minutes_planned,
        "about": brief.about,
        "led_by": brief.led_by,
        "engagement": brief.engagement if brief.kind == Kind.DECIDE else None,
        "approves": brief.approves if is_minutes else None,
    }


def _short(title: Texts) -> Texts:
    return {language: text[:LONGEST_TITLE] for language, text in title.items()}
