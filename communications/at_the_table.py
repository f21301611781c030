"""Commitment to the table: how often each seat was expected in a year, and how often it was there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

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


def presence_at(body: Body, viewer: Viewer) -> Asking[TablePresence]:
    """Ask how often each seat of a group was there: in its closed rounds and votes, and at its meetings that were held."""
    now = clock.now()
    since = now - A_YEAR
    seats = Seat.objects.current(on=clock.today()).filter(body=body).select_related("membership")
    rounds = RoundSeat.objects.filter(
        round__body=body, round__opens_at__lte=now, round__closes_at__gt=since, round__closes_at__lte=now
    ).values_list("seat", "present_at")
    held = Meeting.objects.filter(body=body).held().filter(starts_at__gt=since).order_by()
    meetings = held.values_list("pk", "starts_at")
    came = (
        Attendance.objects.standing()
        .filter(meeting__in=held.values("pk"), seat__body=body)
        .order_by()
        .values_list("seat", "meeting")
        .distinct()
    )
    votes = (
        Elector.objects.filter(
            seat__body=body,
            is_vacant=False,
            decision__closed_at__gt=since,
            decision__in=Decision.objects.visible_to(viewer),
        )
        .order_by()
        .values_list("seat", "has_voted")
    )
    yield seats, rounds, votes, meetings, came
    answers = [(seat, present is not None) for seat, present in rounds] + list(votes)
    asked = Counter(seat for seat, _present in answers)
    answered = Counter(seat for seat, has_answered in answers if has_answered)
    there = Counter(seat for seat, _meeting in came)
    days = [starts.date() for _meeting, starts in meetings]
    return TablePresence(
        tuple(
            SeatPresence(
                seat,
                rounds_asked=asked[seat.pk],
                rounds_answered=answered[seat.pk],
                meetings_held=sum(1 for day in days if day >= seat.created_on),
                meetings_there=there[seat.pk],
            )
            for seat in seats
        )
    )
