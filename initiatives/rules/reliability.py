"""How reliably commitments are kept, as a course over quarters: gently, without a mark for anybody.

What was agreed anew in time is no broken word, and what was released is owed by nobody. DOMAIN section 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from initiatives.rules.commitments import MET, MISSED, PROPOSED, RELEASED, RENEGOTIATED

QUARTERS = 8
LEAST = 3
"""Fewer commitments whose day came tell nothing about a year."""
CLEARLY = 0.1


@dataclass(frozen=True, slots=True)
class Owed:
    """One commitment: its day, and how it stands."""

    due: date
    state: str


@dataclass(frozen=True, slots=True)
class Quarter:
    """The commitments whose day came in three months."""

    begins: date
    kept: int = 0
    anew: int = 0
    missed: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        """How many of which one can say whether they were kept: those agreed anew have another day now."""
        return self.kept + self.missed + self.waiting

    @property
    def number(self) -> int:
        """Which quarter of its year: 1 to 4."""
        return (self.begins.month - 1) // 3 + 1


class Course(StrEnum):
    """How the last year compares with the one before."""

    MORE = "more"
    SAME = "same"
    FEWER = "fewer"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Reliability:
    """Two years by quarter, the oldest first, and how they compare."""

    quarters: Sequence[Quarter]
    course: Course

    @property
    def kept(self) -> int:
        """Kept in the last four quarters."""
        return sum(one.kept for one in self.quarters[-4:])

    @property
    def due(self) -> int:
        """Due in the last four quarters."""
        return sum(one.due for one in self.quarters[-4:])

    @property
    def says_something(self) -> bool:
        """Whether the day of any has come in these two years."""
        return any(one.due or one.anew for one in self.quarters)


def reliability(owed: Iterable[Owed], *, today: date) -> Reliability:
    """Read two years of commitments up to today: those whose day has not come yet, or that nobody accepted, do not count."""
    begins = _begins(today)
    counted: dict[date, list[str]] = {begin: [] for begin in begins}
    for one in owed:
        quarter = _quarter_of(one.due)
        if one.due < today and quarter in counted and one.state not in (RELEASED, PROPOSED):
            counted[quarter].append(one.state)
    quarters = [_counted(begin, states) for begin, states in counted.items()]
    return Reliability(quarters, _course(quarters[:4], quarters[4:]))


def _course(before: Sequence[Quarter], now: Sequence[Quarter]) -> Course:
    if min(sum(one.due for one in before), sum(one.due for one in now)) < LEAST:
        return Course.TOO_FEW
    change = _share(now) - _share(before)
    if abs(change) < CLEARLY:
        return Course.SAME
    return Course.MORE if change > 0 else Course.FEWER


def _share(quarters: Sequence[Quarter]) -> float:
    return sum(one.kept for one in quarters) / sum(one.due for one in quarters)


def _counted(begins: date, states: Sequence[str]) -> Quarter:
    kept, anew, missed = (states.count(state) for state in (MET, RENEGOTIATED, MISSED))
    return Quarter(begins, kept, anew, missed, len(states) - kept - anew - missed)


def _begins(today: date) -> list[date]:
    found = [_quarter_of(today)]
    while len(found) < QUARTERS:
        found.append(_quarter_of(found[-1] - timedelta(days=1)))
    return found[::-1]


def _quarter_of(day: date) -> date:
    return date(day.year, day.month - (day.month - 1) % 3, 1)
