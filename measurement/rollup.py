"""Reads an indicator's live figures into the reading that pages, reports and the API show. Suppressed cells stay out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from initiatives import clock
from initiatives.models import Category
from measurement.figures import Published, Shelf, read_shelf, unit_of
from measurement.models import Indicator, Observation
from measurement.rules.disaggregation import NoGap
from measurement.rules.forecast import FURTHEST, Expectation, read_forecast
from measurement.rules.gaps import gap_of
from measurement.rules.grading import graded
from measurement.rules.periods import Period, PeriodKind, missing_between, next_period
from measurement.rules.quality import periods_overdue
from measurement.rules.reading import Figure, Gap, Group, IndicatorReading, Promise, Split, Step
from measurement.rules.rows import Categories
from measurement.rules.series import BreakEffect, Goal, Point, SeriesBreak, Stretch, comparable
from measurement.rules.suppression import HIDDEN, PublicationState
from measurement.rules.targets import Target, next_target, read_target
from measurement.rules.trend import read_trend
from measurement.rules.units import Direction, Unit
from measurement.rules.values import ValueType

MOST_GROUPS = 60
"""So many groups of one dimension are drawn; all of them count for the gap."""
_HIDDEN = frozenset(state.value for state in HIDDEN)
_BOUNDS = {Observation.ValueType.AT_LEAST.value: "low", Observation.ValueType.AT_MOST.value: "high"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The live figures of an indicator in its own rhythm, every period of it present."""

    periods: tuple[Period, ...]
    cells: dict[Period, dict[Categories, Published]]

    def line(self, categories: Categories) -> tuple[Figure, ...]:
        """Return the figures of one cell, a gap where there is none or where it is not shown."""
        return tuple(_figure(period, self.cells.get(period, {}).get(categories)) for period in self.periods)

    def points(self, categories: Categories) -> list[Point]:
        """Return the figures of one cell as the rules weigh them."""
        found = ((period, self.cells.get(period, {}).get(categories)) for period in self.periods)
        return [_point(period, published) for period, published in found if published is not None]

    def last_state(self, categories: Categories) -> str:
        """Return whether the last figure of a cell is shown."""
        for period in reversed(self.periods):
            if published := self.cells.get(period, {}).get(categories):
                return published.publication
        return ""


def reading_of(indicator: Indicator, shelf: Shelf | None = None) -> IndicatorReading:
    """Return what the live figures of an indicator say, or those of a `shelf` not yet published; a handful of queries."""
    shown = _in_rhythm(shelf or read_shelf(indicator, overview=True), indicator.frequency)
    if not shown.periods:
        return IndicatorReading()
    breaks = [SeriesBreak(one.starts_on, BreakEffect(one.effect), one.pk) for one in indicator.breaks.all()]
    stretch = comparable(shown.points(()), breaks)
    reading = _course(shown, stretch, indicator)
    reading = replace(reading, splits=tuple(_splits(shown, reading.whole[reading.since].at, indicator)))
    years = [str(one.starts_on.year) for one in breaks]
    overdue = periods_overdue(stretch.points[-1].period, clock.today()) if stretch.points else None
    grade, quality = graded(reading, breaks=years, overdue=overdue)
    return replace(reading, grade=grade, quality=quality)


def _course(shown: Shown, stretch: Stretch, indicator: Indicator) -> IndicatorReading:
    """The whole, its direction, and how its target stands."""
    unit, goal = unit_of(indicator), Goal(Direction(indicator.direction))
    trend = read_trend(stretch, unit, goal)
    rises = trend.run_is_good == (goal.direction is Direction.UP)
    whole = shown.line(())
    first = stretch.points[0].period if stretch.points else shown.periods[0]
    reading = IndicatorReading(
        whole=whole,
        step=round(next_period(shown.periods[-1]).position - shown.periods[-1].position, 4) or 1.0,
        course=trend.word,
        why=trend.why,
        run=trend.run if rises else -trend.run,
        points=sum(figure.value is not None for figure in whole),
        since=shown.periods.index(first),
    )
    return _with_promise(reading, stretch, indicator, unit, goal)


def _with_promise(
    reading: IndicatorReading, stretch: Stretch, indicator: Indicator, unit: Unit, goal: Goal
) -> IndicatorReading:
    """Add the next target, the forecast up to it, and how it stands; without a target there is no forecast."""
    last = stretch.points[-1].period if stretch.points else None
    targets = tuple(Target(one.value, one.by, one.label) for one in indicator.targets.all())
    target = next_target(targets, last)
    if target is None or last is None:
        return reading
    ahead, due = 0, last
    while due.end < target.by and ahead < FURTHEST:
        ahead, due = ahead + 1, next_period(due)
    forecast = read_forecast(stretch, unit, ahead=ahead)
    judged = read_target(stretch, target, goal, forecast)
    promise = Promise(
        target.value,
        due.position,
        target.label,
        judged.word,
        *(_tidy(number) for number in (judged.needed, judged.pace, judged.expected)),
    )
    return replace(reading, promise=promise, forecast=tuple(_step(one) for one in forecast.expected))


def _step(one: Expectation) -> Step:
    mid, low, high = (Decimal(f"{number:.4f}") for number in (one.mid, one.low, one.high))
    return Step(one.period.position, one.period.label, mid, low, high)


def _tidy(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(f"{number:.4f}")


# --- From the tables ---------------------------------------------------------------------------------------------------
def _in_rhythm(shelf: Shelf, frequency: str) -> Shown:
    """Keep the periods of the indicator's own kind and add those that are missing between them."""
    live = {period: cells for period, cells in shelf.live.items() if _fits(period, frequency)}
    ordered = sorted(live)
    every: list[Period] = ordered[:1]
    for earlier, later in pairwise(ordered):
        every += [*missing_between(earlier, later), later]
    return Shown(tuple(every), live)


def _fits(period: Period, frequency: str) -> bool:
    return frequency == Indicator.Frequency.IRREGULAR or period.kind is PeriodKind(frequency)


def _point(period: Period, published: Published) -> Point:
    one = published.figure
    return Point(
        period,
        one.value,
        one.numerator,
        one.denominator,
        one.low,
        one.high,
        ValueType(one.value_type),
        PublicationState(published.publication),
        one.status == Observation.Status.PROVISIONAL,
    )


def _figure(period: Period, published: Published | None) -> Figure:
    """One figure as readers may see it: nothing of a suppressed one, the bound alone of a coded one."""
    place = Figure(period.position, period.label)
    if published is None or published.publication in _HIDDEN:
        return place
    figure = published.figure
    if figure.value_type == ValueType.SUPPRESSED_AT_SOURCE:
        return place
    bound = _BOUNDS.get(figure.value_type)
    if bound or published.publication == Observation.Publication.CODED:
        value = getattr(figure, bound) if bound else figure.low if figure.low is not None else figure.high
        return replace(place, value=value, mark="coded")
    mark = "provisional" if figure.status == Observation.Status.PROVISIONAL else "plain"
    return replace(
        place, value=figure.value, low=figure.low, high=figure.high, people=figure.denominator, mark=mark
    )


# --- Groups ------------------------------------------------------------------------------------------------------------
def _splits(shown: Shown, since: float, indicator: Indicator) -> Iterable[Split]:
    """Yield the figures along each dimension that has any, groups in their fixed order."""
    present = {cells[0] for of_period in shown.cells.values() for cells in of_period if len(cells) == 1}
    order = ("dimension__position", "dimension_id", "position", "pk")
    dimensions: dict[int, list[int]] = {}
    for pk, dimension in (
        Category.objects.filter(pk__in=present).order_by(*order).values_list("pk", "dimension_id")
    ):
        dimensions.setdefault(dimension, []).append(pk)
    for dimension, keys in dimensions.items():
        yield _split(shown, dimension, keys, since, indicator)


def _split(shown: Shown, dimension: int, keys: Sequence[int], since: float, indicator: Indicator) -> Split:
    points = {key: shown.points((key,)) for key in keys}
    gap = gap_of(points, unit=unit_of(indicator), direction=Direction(indicator.direction), since=since)
    told = [key for key in keys if any(_is_told(point) for point in points[key])]
    groups = tuple(Group(key, shown.line((key,))) for key in _most_telling(told, gap))
    states = {key: shown.last_state((key,)) for key in keys}
    small = tuple(key for key in keys if states[key] == PublicationState.SUPPRESSED_PRIMARY)
    guarding = tuple(key for key in keys if states[key] == PublicationState.SUPPRESSED_COMPLEMENTARY)
    known = {*told, *small, *guarding}
    unpublished = tuple(key for key in keys if key not in known)
    found, why = (None, gap) if isinstance(gap, NoGap) else (gap, None)
    further = len(told) - len(groups)
    return Split(dimension, groups, small, guarding, unpublished, found, why, further)


def _most_telling(told: Sequence[int], gap: Gap | NoGap) -> Sequence[int]:
    """Return the groups that pages can show, in their fixed order: the first ones, and those between which the gap is."""
    if len(told) <= MOST_GROUPS:
        return told
    ends = set() if isinstance(gap, NoGap) else {gap.best, gap.worst, gap.was_best, gap.was_worst}
    kept = {*told[: MOST_GROUPS - len(ends)], *ends}
    return [key for key in told if key in kept]


def _is_told(point: Point) -> bool:
    has_bound = point.kind in (ValueType.AT_LEAST, ValueType.AT_MOST)
    return not point.is_hidden and (point.value is not None or has_bound)
