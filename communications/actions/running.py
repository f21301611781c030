"""Running a meeting: opened, item by item, what somebody takes on, doors closed by an open vote, and ended. UX journey (g), S10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from communications.actions.agenda_items import hold_item, hold_standing
from communications.actions.meetings import A_DAY, END, hold_meeting
from communications.actions.minutes import circulate, write_down_publication
from communications.meetings.calling import Called, room_of
from communications.models import AgendaItem, Meeting, Minutes, Pledge, RollCall, RollCallVote
from communications.rules.meetings import Stage, is_carried
from initiatives import clock
from initiatives.actions.commitments import Promise, note_commitment
from initiatives.actions.restrictions import restrict
from initiatives.bylaws import rule_value
from initiatives.due import owe
from initiatives.identity import change_record
from initiatives.models import Body, Membership, Person, Restriction, RoleGroup
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.ledger import Json
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role

Texts = dict[str, str]
Stance = RollCallVote.Stance
EARLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """Why the doors are closed for an item: a ground from the list, a sentence that everybody reads, and until when."""

    ground: str
    reason: Texts
    until: datetime


@transaction.atomic
def begin_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Open a meeting that was noticed; doing it twice changes nothing. Raises RuleBroken before its time."""
    meeting = hold_meeting(meeting)
    if meeting.stage in (Stage.RUNNING, Stage.HELD):
        return meeting
    if meeting.stage is not Stage.NOTICED:
        raise RuleBroken(
            _("A meeting opens when its agenda was noticed. Give notice first, or plan another one.")
        )
    if clock.now() < meeting.starts_at - EARLY:
        raise RuleBroken(_("It can be opened one hour before its time at the earliest: people rely on it."))
    meeting.begun_at, meeting.begun_by = clock.now(), by
    meeting.save(update_fields=["begun_at", "begun_by"])
    owe(END, key=str(meeting.record.number), at=max(meeting.ends_at, meeting.begun_at) + A_DAY)
    record("meeting.begun", by=by, about=meeting)
    return meeting


@transaction.atomic
def turn_to(*, item: AgendaItem, by: Person) -> None:
    """Turn to an item: its clock runs, and that of the one before stops."""
    meeting = _running(item.meeting)
    item = hold_standing(item)
    for before in meeting.items.filter(begun_at__isnull=False, ended_at__isnull=True).exclude(pk=item.pk):
        _stop(before, by)
    if item.begun_at is None or item.ended_at is not None:
        item.begun_at, item.ended_at = item.begun_at or clock.now(), None
        item.save(update_fields=["begun_at", "ended_at"])
        record("agenda_item.begun", by=by, about=item)


@transaction.atomic
def finish_item(*, item: AgendaItem, by: Person) -> None:
    """Be done with an item."""
    _running(item.meeting)
    item = hold_item(item)
    if item.begun_at is not None and item.ended_at is None:
        _stop(item, by)


@transaction.atomic
def take_notes(*, item: AgendaItem, notes: str, by: Person) -> None:
    """Keep what was said on an item; it becomes the draft of the minutes."""
    _running(item.meeting)
    item = hold_standing(item)
    item.notes = notes.replace("\r\n", "\n").strip()
    item.save(update_fields=["notes"])


@transaction.atomic
def note_pledge(*, item: AgendaItem, words: Texts, giver: Membership | Body, due: date, by: Person) -> Pledge:
    """Keep what somebody took on; when the meeting ends it is proposed to them as a commitment. Raises RuleBroken."""
    meeting = _running(item.meeting)
    item = hold_standing(item)
    if not has_words(words):
        raise RuleBroken(_("Say in a sentence who does what."), field="words")
    if due < clock.today(meeting.record.initiative.zone):
        raise RuleBroken(_("That day is over. Choose one that is still to come."), field="due")
    side = "from_body" if isinstance(giver, Body) else "from_membership"
    return Pledge.objects.create(
        item=item, words=words, due=due, noted_at=clock.now(), noted_by=by, **{side: giver}
    )


@transaction.atomic
def drop_pledge(*, pledge: Pledge, by: Person) -> None:
    """Take out what was written down by mistake, while the meeting is on."""
    _running(pledge.item.meeting)
    pledge.delete()


@transaction.atomic
def close_doors(*, item: AgendaItem, closing: Closing, stances: Mapping[int, str], by: Person) -> RollCall:
    """Take a recorded open vote on whether the doors are closed for an item; if it is carried, its notes are withheld.

    `stances`: by seat, what was said aloud. Title, reason and end date stay public, and it opens by itself. Raises RuleBroken
    without a quorum, a listed ground, a reason, or for longer than one person may withhold something. S10.
    """
    meeting = _running(item.meeting)
    item = hold_standing(item)
    if item.closed_at is not None:
        raise RuleBroken(_("The doors are closed for this item already."))
    _check_closing(meeting, closing)
    call = _call_the_roll(item, RollCall.Purpose.CLOSE, stances, by=by)
    facts = _counted(call)
    if not call.is_carried:
        record("agenda_item.not_closed", by=by, about=item, facts=facts)
        return call
    item.closed_at = clock.now()
    item.save(update_fields=["closed_at"])
    readers = [
        meeting.body.group,
        *(RoleGroup.objects.get(role=role).group for role in (Role.DIRECTOR, Role.STAFF)),
    ]
    restrict(
        record=item.record,
        ground=closing.ground,
        reason=closing.reason,
        expires_at=closing.until,
        readers=readers,
        by=by,
        scope=Restriction.Scope.FIELDS,
        fields=("notes",),
    )
    record("agenda_item.closed", by=by, about=item, facts={**facts, "ground": closing.ground})
    return call


@transaction.atomic
def approve_minutes(*, item: AgendaItem, stances: Mapping[int, str], by: Person) -> RollCall:
    """Take the open vote by which a meeting approves the minutes of an earlier one. Raises RuleBroken."""
    _running(item.meeting)
    item = hold_standing(item)
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(approvals=item).first()
    if item.kind != AgendaItem.Kind.MINUTES or minutes is None:
        raise RuleBroken(_("This item approves no minutes."))
    if minutes.approved_at is not None:
        raise RuleBroken(_("These minutes are approved already."))
    write_down_publication(minutes)
    if minutes.published_at is None:
        raise RuleBroken(
            _("These minutes are not public yet. They are approved once everybody could read them.")
        )
    call = _call_the_roll(item, RollCall.Purpose.APPROVE, stances, by=by)
    facts = _counted(call)
    if not call.is_carried:
        record("minutes.not_approved", by=by, about=minutes.meeting, facts=facts)
        return call
    minutes.approved_at, minutes.approved_in = clock.now(), item
    minutes.save(update_fields=["approved_at", "approved_in"])
    change_record(minutes.meeting.record)
    record("minutes.approved", by=by, about=minutes.meeting, facts=facts)
    return call


@transaction.atomic
def end_meeting(*, meeting: Meeting, by: Person | None) -> Meeting:
    """End a meeting: what people took on is proposed to them, and the draft of the minutes goes to those who were there.

    Doing it twice changes nothing. Raises RuleBroken for a meeting that was not opened.
    """
    meeting = hold_meeting(meeting)
    if meeting.stage is Stage.HELD:
        return meeting
    if meeting.stage is not Stage.RUNNING:
        raise RuleBroken(_("This meeting was not opened, so there is nothing to end."))
    for item in meeting.items.filter(begun_at__isnull=False, ended_at__isnull=True):
        _stop(item, by)
    meeting.ended_at, meeting.ended_by = clock.now(), by
    meeting.save(update_fields=["ended_at", "ended_by"])
    change_record(meeting.record)
    record("meeting.ended", by=by, about=meeting)
    _promise(meeting, by)
    circulate(meeting=meeting, by=by)
    return meeting


def end_when_due(*, number: int) -> None:
    """End a meeting that nobody ended, a day after its time; one that was never opened stays for somebody to look at."""
    meeting = Meeting.objects.filter(record__number=number).first()
    if meeting is not None and meeting.stage is Stage.RUNNING and clock.now() >= meeting.ends_at:
        end_meeting(meeting=meeting, by=None)


def _running(meeting: Meeting) -> Meeting:
    held = hold_meeting(meeting)
    if held.stage is not Stage.RUNNING:
        raise RuleBroken(_("This is done while the meeting is on. Open it first, or correct its minutes."))
    return held


def _stop(item: AgendaItem, by: Person | None) -> None:
    item.ended_at = clock.now()
    item.save(update_fields=["ended_at"])
    record("agenda_item.ended", by=by, about=item)


def _promise(meeting: Meeting, by: Person | None) -> None:
    rows = Pledge.objects.filter(item__meeting=meeting, commitment__isnull=True)
    for pledge in rows.select_related("item__record", "from_membership", "from_body", "noted_by"):
        giver = pledge.from_membership or pledge.from_body
        assert giver is not None  # noqa: S101 (the database says so too)
        pledge.commitment = note_commitment(
            promise=Promise(pledge.words, giver, meeting.body, pledge.due, because=pledge.item.record),
            by=by or pledge.noted_by,
        )
        pledge.save(update_fields=["commitment"])


def _check_closing(meeting: Meeting, closing: Closing) -> None:
    alone = timedelta(days=int(rule_value("restriction_alone_days")))
    if closing.ground not in Restriction.Ground.values:
        raise RuleBroken(
            _("Choose a reason from the list. Doors are closed for nothing else."), field="ground"
        )
    if not has_words(closing.reason):
        raise RuleBroken(_("Write one sentence that everybody reads."), field="reason")
    if not clock.now() < closing.until <= clock.now() + alone:
        raise RuleBroken(
            _(
                "Choose an end within {days} days. For longer, somebody else must agree when it is renewed."
            ).format(days=alone.days),
            field="until",
        )


def _call_the_roll(item: AgendaItem, purpose: str, stances: Mapping[int, str], *, by: Person) -> RollCall:
    """Keep what each seat that is there said aloud; nobody else has a voice in it."""
    room = room_of(item.meeting)
    if not room.quorum.is_met:
        raise RuleBroken(
            _("{there} seats are here and {needed} are needed, so nothing can be settled now.").format(
                there=room.quorum.there, needed=room.quorum.needed
            )
        )
    there = {one.term.seat_id: one for one in room.called if one.attendance is not None}
    if not set(stances) <= set(there) or not set(stances.values()) <= set(Stance.values):
        raise RuleBroken(_("Only seats that are here have a voice in it."), field="stances")
    said = list(stances.values())
    call = RollCall.objects.create(
        item=item,
        purpose=purpose,
        is_carried=is_carried(yes=said.count(Stance.YES), no=said.count(Stance.NO)),
        taken_at=clock.now(),
        noted_by=by,
    )
    RollCallVote.objects.bulk_create(
        RollCallVote(roll_call=call, seat_id=seat, person=_voice_of(there[seat]), stance=stance)
        for seat, stance in stances.items()
    )
    return call


def _voice_of(called: Called) -> Person:
    """Return who speaks for a seat: whoever is there for it."""
    person = called.attendance.person if called.attendance else None
    assert person is not None  # noqa: S101 (only people who are there are asked)
    return person


def _counted(call: RollCall) -> dict[str, Json]:
    said = list(call.votes.values_list("stance", flat=True))
    return {"yes": said.count(Stance.YES), "no": said.count(Stance.NO), "abstain": said.count(Stance.ABSTAIN)}
