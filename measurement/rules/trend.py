"""Is it getting better? The words, and the rule behind them.

`RUN_RULE` is the rule as the page prints it. Getting better (or worse): the latest `run` figures go one way,
the good (or the bad) one, where an unchanged figure neither adds nor ends, and the likely ranges of the first
and the last of them do not overlap; or the latest figure lies outside what the figures before it let expect:
their mean plus or minus `spread` times their mean step (a process-behaviour chart of single figures; Wheeler,
Understanding Variation, 1993), and its likely range does not reach into the expected one. Fewer than `points`
figures: too early to tell. Else: no clear change.

A run counts figures, whether or not a period between two of them is missing, and crosses a break of effect
*caution*: whoever says it names both. A break of effect *incomparable* ends it, for nothing before it is in the
stretch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

from measurement.rules.intervals import Interval
from measurement.rules.periods import Period
from measurement.rules.series import Goal, Point, Stretch
from measurement.rules.units import Unit


class TrendWord(StrEnum):
    """What the page says of the direction."""

    BETTER = "getting_better"
    WORSE = "getting_worse"
    UNCLEAR = "no_clear_change"
    TOO_EARLY = "too_early_to_tell"


class TrendWhy(StrEnum):
    """Which part of the rule gave the word."""

    RUN = "run"
    BEYOND = "beyond_expected_variation"
    WITHIN_NOISE = "within_noise"
    NO_PATTERN = "no_pattern"
    FEW_POINTS = "few_points"
    NO_DIRECTION = "no_direction"


@dataclass(frozen=True, slots=True)
class RunRule:
    """The numbers of the rule."""

    points: int = 4
    run: int = 5
    spread: float = 2.66
    points_before: int = 5


RUN_RULE = RunRule()


@dataclass(frozen=True, slots=True)
class TrendReading:
    """The word, why, and how many figures go one way up to the latest (`run`, from `run_since` on).

    `moves` is how often the figure changed on that way: up (positive) or down. `rises` says of a clear change whether
    the figures rise. `expected` is what the figures before the latest let expect.
    """

    word: TrendWord
    why: TrendWhy
    points: int
    run: int = 0
    run_is_good: bool | None = None
    run_since: Period | None = None
    expected: Interval | None = None
    moves: int = 0
    rises: bool | None = None

    @property
    def is_clear(self) -> bool:
        """Does it say a direction?"""
        return self.word in (TrendWord.BETTER, TrendWord.WORSE)


@dataclass(frozen=True, slots=True)
class Change:
    """From a base period to the latest one. `relative` is in percent of the base figure."""

    base: Period
    latest: Period
    base_value: Decimal
    latest_value: Decimal
    relative: Decimal | None
    is_better: bool | None
    within_noise: bool | None

    @property
    def difference(self) -> Decimal:
        """In the unit itself: points for percents."""
        return self.latest_value - self.base_value


def read_trend(stretch: Stretch, unit: Unit, goal: Goal, rule: RunRule = RUN_RULE) -> TrendReading:
    """The direction word for the figures that may be compared."""
    count = len(stretch.points)
    if count < rule.points:
        return TrendReading(TrendWord.TOO_EARLY, TrendWhy.FEW_POINTS, count)
    if not goal.is_clear:
        return TrendReading(TrendWord.UNCLEAR, TrendWhy.NO_DIRECTION, count)
    goods = [goal.goodness(value) for value in stretch.values]
    run, start = _run(goods)
    expected = _expected(stretch.values[:-1], unit, rule)
    word, why = _judge(stretch, unit, goods, (run, start), expected, rule)
    since = stretch.points[start].period if run else None
    moves = _moves(stretch.values[start:]) if run else 0
    rises = None
    if why is TrendWhy.RUN:
        rises = moves > 0
    elif why is TrendWhy.BEYOND:
        rises = float(stretch.values[-1]) > fmean(float(value) for value in stretch.values[:-1])
    return TrendReading(word, why, count, abs(run), run > 0 if run else None, since, expected, moves, rises)


def _judge(
    stretch: Stretch,
    unit: Unit,
    goods: Sequence[Decimal],
    run: tuple[int, int],
    expected: Interval | None,
    rule: RunRule,
) -> tuple[TrendWord, TrendWhy]:
    figures, start = run
    latest = stretch.points[-1]
    if abs(figures) >= rule.run:
        if within_noise(stretch.points[start], latest, unit):
            return TrendWord.UNCLEAR, TrendWhy.WITHIN_NOISE
        return _word(figures > 0), TrendWhy.RUN
    value = float(stretch.values[-1])
    if expected is None or expected.low <= value <= expected.high:
        return TrendWord.UNCLEAR, TrendWhy.NO_PATTERN
    if (likely := latest.interval(unit)) and likely.overlaps(expected):
        return TrendWord.UNCLEAR, TrendWhy.WITHIN_NOISE
    return _word(goods[-1] > sum(goods[:-1]) / (len(goods) - 1)), TrendWhy.BEYOND


def _word(is_good: bool) -> TrendWord:
    return TrendWord.BETTER if is_good else TrendWord.WORSE


def _run(goods: Sequence[Decimal]) -> tuple[int, int]:
    """How many figures go one way up to the latest (negative: the bad way), and where the first is."""
    run, start = 0, len(goods) - 1
    for index in range(len(goods) - 1, 0, -1):
        move = int(goods[index].compare(goods[index - 1]))
        if move and run and (move > 0) != (run > 0):
            break
        if move:
            run, start = run + move + (0 if run else move), index - 1
    return run, start


def _moves(values: Sequence[Decimal]) -> int:
    """How often a figure rose over the one before, less how often it fell."""
    return sum(int(later.compare(earlier)) for earlier, later in pairwise(values))


def _expected(values: Sequence[Decimal], unit: Unit, rule: RunRule) -> Interval | None:
    """What the figures before the latest let expect; nothing when they are few."""
    if len(values) < rule.points_before:
        return None
    numbers = [float(value) for value in values]
    middle, step = fmean(numbers), fmean(abs(b - a) for a, b in pairwise(numbers))
    return Interval(clipped(middle - rule.spread * step, unit), clipped(middle + rule.spread * step, unit))


def clipped(value: float, unit: Unit) -> float:
    """No percent under 0 or over 100, no rate under 0."""
    floored = value if unit.floor is None else max(value, float(unit.floor))
    return floored if unit.ceiling is None else min(floored, float(unit.ceiling))


def within_noise(one: Point, other: Point, unit: Unit) -> bool | None:
    """Do their likely ranges overlap? None when they are not known."""
    first, second = one.interval(unit), other.interval(unit)
    return first.overlaps(second) if first and second else None


def read_change(stretch: Stretch, unit: Unit, goal: Goal, base: Period | None = None) -> Change | None:
    """From the base period (or the first that is comparable) to the latest; None without two figures."""
    start = next((p for p in stretch.points if base is None or p.period == base), None)
    if start is None or start is stretch.points[-1]:
        return None
    latest = stretch.points[-1]
    before, after = start.figure or Decimal(0), latest.figure or Decimal(0)
    relative = round(100 * (after - before) / before, 1) if unit.has_ratio and before else None
    better = goal.goodness(after).compare(goal.goodness(before)) if goal.is_clear else Decimal(0)
    is_better = bool(better > 0) if better else None
    noise = within_noise(start, latest, unit)
    return Change(start.period, latest.period, before, after, relative, is_better, noise)
