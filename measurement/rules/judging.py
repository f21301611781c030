"""Judging a line of figures: where it goes, where it will be at today's pace, how a target and a gap stand.

Plain rules, stated on the page. A line has a direction when its last five figures go one way, or when its slope is
clearer than what such figures scatter by themselves (twice its standard error). Fewer than four figures say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from math import sqrt
from typing import NamedTuple

from measurement.rules.reading import (
    Course,
    Figure,
    Gap,
    GapVerdict,
    Group,
    IndicatorReading,
    Promise,
    Standing,
    Step,
)
from measurement.rules.units import Direction, Unit

FEWEST, RUN, RECENT = 4, 5, 6
LIKELY = 1.64
"""Nine in ten outcomes lie within so many standard errors."""


class Slope(NamedTuple):
    """A straight line through figures: change a year, its standard error, and how far figures lie from it."""

    a_year: float
    error: float
    scatter: float


def slope_of(figures: Sequence[Figure]) -> Slope | None:
    """The least-squares line; None for fewer than three figures."""
    points = [(figure.at, float(figure.value)) for figure in figures if figure.value is not None]
    if len(points) < 3:
        return None
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    a_year = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    left = sum((y - middle_y - a_year * (x - middle_x)) ** 2 for x, y in points)
    scatter = sqrt(left / (len(points) - 2))
    return Slope(a_year, scatter / sqrt(spread), scatter)


def run_of(figures: Sequence[Figure]) -> int:
    """How many figures at the end follow one another in one way; negative when they fall."""
    values = [figure.value for figure in figures if figure.value is not None]
    steps = [later - earlier for earlier, later in zip(values, values[1:], strict=False)]
    count = 0
    for step in reversed(steps):
        if step == 0 or (count and (step > 0) != (count > 0)):
            break
        count += 1 if step > 0 else -1
    return count + (1 if count > 0 else -1 if count < 0 else 0)


def course_of(figures: Sequence[Figure], direction: Direction) -> Course:
    """Where a line goes: better or worse only by the stated rule."""
    shown = [figure for figure in figures if figure.value is not None]
    slope = slope_of(shown[-10:])
    if len(shown) < FEWEST or slope is None:
        return Course.EARLY
    run = run_of(shown)
    rises = run > 0 if abs(run) >= RUN else slope.a_year > 0
    if direction is Direction.BAND or (abs(run) < RUN and abs(slope.a_year) <= 2 * slope.error):
        return Course.UNCLEAR
    return Course.BETTER if rises == (direction is Direction.UP) else Course.WORSE


def forecast_of(
    figures: Sequence[Figure], unit: Unit, *, step: float, until: float, labels: Sequence[str]
) -> tuple[Step, ...]:
    """Straight on from the last figure at the pace of the last six, with nine in ten outcomes shaded."""
    shown = [figure for figure in figures if figure.value is not None]
    slope = slope_of(shown[-RECENT:])
    if len(shown) < FEWEST or slope is None or not shown:
        return ()
    last, steps = shown[-1], []
    for number, label in enumerate(labels, 1):
        ahead = number * step
        if last.at + ahead > until + step / 2:
            break
        mid = float(last.value or 0) + slope.a_year * ahead
        wide = LIKELY * sqrt(slope.scatter**2 + (slope.error * ahead) ** 2)
        low, middle, high = (_within(value, unit) for value in (mid - wide, mid, mid + wide))
        steps.append(Step(last.at + ahead, label, middle, low, high))
    return tuple(steps)


def promise_of(
    reading: IndicatorReading, *, value: Decimal, at: float, label: str, direction: Direction
) -> Promise:
    """How a target stands against the last figure and the forecast."""
    promise = Promise(value, at, label, Standing.EARLY)
    now = reading.now
    if now is None or now.value is None or direction is Direction.BAND:
        return promise
    slope = slope_of([figure for figure in reading.shown if figure.at >= reading.whole[reading.since].at][-RECENT:])
    years = at - now.at
    promise = replace(
        promise,
        needed=_tidy((float(value) - float(now.value)) / years) if years > 0 else None,
        pace=_tidy(slope.a_year) if slope else None,
        expected=reading.forecast[-1].mid if reading.forecast else None,
    )
    return replace(promise, standing=_standing(promise, now.value, years > 0, direction))


def _standing(promise: Promise, now: Decimal, is_ahead: bool, direction: Direction) -> Standing:
    if _reaches(now, promise.value, direction):
        return Standing.MET
    if not is_ahead:
        return Standing.MISSED
    if promise.expected is None:
        return Standing.EARLY
    return Standing.ON_COURSE if _reaches(promise.expected, promise.value, direction) else Standing.BEHIND


def _reaches(figure: Decimal, goal: Decimal, direction: Direction) -> bool:
    return figure >= goal if direction is Direction.UP else figure <= goal


# --- Gaps --------------------------------------------------------------------------------------------------------------
def gap_of(groups: Sequence[Group], *, unit: Unit, direction: Direction, since: float) -> Gap | None:
    """The widest gap of the last period in which two groups have figures, and of the first such period since a break."""
    periods = sorted({figure.at for group in groups for figure in group.figures if figure.value is not None})
    found = [(at, _at(groups, at)) for at in periods if at >= since]
    found = [(at, values) for at, values in found if len(values) > 1]
    if not found or direction is Direction.BAND:
        return None
    now = _widest(found[-1][1], unit, direction)
    if len(found) == 1:
        return now
    same = set(found[-1][1])
    was = _widest({key: one for key, one in found[0][1].items() if key in same} or found[0][1], unit, direction)
    now = replace(
        now,
        was_label=was.label,
        was_best=was.best,
        was_worst=was.worst,
        was_difference=was.difference,
        was_ratio=was.ratio,
    )
    best_then, best_now = found[0][1].get(was.best), found[-1][1].get(now.best)
    fell = best_then and best_now and not _reaches(best_now.value or Decimal(0), best_then.value or Decimal(0), direction)
    return replace(now, verdict=_verdict(now, bool(fell)))


def _verdict(gap: Gap, best_fell: bool) -> GapVerdict:
    """Closing only when both fall; in half points and half tenths, so that rounding decides nothing."""
    change = gap.difference - (gap.was_difference or Decimal(0))
    by_difference = 0 if abs(change) < Decimal("0.5") else (1 if change > 0 else -1)
    if gap.ratio is None or gap.was_ratio is None:
        by_ratio = by_difference
    else:
        moved = gap.ratio - gap.was_ratio
        by_ratio = 0 if abs(moved) < Decimal("0.05") else (1 if moved > 0 else -1)
    if by_difference == by_ratio == 0:
        return GapVerdict.FLAT
    if by_difference <= 0 and by_ratio <= 0 and (by_difference and by_ratio):
        return GapVerdict.LEVELLED_DOWN if best_fell else GapVerdict.CLOSING
    return GapVerdict.WIDENING if by_difference >= 0 and by_ratio >= 0 else GapVerdict.MIXED


def _at(groups: Sequence[Group], at: float) -> dict[int, Figure]:
    return {
        group.key: figure
        for group in groups
        for figure in group.figures
        if figure.at == at and figure.value is not None
    }


def _widest(values: dict[int, Figure], unit: Unit, direction: Direction) -> Gap:
    upward = sorted(values, key=lambda key: values[key].value or Decimal(0))
    worst, best = (upward[0], upward[-1]) if direction is Direction.UP else (upward[-1], upward[0])
    low, high = values[worst].value or Decimal(0), values[best].value or Decimal(0)
    return Gap(values[worst].label, best, worst, abs(high - low), _adverse(low, high, unit, direction))


def _adverse(worst: Decimal, best: Decimal, unit: Unit, direction: Direction) -> Decimal | None:
    """How many times as often the bad thing happens; None where that means nothing."""
    if not unit.has_ratio:
        return None
    if direction is Direction.UP:
        if not unit.is_share:
            return None
        worst, best = 100 - worst, 100 - best
    return round(worst / best, 4) if best > 0 else None


def _within(value: float, unit: Unit) -> Decimal:
    low, high = unit.floor, unit.ceiling
    kept = _tidy(value)
    kept = kept if low is None else max(kept, low)
    return kept if high is None else min(kept, high)


def _tidy(value: float) -> Decimal:
    return Decimal(f"{value:.4f}")
