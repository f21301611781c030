"""Meetings: planned, noticed with their agenda in time, moved or cancelled before they begin. DOMAIN section 8, SPECTRUM S10."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communications.bylaw_numbers import NOTICE
from communications.models import AgendaItem, Meeting
from communications.rules.meetings import Stage, notice_until
from engagement.models import Support
from initiatives import clock
from initiatives.actions.agenda import propose
from initiatives.bylaws import rule_value
from initiatives.due import forgive, owe
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import Body, CommonAgenda, Initiative, Pass, Person, Record
from initiatives.passes import hashed, make_pass, short_code
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.rounds import InMeeting
from initiatives.tenancy import current_initiative

Texts = dict[str, str]
END = "communications.end_meeting"
A_DAY = timedelta(days=1)
LONGEST, MOST_IN_A_RHYTHM = timedelta(hours=12), 26


@dataclass(frozen=True, slots=True)
class Plan:
    """When, where and for what a group meets; in which languages, and what is offered so that people can come."""

    title: Texts
    starts_at: datetime
    ends_at: datetime
    about: Texts = field(default_factory=dict)
    place: Texts = field(default_factory=dict)
    link: str = ""
    interpretation: str = ""
    supports_offered: tuple[str, ...] = ()


@transaction.atomic
def plan_meeting(*, body: Body, plan: Plan, by: Person) -> Meeting:
    """Set the day of a meeting; the day is public at once, the agenda when notice is given. Raises RuleBroken."""
    _check(plan)
    if plan.starts_at <= clock.now():
        raise RuleBroken(_("That time is over. Choose one that is still to come."), field="day")
    given = give_record("meeting", title=plan.title, path="meetings/{number}/", by=by, published=True)
    meeting = Meeting.objects.create(record=given, body=body, **_columns(plan))
    record("meeting.planned", by=by, about=meeting, facts={"starts": plan.starts_at.isoformat()})
    return meeting


@transaction.atomic
def set_rhythm(*, body: Body, plan: Plan, weeks: int, count: int, by: Person) -> list[Meeting]:
    """Set the days of several meetings: the same weekday and hour, every so many weeks. Raises RuleBroken."""
    if not 1 <= weeks <= MOST_IN_A_RHYTHM or not 1 <= count <= MOST_IN_A_RHYTHM:
        raise RuleBroken(_("Choose between 1 and 26."), field="count")
    zone = Initiative.objects.get(pk=current_initiative())
    first, length = zone.local_time(plan.starts_at), plan.ends_at - plan.starts_at
    starts = [
        first + timedelta(weeks=weeks * at) for at in range(count)
    ]  # by the clocks there, summer or winter
    return [
        plan_meeting(body=body, plan=replace(plan, starts_at=start, ends_at=start + length), by=by)
        for start in starts
    ]


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: Plan, by: Person) -> Meeting:
    """Change what a meeting is about, where or when it is. Once noticed it can only be moved later, and people are told.

    Raises RuleBroken once it has begun.
    """
    meeting = hold_meeting(meeting)
    _check(plan)
    check_ahead(meeting)
    is_moved = (plan.starts_at, plan.ends_at) != (meeting.starts_at, meeting.ends_at)
    if is_moved and plan.starts_at <= clock.now():
        raise RuleBroken(_("That time is over. Choose one that is still to come."), field="day")
    if meeting.noticed_at and plan.starts_at < meeting.starts_at:
        raise RuleBroken(
            _("People were told of this time. It can be moved later, never earlier."), field="day"
        )
    columns = _columns(plan)
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=list(columns))
    change_record(meeting.record, title=plan.title)
    _move_rooms(meeting)
    kind = "meeting.moved" if is_moved and meeting.noticed_at else "meeting.changed"
    record(kind, by=by, about=meeting, facts={"starts": plan.starts_at.isoformat()})
    return meeting


@transaction.atomic
def give_notice(*, meeting: Meeting, by: Person) -> Meeting:
    """Make the agenda public and call the seats, in the time that the bylaws give; doing it twice changes nothing.

    A draft of the common agenda that is to be ratified there is sent for agreement in this meeting. Raises RuleBroken with
    all that is missing.
    """
    meeting = hold_meeting(meeting)
    if meeting.noticed_at is not None:
        return meeting
    check_ahead(meeting)
    _check_notice(meeting)
    meeting.noticed_at, meeting.noticed_by = clock.now(), by
    meeting.save(update_fields=["noticed_at", "noticed_by"])
    for item in meeting.items.standing().select_related("record", "meeting"):
        show_item(item, by=by)
    _make_door(meeting)
    owe(END, key=str(meeting.record.number), at=meeting.ends_at + A_DAY)
    change_record(meeting.record)
    facts: dict[str, Json] = {
        "starts": meeting.starts_at.isoformat(),
        "items": meeting.items.standing().count(),
    }
    record("meeting.noticed", by=by, about=meeting, facts=facts)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: Texts, by: Person) -> Meeting:
    """Cancel a meeting that has not begun, for a reason that everybody reads. Raises RuleBroken."""
    meeting = hold_meeting(meeting)
    check_ahead(meeting)
    if not has_words(reason):
        raise RuleBroken(_("Say why. Everybody who was called reads it."), field="reason")
    if AgendaItem.objects.standing().with_vote().filter(meeting=meeting).exists():
        raise RuleBroken(
            _("Something is to be voted on in this meeting. Take that vote back first, or move the meeting.")
        )
    meeting.cancelled_at, meeting.cancelled_by, meeting.cancelled_because = clock.now(), by, reason
    meeting.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    change_record(meeting.record, state=Record.State.ENDED)
    forgive(END, key=str(meeting.record.number))
    record("meeting.cancelled", by=by, about=meeting)
    return meeting


def hold_meeting(meeting: Meeting) -> Meeting:
    """Return the meeting as it is now, locked."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("record__initiative", "body__record__initiative").get(pk=meeting.pk)


def check_ahead(meeting: Meeting) -> None:
    """Refuse what can only be done before a meeting."""
    if meeting.stage in (Stage.RUNNING, Stage.HELD):
        raise RuleBroken(_("This meeting has begun, so this can’t be changed any more."))
    if meeting.stage is Stage.CANCELLED:
        raise RuleBroken(_("This meeting is cancelled. Plan another one."))


def room_times(meeting: Meeting, item: AgendaItem) -> InMeeting:
    """Return the times in which something can be decided in an item: open until the day after, for whoever was cut off."""
    shown = item.record.published_at or clock.now()
    return InMeeting(shown, meeting.starts_at, meeting.ends_at + A_DAY)


def show_item(item: AgendaItem, *, by: Person) -> None:
    """Make an item public; the draft that it brings for ratification opens in the meeting."""
    if item.record.published_at is None:
        publish_record(item.record, by=by)
    if item.kind == AgendaItem.Kind.RATIFY and item.round_id is None:
        draft = CommonAgenda.objects.being_written().first()
        if draft is None:
            raise RuleBroken(
                _("There is no draft of the common agenda to ratify. Write it first, or take the item off."),
                missing=((_("Write the draft of the agenda."), f"{item.record.initiative.url}agenda/edit/"),),
            )
        item.round = propose(agenda=draft, by=by, meeting=room_times(item.meeting, item))
        item.save(update_fields=["round"])


def notice_ends(meeting: Meeting) -> datetime:
    """Return until when notice is given in time, by the bylaws in force now."""
    return notice_until(meeting.starts_at, notice_days=int(rule_value(NOTICE)))


def door_code(meeting: Meeting) -> str:
    """Return the code that opens the door of a meeting: the same whenever it is asked for."""
    return short_code("check in", current_initiative(), meeting.pk)


def _check(plan: Plan) -> None:
    if not has_words(plan.title):
        raise RuleBroken(_("Give the meeting a name."), field="title")
    if plan.ends_at <= plan.starts_at:
        raise RuleBroken(_("It must end after it begins."), field="ends")
    if plan.ends_at - plan.starts_at > LONGEST:
        raise RuleBroken(
            _("A meeting lasts 12 hours at most. Plan a second day as a second one."), field="ends"
        )
    if not set(plan.supports_offered) <= set(Support.Kind.values):
        raise RuleBroken(_("Choose from the list."), field="supports_offered")
    if not has_words(plan.place) and not plan.link:
        raise RuleBroken(_("Say where it is: a place, an address to join online, or both."), field="place")


def _columns(plan: Plan) -> dict[str, object]:
    offered = [kind for kind in Support.Kind.values if kind in plan.supports_offered]
    return {
        "title": plan.title,
        "about": plan.about,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "place": plan.place,
        "link": plan.link,
        "interpretation": plan.interpretation.strip(),
        "supports_offered": offered,
    }


def _check_notice(meeting: Meeting) -> None:
    """S10: who is called has the days of the bylaws to read what it is about."""
    missing = []
    if not meeting.items.standing().exists():
        missing.append((_("Put at least one item on the agenda."), f"{meeting.record.url}items/add/"))
    until = notice_ends(meeting)
    if clock.now() > until:
        told = _(
            "The bylaws ask for {days} days of notice, which ended on {moment}. Move the meeting to a later day."
        )
        words = told.format(days=int(rule_value(NOTICE)), moment=_moment(meeting, until))
        missing.append((words, f"{meeting.record.url}edit/"))
    if missing:
        raise RuleBroken(_("Notice can’t be given yet."), missing=tuple(missing))


def _make_door(meeting: Meeting) -> None:
    code = door_code(meeting)
    if not Pass.objects.filter(hash=hashed(code), purpose=Pass.Purpose.CHECK_IN).exists():
        lasts = (
            meeting.ends_at - clock.now() + timedelta(days=400)
        )  # it may be moved; the clock of the meeting decides
        number = meeting.record.number
        make_pass(Pass.Purpose.CHECK_IN, lasts=lasts, record_number=number, scope="meeting", secret=code)


def _move_rooms(meeting: Meeting) -> None:
    """What is decided in the meeting moves with it, later only."""
    held: Iterable[AgendaItem] = meeting.items.standing().with_vote().select_related("round")
    for item in held:
        room = item.round
        if room is not None and room.opens_at < meeting.starts_at:
            raise RuleBroken(
                _(
                    "“{item}” is to be voted on at the time that was noticed. Take that vote back first."
                ).format(item=item),
                field="day",
            )
    if meeting.noticed_at:
        owe(END, key=str(meeting.record.number), at=meeting.ends_at + A_DAY)


def _moment(meeting: Meeting, value: datetime) -> str:
    return date_format(meeting.record.initiative.local_time(value), "DATE_FORMAT")
