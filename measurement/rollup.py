"""Reads an indicator's live figures into the reading that pages, reports and the API show. Suppressed cells stay out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from initiatives import clock
from initiatives.models import Category
from measurement.figures import Published, Shelf, read_shelf, unit_of
from measurement.models import Check, Indicator, Observation
from measurement.rules.disaggregation import NoGap
from measurement.rules.forecast import FURTHEST, Expectation, todays_pace
from measurement.rules.gaps import gap_of
from measurement.rules.grading import graded
from measurement.rules.periods import Period, PeriodKind, missing_between, next_period
from measurement.rules.quality import next_overdue_on, periods_overdue
from measurement.rules.reading import (
    Caution,
    Figure,
    Gap,
    Group,
    IndicatorReading,
    Promise,
    Run,
    Split,
    Step,
)
from measurement.rules.rows import Categories
from measurement.rules.series import BreakEffect, Goal, Point, SeriesBreak, Stretch, comparable
from measurement.rules.suppression import HIDDEN, PublicationState
from measurement.rules.targets import (
    Target,
    TargetReading,
    due_period,
    groups_under_floor,
    next_target,
    past_targets,
    read_target,
)
from measurement.rules.trend import TrendReading, read_change, read_trend
from measurement.rules.units import Direction
from measurement.rules.values import LOWER_BOUNDS, STRICT_BOUNDS, UPPER_BOUNDS, ValueType

MOST_GROUPS = 60
"""So many groups of one dimension are drawn; all of them count for the gap."""
_HIDDEN = frozenset(state.value for state in HIDDEN)
# A hundred thousand points are made of a large release; calling the enum takes several times as long.
_KINDS = {kind.value: kind for kind in ValueType}
_STATES = {state.value: state for state in PublicationState}
_BOUNDS: dict[str, str] = {**dict.fromkeys(LOWER_BOUNDS, "low"), **dict.fromkeys(UPPER_BOUNDS, "high")}


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


@dataclass(frozen=True, slots=True)
class Course:
    """The figures of everybody as the rules weigh them: all of them, the breaks, and the stretch that may be compared."""

    points: list[Point]
    breaks: list[SeriesBreak]
    stretch: Stretch


def course_of(indicator: Indicator, shelf: Shelf | None = None) -> Course:
    """Return the line of everybody from the live figures of an indicator."""
    shown = _in_rhythm(shelf or read_shelf(indicator, overview=True), indicator.frequency)
    return _line(shown, indicator)


def _line(shown: Shown, indicator: Indicator) -> Course:
    breaks = [SeriesBreak(one.starts_on, BreakEffect(one.effect), one.pk) for one in indicator.breaks.all()]
    points = shown.points(())
    return Course(points, breaks, comparable(points, breaks))


def reading_of(indicator: Indicator, shelf: Shelf | None = None) -> IndicatorReading:
    """Return what the live figures of an indicator say, or those of a `shelf` not yet published; a handful of queries."""
    shown = _in_rhythm(shelf or read_shelf(indicator, overview=True), indicator.frequency)
    if not shown.periods:
        return IndicatorReading()
    line = _line(shown, indicator)
    stretch = line.stretch
    today = clock.today(indicator.initiative.zone)
    reading = _course(shown, stretch, indicator)
    walls = (one for one in line.breaks if one.effect is BreakEffect.INCOMPARABLE)
    reading = replace(reading, walls=tuple(_caution(one).at for one in walls))
    reading = _with_promises(reading, stretch, indicator, today)
    reading = replace(reading, splits=tuple(_splits(shown, reading, indicator)))
    years = [str(one.starts_on.year) for one in line.breaks]
    last = stretch.points[-1].period if stretch.points else None
    is_regular = indicator.frequency != Indicator.Frequency.IRREGULAR
    overdue = periods_overdue(last, today) if last and is_regular else None
    grade, quality = graded(
        reading,
        breaks=years,
        overdue=overdue,
        is_regular=is_regular,
        doubtful=_doubtful(indicator),
        is_count=indicator.unit == Indicator.Unit.COUNT,
    )
    return replace(reading, grade=grade, quality=quality, until=_until(last, is_regular, indicator, today))


def _until(last: Period | None, is_regular: bool, indicator: Indicator, today: date) -> str:
    """The day on which the same figures say something else: a target's day has passed, another figure is overdue."""
    days = [one.by + timedelta(days=1) for one in targets_of(indicator) if last and one.by >= today]
    if last and is_regular:
        days.append(next_overdue_on(last, today))
    return min(days).isoformat() if days else ""


def goal_of(indicator: Indicator) -> Goal:
    """Return which way is good, as the rules know it."""
    return Goal(Direction(indicator.direction))


def targets_of(indicator: Indicator) -> list[Target]:
    """Return an indicator's targets as the rules know them."""
    return [Target(one.value, one.by, one.label, one.floor_for_groups) for one in indicator.targets.all()]


def _doubtful(indicator: Indicator) -> int:
    """Count the public figures that ask a question which nobody has answered."""
    asked = Check.objects.open().filter(indicator=indicator, in_import__release__isnull=False)
    return asked.filter(in_import__release__withdrawn_in__isnull=True).count()


def _course(shown: Shown, stretch: Stretch, indicator: Indicator) -> IndicatorReading:
    """The whole and its direction."""
    unit, goal = unit_of(indicator), goal_of(indicator)
    trend, change = read_trend(stretch, unit, goal), read_change(stretch, unit, goal)
    whole = shown.line(())
    first = stretch.points[0].period if stretch.points else shown.periods[0]
    usual = trend.expected
    return IndicatorReading(
        whole=whole,
        step=_stride(shown, indicator),
        course=trend.word,
        why=trend.why,
        run=_run(trend, stretch, indicator),
        points=len(stretch.points),
        since=shown.periods.index(first),
        rising=trend.rises,
        usual=(_exact(usual.low), _exact(usual.high)) if usual else None,
        cautions=tuple(_caution(one) for one in stretch.cautions),
        within_noise=change.within_noise if change else None,
    )


def _stride(shown: Shown, indicator: Indicator) -> float:
    """How far apart neighbours are, in years; of figures that come now and then the widest distance there was."""
    if indicator.frequency == Indicator.Frequency.IRREGULAR:
        apart = (b.position - a.position for a, b in pairwise(shown.periods))
        return round(max(apart, default=1.0), 4) or 1.0
    return round(next_period(shown.periods[-1]).position - shown.periods[-1].position, 4) or 1.0


def _run(trend: TrendReading, stretch: Stretch, indicator: Indicator) -> Run | None:
    """The run with the periods that are missing on the way; figures that come now and then miss none."""
    since = trend.run_since
    if since is None:
        return None
    is_regular = indicator.frequency != Indicator.Frequency.IRREGULAR
    missing = (period.label for period in stretch.missing if is_regular and period > since)
    return Run(trend.moves, since.label, since.position, tuple(missing))


def _caution(one: SeriesBreak) -> Caution:
    return Caution(one.starts_on.year + (one.starts_on.month - 1) / 12, str(one.starts_on.year))


def _with_promises(
    reading: IndicatorReading, stretch: Stretch, indicator: Indicator, today: date
) -> IndicatorReading:
    """Add today's pace up to the target to speak of, how that target stands, and how those before it went."""
    targets, last = targets_of(indicator), stretch.points[-1].period if stretch.points else None
    target = next_target(targets, today)
    if target is None or last is None:
        return reading
    unit, goal = unit_of(indicator), goal_of(indicator)
    ahead, due, period = 0, due_period(stretch.points[0].period, target.by), last
    while period.end < due.end and ahead < FURTHEST:
        ahead, period = ahead + 1, next_period(period)
    forecast = todays_pace(stretch, read_trend(stretch, unit, goal), unit, goal, ahead)
    past = past_targets(targets, today)
    later = sorted((one for one in targets if one is not target and one not in past), key=lambda one: one.by)
    judged, were, will = (
        tuple(_promise(read_target(stretch, one, goal, forecast, today), one) for one in some)
        for some in ([target], past, later)
    )
    steps = tuple(_step(one) for one in forecast.expected)
    return replace(reading, promise=judged[0], past=were, later=will, forecast=steps, unseen=forecast.reason)


def _promise(judged: TargetReading, target: Target) -> Promise:
    due, line = judged.due, judged.expected
    deciding = judged.decided_by or due
    return Promise(
        value=target.value,
        at=due.position if due else target.by.year + (target.by.month - 1) / 12,
        label=target.label,
        standing=judged.word,
        needed=_tidy(judged.needed),
        pace=_tidy(judged.pace),
        expected=_tidy(line.mid if line else None),
        low=_tidy(line.low if line else None),
        high=_tidy(line.high if line else None),
        period=deciding.label if deciding else "",
        floor=target.floor,
    )


def _step(one: Expectation) -> Step:
    mid, low, high = (_exact(number) for number in (one.mid, one.low, one.high))
    return Step(one.period.position, one.period.label, mid, low, high)


def _exact(number: float) -> Decimal:
    return Decimal(f"{number:.4f}")


def _tidy(number: float | None) -> Decimal | None:
    return None if number is None else _exact(number)


# --- From the tables ---------------------------------------------------------------------------------------------------
def _in_rhythm(shelf: Shelf, frequency: str) -> Shown:
    """Keep the periods of the indicator's own kind and add those that are missing between them.

    Figures that come now and then miss none.
    """
    live = {period: cells for period, cells in shelf.live.items() if _fits(period, frequency)}
    ordered = sorted(live)
    if frequency == Indicator.Frequency.IRREGULAR:
        return Shown(tuple(ordered), live)
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
        _KINDS[one.value_type],
        _STATES[published.publication],
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
        is_at_most = bound == "high"
        return replace(
            place,
            value=value,
            low=None if is_at_most else value,
            high=value if is_at_most else None,
            mark="coded",
            is_strict=figure.value_type in STRICT_BOUNDS,
        )
    mark = "provisional" if figure.status == Observation.Status.PROVISIONAL else "plain"
    return replace(
        place, value=figure.value, low=figure.low, high=figure.high, people=figure.denominator, mark=mark
    )


# --- Groups ------------------------------------------------------------------------------------------------------------
def _splits(shown: Shown, reading: IndicatorReading, indicator: Indicator) -> Iterable[Split]:
    """Yield the figures along each dimension that has any, groups in their fixed order."""
    present = {cells[0] for of_period in shown.cells.values() for cells in of_period if len(cells) == 1}
    order = ("dimension__position", "dimension_id", "position", "pk")
    dimensions: dict[int, list[int]] = {}
    for pk, dimension in (
        Category.objects.filter(pk__in=present).order_by(*order).values_list("pk", "dimension_id")
    ):
        dimensions.setdefault(dimension, []).append(pk)
    for dimension, keys in dimensions.items():
        yield _split(shown, dimension, keys, reading, indicator)


def _split(
    shown: Shown, dimension: int, keys: Sequence[int], reading: IndicatorReading, indicator: Indicator
) -> Split:
    points = {key: shown.points((key,)) for key in keys}
    unit, since = unit_of(indicator), reading.whole[reading.since].at
    gap = gap_of(points, unit=unit, direction=Direction(indicator.direction), since=since)
    told = [key for key in keys if any(_is_told(point) for point in points[key])]
    groups = tuple(Group(key, shown.line((key,))) for key in _most_telling(told, gap))
    states = {key: shown.last_state((key,)) for key in keys}
    hidden = tuple(key for key in keys if states[key] in _HIDDEN)
    known = {*told, *hidden}
    return Split(
        dimension,
        groups,
        hidden,
        unpublished=tuple(key for key in keys if key not in known),
        gap=None if isinstance(gap, NoGap) else gap,
        no_gap=gap if isinstance(gap, NoGap) else None,
        further=len(told) - len(groups),
        under_floor=_under_floor(points, reading, indicator),
    )


def _under_floor(
    points: Mapping[int, Sequence[Point]], reading: IndicatorReading, indicator: Indicator
) -> tuple[int, ...]:
    """The groups whose last figure is under the floor of the target to speak of."""
    floor = reading.promise.floor if reading.promise else None
    if floor is None:
        return ()
    last = {key: [one for one in line if one.figure is not None][-1:] for key, line in points.items()}
    target = Target(floor, date.max, floor=floor)
    return groups_under_floor(
        {key: found[0] for key, found in last.items() if found}, target, goal_of(indicator)
    )


def _most_telling(told: Sequence[int], gap: Gap | NoGap) -> Sequence[int]:
    """Return the groups that pages can show, in their fixed order: the first ones, and those between which the gap is."""
    if len(told) <= MOST_GROUPS:
        return told
    ends = set() if isinstance(gap, NoGap) else {gap.best, gap.worst, gap.was_best, gap.was_worst}
    kept = {*told[: MOST_GROUPS - len(ends)], *ends}
    return [key for key in told if key in kept]


def _is_told(point: Point) -> bool:
    has_bound = point.kind in _BOUNDS
    return not point.is_hidden and (point.value is not None or has_bound)
