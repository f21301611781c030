"""Meetings in each initiative: one planned, one under way, one whose draft minutes wait for amendments."""

from __future__ import annotations

from datetime import timedelta

from communications.actions.attendance import ask_access, check_in
from communications.actions.minutes import ask_amendment
from communications.actions.running import begin_meeting, note_pledge, take_notes, turn_to
from communications.models import Attendance, Meeting
from initiatives import clock
from initiatives.models import Membership, Person
from tests.factories.meetings import items_of, make_held, make_noticed, make_planned


def meetings_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Make them, with a canary in every text."""
    planned = make_planned(by, title=f"{canary} planned", days=30)
    held = _held(canary, by, member)
    running = _running(canary, by, member)
    item, late = items_of(running)[0], items_of(held)[0]
    asked = ask_amendment(item=late, words=f"HIDDEN-{slug} amendment", by=member)
    return {
        "planned": planned.record.number,
        "planned_item": items_of(planned)[0].record.number,
        "meeting": running.record.number,
        "item": item.record.number,
        "pledge": item.pledges.get().pk,
        "there": Attendance.objects.get(meeting=running, person=member).pk,
        "access_wish": running.wishes.get().pk,
        "held": held.record.number,
        "held_item": late.record.number,
        "amendment": asked.pk,
        "own_group": running.body.slug,
    }


def _held(canary: str, by: Person, member: Person) -> Meeting:
    with clock.at(clock.now() - timedelta(days=16)):
        return make_held(by, member, title=f"{canary} held", days=14)


def _running(canary: str, by: Person, member: Person) -> Meeting:
    with clock.at(clock.now() - timedelta(days=9)):
        meeting = make_noticed(by, title=f"{canary} meeting", days=9)
        ask_access(meeting=meeting, kind="transport", words=canary, by=member)
    begun = begin_meeting(meeting=meeting, by=by)
    check_in(meeting=begun, person=member, door=Attendance.Door.LIST, by=by)
    item = items_of(begun)[0]
    turn_to(item=item, by=by)
    take_notes(item=item, notes="What was said.", by=by)
    partner = Membership.objects.order_by("pk")[0]
    due = clock.today(begun.record.initiative.zone) + timedelta(days=60)
    note_pledge(item=item, words={"en": f"{canary} pledge"}, giver=partner, due=due, by=by)
    return begun
