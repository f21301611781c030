"""Two doors at once are one attendance; two workers at once publish minutes once; two hands end a meeting once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from communications.actions.attendance import check_in
from communications.actions.minutes import publish_when_due
from communications.actions.running import end_meeting
from communications.models import Attendance, Meeting, Minutes
from initiatives import clock
from initiatives.ledger import check_ledger
from initiatives.models import Event, Initiative
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.factories.meetings import make_held, make_noticed, open_doors
from tests.personas import OWN, the_people

THREADS = 6


def in_harbor(call: Callable[[], object], at: datetime) -> object:
    """Do something at a moment in a transaction of its own inside the initiative."""
    with clock.at(at), transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
        return call()


def test_checking_in_at_several_doors_at_once_is_one_attendance(fresh_database: FreshDatabase) -> None:
    people, now = the_people(), clock.now()
    meeting = in_harbor(lambda: make_noticed(people.backbone), now)
    assert isinstance(meeting, Meeting)
    in_harbor(lambda: open_doors(meeting, by=people.backbone), meeting.starts_at)

    def come() -> int:
        there = in_harbor(
            lambda: check_in(meeting=meeting, person=people.resident, door=Attendance.Door.QR),
            meeting.starts_at,
        )
        assert isinstance(there, Attendance)
        return there.pk

    assert len(set(fresh_database.in_threads(*[come] * THREADS))) == 1
    assert in_harbor(lambda: Attendance.objects.count(), now) == 1
    assert in_harbor(lambda: Event.objects.filter(kind="meeting.attended").count(), now) == 1


def test_minutes_publish_once_however_many_workers_look_at_them(fresh_database: FreshDatabase) -> None:
    people, now = the_people(), clock.now()
    meeting = in_harbor(lambda: make_held(people.backbone, people.resident), now)
    assert isinstance(meeting, Meeting)
    number, due = meeting.record.number, meeting.minutes.publish_at

    def publish() -> object:
        return in_harbor(lambda: publish_when_due(number=number), due)

    assert sorted(map(bool, fresh_database.in_threads(*[publish] * THREADS))) == [False] * (THREADS - 1) + [
        True
    ]
    assert in_harbor(lambda: Event.objects.filter(kind="minutes.published").count(), due) == 1
    assert in_harbor(check_ledger, due) == []


def test_two_hands_end_a_meeting_once(fresh_database: FreshDatabase) -> None:
    people, now = the_people(), clock.now()
    meeting = in_harbor(lambda: make_noticed(people.backbone), now)
    assert isinstance(meeting, Meeting)
    in_harbor(lambda: open_doors(meeting, people.resident, by=people.backbone), meeting.starts_at)

    def end() -> object:
        return in_harbor(lambda: end_meeting(meeting=meeting, by=people.backbone), meeting.ends_at).__class__

    assert fresh_database.in_threads(*[end] * THREADS) == [Meeting] * THREADS
    assert in_harbor(lambda: Minutes.objects.count(), now) == 1
