"""Meetings in the state that a test needs, made through the actions."""

from __future__ import annotations

from datetime import timedelta

from communications.actions.agenda_items import Brief, add_item
from communications.actions.attendance import check_in
from communications.actions.meetings import Plan, give_notice, plan_meeting
from communications.actions.running import begin_meeting, end_meeting
from communications.models import AgendaItem, Attendance, Meeting
from initiatives import clock
from initiatives.models import Body, Person

A_DAY = timedelta(days=1)


def plan(title: str = "The table in May", *, days: float = 14, hours: float = 2, **more: object) -> Plan:
    """Write down a meeting that begins in some days, on a full hour."""
    start = (clock.now() + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)
    values: dict[str, object] = {"place": {"en": "The library, room 2"}} | more
    return Plan(title={"en": title}, starts_at=start, ends_at=start + timedelta(hours=hours), **values)  # type: ignore[arg-type]


def brief(title: str = "Buses in the evening", *, kind: str = "discuss", **more: object) -> Brief:
    """Write down an item with both halves of its framing."""
    values: dict[str, object] = {
        "difficulty": {"en": "The last bus leaves at five."},
        "opportunity": {"en": "The operator renews its timetable in June."},
        "wanted": {"en": "Shall we write to the operator?"},
    }
    return Brief(kind=kind, title={"en": title}, **values | more)  # type: ignore[arg-type]


def make_planned(by: Person, *, body: Body | None = None, **more: object) -> Meeting:
    """Set the day of a meeting of the table, or of another group, with one item on its agenda."""
    meeting = plan_meeting(body=body or Body.objects.get(is_table=True), plan=plan(**more), by=by)  # type: ignore[arg-type]
    add_item(meeting=meeting, brief=brief(), by=by)
    return meeting


def make_noticed(by: Person, **more: object) -> Meeting:
    """Give notice of a meeting in time."""
    return give_notice(meeting=make_planned(by, **more), by=by)


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Return what is on its agenda."""
    return list(meeting.items.standing().select_related("meeting__record__initiative", "record"))


def open_doors(meeting: Meeting, *people: Person, by: Person) -> Meeting:
    """Open a meeting at its time with people there; call it under the clock of the meeting."""
    begun = begin_meeting(meeting=meeting, by=by)
    for person in people:
        check_in(meeting=begun, person=person, door=Attendance.Door.LIST, by=by)
    return begun


def make_held(by: Person, *people: Person, **more: object) -> Meeting:
    """Hold a meeting that was noticed in time; it is ended an hour after its beginning."""
    meeting = make_noticed(by, **more)
    with clock.at(meeting.starts_at):
        open_doors(meeting, *people, by=by)
    with clock.at(meeting.starts_at + timedelta(hours=1)):
        return end_meeting(meeting=meeting, by=by)
