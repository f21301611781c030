"""Who comes and who is there: answers to the notice, what people need, check-in at the door and on the list."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from communications.actions.meetings import hold_meeting
from communications.meetings.calling import seat_of
from communications.models import AccessWish, Attendance, Meeting, Reply
from communications.rules.meetings import Stage, may_check_in
from engagement.models import Support
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

EARLY = timedelta(hours=1)
MOST_GUESTS = 500
How, Door = Attendance.How, Attendance.Door


@transaction.atomic
def reply(*, meeting: Meeting, coming: str, by: Person) -> Reply:
    """Answer the notice: in the room, online, or not at all; again changes the answer."""
    meeting = hold_meeting(meeting)
    if coming not in Reply.Coming.values:
        raise RuleBroken(_("Choose from the list."), field="coming")
    if meeting.stage not in (Stage.PLANNED, Stage.NOTICED):
        raise RuleBroken(_("This meeting has begun or is cancelled. Check in at its door instead."))
    given, _is_new = Reply.objects.update_or_create(
        meeting=meeting, person=by, defaults={"coming": coming, "at": clock.now()}
    )
    record("meeting.replied", by=by, about=meeting, facts={"coming": coming})
    return given


@transaction.atomic
def ask_access(*, meeting: Meeting, kind: str, words: str = "", by: Person) -> AccessWish:
    """Say what one needs in order to come; asking for the same again only changes the words."""
    meeting = hold_meeting(meeting)
    if kind not in Support.Kind.values:
        raise RuleBroken(_("Say what you need."), field="kind")
    if meeting.stage in (Stage.HELD, Stage.CANCELLED):
        raise RuleBroken(_("This meeting is over or cancelled."), field="kind")
    asked, is_new = AccessWish.objects.get_or_create(
        meeting=meeting,
        person=by,
        kind=kind,
        defaults={"words": words.strip()[:300], "asked_at": clock.now()},
    )
    if is_new:
        record("meeting.access_asked", by=None, about=meeting, facts={"wish": asked.pk})
    elif words.strip():
        asked.words = words.strip()[:300]
        asked.save(update_fields=["words"])
    return asked


@transaction.atomic
def settle_access(*, wish: AccessWish, state: str, by: Person) -> None:
    """Say that what somebody needs is arranged, or that it could not be given."""
    found = AccessWish.objects.select_for_update().get(pk=wish.pk)
    if state not in (AccessWish.State.GIVEN, AccessWish.State.DECLINED):
        raise RuleBroken(_("Choose from the list."), field="state")
    found.state, found.settled_at, found.settled_by = state, clock.now(), by
    found.save(update_fields=["state", "settled_at", "settled_by"])
    record("meeting.access_settled", by=by, about=found.meeting, facts={"wish": found.pk, "state": state})


@transaction.atomic
def check_in(
    *, meeting: Meeting, person: Person, door: str, how: str = How.HERE, by: Person | None = None
) -> Attendance:
    """Write down that somebody is there, for their seat if they hold one; twice, or at two doors at once, is once.

    `by` is who keeps the list; nobody when people check in themselves. Raises RuleBroken outside the time of the meeting.
    """
    meeting = hold_meeting(meeting)
    _check_door(meeting)
    there, is_new = Attendance.objects.get_or_create(
        meeting=meeting,
        person=person,
        struck_at=None,
        defaults={
            "seat_id": seat_of(meeting, person),
            "how": how,
            "door": door,
            "came_at": clock.now(),
            "noted_by": by,
        },
    )
    if is_new:
        record("meeting.attended", by=by or person, about=meeting, facts={"attendance": there.pk})
    elif there.how != how:
        there.how = how
        there.save(update_fields=["how"])
    return there


@transaction.atomic
def check_in_guest(
    *, meeting: Meeting, name: str, is_named: bool, door: str, how: str = How.HERE, by: Person | None = None
) -> Attendance:
    """Write down a guest by name; the name is printed only if they agree. The same name again is the same guest.

    Raises RuleBroken once the list is as long as any room is large: then somebody else is filling it.
    """
    meeting = hold_meeting(meeting)
    _check_door(meeting)
    said = " ".join(name.split())[:120]
    if not said:
        raise RuleBroken(_("Write your name, so that we know how many are here."), field="name")
    same = Attendance.objects.standing().filter(meeting=meeting, guest_name__iexact=said).first()
    if same is not None:
        return same
    if Attendance.objects.standing().filter(meeting=meeting, person=None).count() >= MOST_GUESTS:
        raise RuleBroken(
            _("There are {most} guests on the list, and it takes no more. Tell whoever keeps it.").format(
                most=MOST_GUESTS
            )
        )
    there = Attendance.objects.create(
        meeting=meeting,
        guest_name=said,
        is_named=is_named,
        how=how,
        door=door,
        came_at=clock.now(),
        noted_by=by,
    )
    record("meeting.attended", by=by, about=meeting, facts={"attendance": there.pk, "guest": True})
    return there


@transaction.atomic
def strike(*, attendance: Attendance, by: Person) -> None:
    """Strike somebody who was marked by mistake, while the meeting is on."""
    meeting = hold_meeting(attendance.meeting)
    if meeting.ended_at is not None:
        raise RuleBroken(_("The meeting is over. Correct its minutes instead."))
    found = Attendance.objects.select_for_update().get(pk=attendance.pk)
    if found.struck_at is None:
        found.struck_at, found.struck_by = clock.now(), by
        found.save(update_fields=["struck_at", "struck_by"])
        record("meeting.attendance_struck", by=by, about=meeting, facts={"attendance": found.pk})


def is_door_open(meeting: Meeting) -> bool:
    """Whether one can check in now."""
    if meeting.noticed_at is None or meeting.cancelled_at is not None:
        return False
    return may_check_in(
        clock.now(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        ended_at=meeting.ended_at,
        early=EARLY,
    )


def _check_door(meeting: Meeting) -> None:
    if not is_door_open(meeting):
        raise RuleBroken(
            _(
                "The door is open from one hour before the meeting until it ends. Ask whoever keeps the minutes."
            )
        )
