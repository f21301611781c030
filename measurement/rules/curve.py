"""Was the curve turned? What happened since, against a forecast that was frozen before it.

RBA, Trying Hard Is Not Good Enough: a baseline is history and forecast; turning the curve is doing better than the
baseline, not better than last year. The rule, as the page prints it:

* Broken series: figures became incomparable between the last one that the forecast knew and the latest one.
* Too early: fewer than `NEW_FIGURES` figures have come for the periods of the forecast.
* Turned: the latest `NEW_FIGURES` figures are all better than the whole range that was expected of their periods, and
  none of their own likely ranges reaches into it.
* Else not turned. Within noise: the latest one is better than the middle, and no more can be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from measurement.rules.forecast import Expectation
from measurement.rules.intervals import Interval
from measurement.rules.periods import Period
from measurement.rules.series import BreakEffect, Goal, Point, SeriesBreak
from measurement.rules.units import Unit

NEW_FIGURES = 2


class CurveVerdict(StrEnum):
    """The four answers."""

    TURNED = "turned"
    NOT_TURNED = "not_turned"
    TOO_EARLY = "too_early"
    BROKEN_SERIES = "broken_series"


class Against(StrEnum):
    """Where a figure lies against what was expected of its period, seen from what is good."""

    BETTER = "better"
    WITHIN = "within"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Compared:
    """One period: what came, what was expected, and where the one lies against the other."""

    expected: Expectation
    value: Decimal
    place: Against
    is_better_than_middle: bool
    overlaps: bool | None

    @property
    def is_beyond(self) -> bool:
        """Better than all that was expected, and surely so as far as that is known."""
        return self.place is Against.BETTER and not self.overlaps


@dataclass(frozen=True, slots=True)
class CurveReading:
    """The answer, the periods it rests on, and the breaks of effect *caution* that it crosses."""

    verdict: CurveVerdict
    compared: tuple[Compared, ...] = ()
    is_within_noise: bool = False
    cautions: tuple[SeriesBreak, ...] = ()


def judge_curve(
    expected: Sequence[Expectation],
    points: Sequence[Point],
    *,
    known: Period,
    breaks: Sequence[SeriesBreak],
    unit: Unit,
    goal: Goal,
) -> CurveReading:
    """Judge what came against a frozen forecast; `known` is the period of the last figure that it was made from."""
    shown = [point for point in points if point.figure is not None and point.period.end > known.end]
    latest = max((point.period.end for point in shown), default=known.end)
    crossed = [one for one in breaks if known.end < one.starts_on <= latest]
    if any(one.effect is BreakEffect.INCOMPARABLE for one in crossed):
        return CurveReading(CurveVerdict.BROKEN_SERIES)
    found = tuple(
        _compare(one, point, unit, goal)
        for one in sorted(expected, key=lambda one: one.period)
        for point in shown
        if (point.period.start, point.period.end) == (one.period.start, one.period.end)
    )
    if len(found) < NEW_FIGURES or not goal.is_clear:
        return CurveReading(CurveVerdict.TOO_EARLY, found, cautions=tuple(crossed))
    is_turned = all(one.is_beyond for one in found[-NEW_FIGURES:])
    verdict = CurveVerdict.TURNED if is_turned else CurveVerdict.NOT_TURNED
    is_noise = not is_turned and found[-1].is_better_than_middle
    return CurveReading(verdict, found, is_noise, tuple(crossed))


def _compare(one: Expectation, point: Point, unit: Unit, goal: Goal) -> Compared:
    value = point.figure
    assert value is not None  # noqa: S101 (only figures that are shown come this far)
    good = goal.goodness(value)
    ends = [goal.goodness(Decimal(str(end))) for end in (one.low, one.high)]
    middle = goal.goodness(Decimal(str(one.mid)))
    place = Against.BETTER if good > max(ends) else Against.WORSE if good < min(ends) else Against.WITHIN
    likely = point.interval(unit)
    overlaps = likely.overlaps(Interval(one.low, one.high)) if likely else None
    return Compared(one, value, place, good > middle, overlaps)
