"""A line of figures over time: which of them may be compared with which.

Holes stay holes: nothing is filled in between two figures. Figures of another rhythm (a five-year window
among single years) and overlapping windows are kept for the table, but do not make a trend. A break of effect
*incomparable* ends the line before it; one of effect *caution* is crossed, and always named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from measurement.rules.intervals import Interval, interval_of
from measurement.rules.periods import Period, PeriodKind, missing_between, overlaps
from measurement.rules.suppression import HIDDEN, PublicationState
from measurement.rules.units import Direction, Unit
from measurement.rules.values import ValueType


class BreakEffect(StrEnum):
    """What may still be done across a change of method."""

    INCOMPARABLE = "incomparable"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From this day on the figures are made in another way. `key` is how the caller finds its words."""

    starts_on: date
    effect: BreakEffect
    key: int | str = ""


class Point(NamedTuple):
    """One figure of one cell. `low` and `high` bound a range, or are the interval of an exact value.

    (A named tuple for the same reason as `rows.RowReading`: a hundred thousand are made.)
    """

    period: Period
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    kind: ValueType = ValueType.EXACT
    state: PublicationState = PublicationState.SHOWN
    is_provisional: bool = False

    @property
    def is_hidden(self) -> bool:
        """Not to be seen by readers, here or at its source."""
        return self.state in HIDDEN or self.kind is ValueType.SUPPRESSED_AT_SOURCE

    @property
    def figure(self) -> Decimal | None:
        """The exact value, if readers may see it."""
        return self.value if self.kind is ValueType.EXACT and self.state not in HIDDEN else None

    def interval(self, unit: Unit) -> Interval | None:
        """How sure the figure is: from its counts, else as its source printed it."""
        if self.figure is None:
            return None
        if found := interval_of(unit, self.numerator, self.denominator):
            return found
        printed = self.low is not None and self.high is not None
        return Interval(float(self.low or 0), float(self.high or 0)) if printed else None


@dataclass(frozen=True, slots=True)
class Goal:
    """Which way is good; a band has a lower and an upper end."""

    direction: Direction
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_clear(self) -> bool:
        """Can two figures be told apart as better and worse?"""
        return self.direction is not Direction.BAND or (self.low is not None and self.high is not None)

    def goodness(self, value: Decimal) -> Decimal:
        """A number that grows as things get better; only its order and its differences mean something."""
        if self.direction is Direction.UP:
            return value
        if self.direction is Direction.DOWN:
            return -value
        return -max(Decimal(0), (self.low or value) - value, value - (self.high or value))


@dataclass(frozen=True, slots=True)
class Stretch:
    """The figures that may be compared, oldest first, and what must be said beside them."""

    points: tuple[Point, ...]
    since_break: SeriesBreak | None = None
    cautions: tuple[SeriesBreak, ...] = ()
    missing: tuple[Period, ...] = ()

    @property
    def values(self) -> list[Decimal]:
        """The figures alone."""
        return [point.figure for point in self.points if point.figure is not None]

    @property
    def positions(self) -> list[float]:
        """Their places in time, in years."""
        return [point.period.position for point in self.points]


def comparable(
    points: Iterable[Point],
    breaks: Sequence[SeriesBreak] = (),
    rhythm: PeriodKind | None = None,
    step: int = 1,
) -> Stretch:
    """The latest stretch of figures that may be compared with each other.

    `rhythm` is the indicator's own; without it the commonest kind of period is taken, the later one of two.
    """
    line = sorted((p for p in points if p.figure is not None), key=lambda p: (p.period.end, p.period.start))
    line = _apart(_of_rhythm(line, rhythm))
    crossed = [b for b in sorted(breaks, key=lambda b: b.starts_on) if line and _splits(b, line)]
    walls = [b for b in crossed if b.effect is BreakEffect.INCOMPARABLE]
    since = walls[-1] if walls else None
    line = [p for p in line if since is None or p.period.end >= since.starts_on]
    cautions = tuple(b for b in crossed if b.effect is BreakEffect.CAUTION and _splits(b, line))
    holes = (missing_between(a.period, b.period, step) for a, b in pairwise(line))
    return Stretch(tuple(line), since, cautions, tuple(period for hole in holes for period in hole))


def _splits(one: SeriesBreak, line: Sequence[Point]) -> bool:
    """Are there figures on both sides? A period belongs to the method in use when it ends."""
    return line[0].period.end < one.starts_on <= line[-1].period.end


def _of_rhythm(line: Sequence[Point], rhythm: PeriodKind | None) -> list[Point]:
    lengths = Counter((p.period.kind, p.period.months) for p in line)
    chosen = [kind for kind in lengths if kind[0] is rhythm] or list(lengths)
    last = {(p.period.kind, p.period.months): index for index, p in enumerate(line)}
    common = max(chosen, key=lambda kind: (lengths[kind], last[kind]), default=None)
    return [p for p in line if (p.period.kind, p.period.months) == common]


def _apart(line: Sequence[Point]) -> list[Point]:
    """Of overlapping windows every one that shares no time with a later one that is kept."""
    kept: list[Point] = []
    for point in reversed(line):
        if not kept or not overlaps(point.period, kept[-1].period):
            kept.append(point)
    return kept[::-1]
