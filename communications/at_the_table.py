"""Commitment to the table: how often each seat was expected in a year, and how often it was there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import QuerySet

from communications.models import Attendance, Meeting
from engagement.models import Decision, Elector
from initiatives import clock
from initiatives.models import Body, RoundSeat, Seat
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class SeatPresence:
    """One seat: to how many rounds and meetings it was asked in the year, and at how many it was there."""

    seat: Seat
    rounds_asked: int
    rounds_answered: int
    meetings_held: int
    meetings_there: int

    @property
    def expected(self) -> int:
        """How often it was asked."""
        return self.rounds_asked + self.meetings_held

    @property
    def there(self) -> int:
        """How often it was there."""
        return self.rounds_answered + self.meetings_there

    @property
    def is_often_away(self) -> bool:
        """Whether it was missing more often than not: a reason to talk, not to shame."""
        return self.expected > 1 and self.there * 2 < self.expected


@dataclass(frozen=True, slots=True)
class TablePresence:
    """All seats of a group in a year."""

    seats: tuple[SeatPresence, ...]

    @property
    def expected(self) -> int:
        """How often any seat was asked."""
        return sum(one.expected for one in self.seats)

    @property
    def there(self) -> int:
        """How often any seat was there."""
        return sum(one.there for one in self.seats)


class _Asked(NamedTuple):
    """What the presence at a table is counted from: its seats, its closed rounds and votes, its meetings, who came."""

    seats: QuerySet[Seat]
    rounds: QuerySet[RoundSeat, tuple[int, datetime | None]]
    votes: QuerySet[Elector, tuple[int | None, bool]]
    meetings: QuerySet[Meeting, tuple[int, datetime]]
    came: QuerySet[Attendance, tuple[int | None, int]]


def presence_at(body: Body, viewer: Viewer, *, until: datetime | None = None) -> Asking[TablePresence]:
    """Ask how often each seat of a group was there: in its closed rounds and votes, and at its meetings that were held.

    In the year `until` a moment, which is now where none is given.
    """
    found = _asked(body, viewer, until or clock.now())
    yield found
    answers = [(seat, present is not None) for seat, present in found.rounds] + list(found.votes)
    asked = Counter(seat for seat, _present in answers)
    answered = Counter(seat for seat, has_answered in answers if has_answered)
    there = Counter(seat for seat, _meeting in found.came)
    days = [starts.date() for _meeting, starts in found.meetings]
    return TablePresence(
        tuple(
            SeatPresence(
                seat,
                rounds_asked=asked[seat.pk],
                rounds_answered=answered[seat.pk],
                meetings_held=sum(1 for day in days if day >= seat.created_on),
                meetings_there=there[seat.pk],
            )
            for seat in found.seats
        )
    )


def _asked(body: Body, viewer: Viewer, until: datetime) -> _Asked:
    since = until - A_YEAR
    closed = RoundSeat.objects.filter(
        round__body=body, round__opens_at__lte=until, round__closes_at__gt=since, round__closes_at__lte=until
    )
    votes = Elector.objects.filter(
        seat__body=body,
        is_vacant=False,
        decision__closed_at__gt=since,
        decision__closed_at__lte=until,
        decision__in=Decision.objects.visible_to(viewer),
    )
    held = (
        Meeting.objects.filter(body=body).held().filter(starts_at__gt=since, starts_at__lte=until).order_by()
    )
    came = Attendance.objects.standing().filter(meeting__in=held.values("pk"), seat__body=body)
    return _Asked(
        Seat.objects.current(on=until.date()).filter(body=body).select_related("membership"),
        closed.values_list("seat", "present_at"),
        votes.order_by().values_list("seat", "has_voted"),
        held.values_list("pk", "starts_at"),
        came.order_by().values_list("seat", "meeting").distinct(),
    )
