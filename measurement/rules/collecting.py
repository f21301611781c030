"""Who reports what and when: the periods that a duty asks for, how each stands, and when somebody is reminded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from measurement.rules.periods import (
    Period,
    PeriodKind,
    calendar_year,
    fiscal_year,
    month,
    next_period,
    quarter,
    school_year,
)

MOST_PERIODS = 120
REMINDERS = (timedelta(days=-7), timedelta(days=0), timedelta(days=14))
"""A week before, on the day, and two weeks after it. Then somebody talks: a fourth mail would change nothing."""
CHANGE_WITHIN = timedelta(days=7)


class Standing(StrEnum):
    """How the figures of one period stand."""

    RECEIVED = "received"
    SENT = "sent"
    LATE = "late"
    DUE = "due"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class Expected:
    """The figures of one period: until when, and how they stand."""

    period: Period
    due: date
    standing: Standing

    @property
    def is_wanted(self) -> bool:
        """Somebody has to bring them now."""
        return self.standing in (Standing.LATE, Standing.DUE)

    def days_late(self, today: date) -> int:
        """How many days past their day; none when they came or are not due."""
        return max((today - self.due).days, 0) if self.standing is Standing.LATE else 0


@dataclass(frozen=True, slots=True)
class Duty:
    """What is asked for: the rhythm, from which day on, and how many days after a period ends.

    `like` is the last period that is known: windows of several years have no other measure of their length.
    """

    kind: PeriodKind | None
    since: date
    days_after: int
    like: Period | None = None


def expected(
    duty: Duty, *, today: date, received: Collection[Period], sent: Collection[Period] = ()
) -> list[Expected]:
    """Return every period that a duty asks for, up to the one that runs now, the earliest first.

    The first is the one that runs when the duty begins. Nothing is expected of figures that come now and then.
    """
    found: list[Expected] = []
    period = _first(duty)
    while period is not None and period.start <= today and len(found) < MOST_PERIODS:
        due = period.end + timedelta(days=duty.days_after)
        found.append(Expected(period, due, _standing(period, due, today, received, sent)))
        period = next_period(period) if period.end < today else None
    return found


def period_holding(kind: PeriodKind, day: date) -> Period | None:
    """Return the period of a rhythm in which a day lies; None for windows of several years."""
    match kind:
        case PeriodKind.CALENDAR_YEAR:
            return calendar_year(day.year)
        case PeriodKind.QUARTER:
            return quarter(day.year, (day.month + 2) // 3)
        case PeriodKind.MONTH:
            return month(day.year, day.month)
        case PeriodKind.SCHOOL_YEAR:
            this = school_year(day.year)
            return this if this.start <= day else school_year(day.year - 1)
        case PeriodKind.FISCAL_YEAR:
            this = fiscal_year(day.year)
            return this if day <= this.end else fiscal_year(day.year + 1)
        case _:
            return None


def step_of(due: date, *, today: date) -> int:
    """Return how many reminders should have gone out by today: none, one, two or three."""
    return sum(today >= due + after for after in REMINDERS)


def _first(duty: Duty) -> Period | None:
    if duty.kind is None:
        return None
    if duty.kind is not PeriodKind.ROLLING:
        return period_holding(duty.kind, duty.since)
    period = duty.like
    while period is not None and period.end < duty.since:
        period = next_period(period)
    return period


def _standing(
    period: Period, due: date, today: date, received: Collection[Period], sent: Collection[Period]
) -> Standing:
    if period in received:
        return Standing.RECEIVED
    if period in sent:
        return Standing.SENT
    if period.end >= today:
        return Standing.NOT_YET
    return Standing.LATE if due < today else Standing.DUE
