"""Reads an indicator's live figures into the reading that pages, reports and the API show. Suppressed cells stay out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from initiatives.models import Category
from measurement.figures import Published, Shelf, read_shelf, unit_of
from measurement.models import Indicator, Observation, Target
from measurement.rules.grading import graded
from measurement.rules.judging import course_of, forecast_of, gap_of, promise_of, run_of
from measurement.rules.periods import Period, missing_between, next_period
from measurement.rules.reading import Figure, Group, IndicatorReading, Split
from measurement.rules.rows import Categories
from measurement.rules.units import Direction

FURTHEST = 12
"""So many periods ahead a forecast goes at most."""
_HIDDEN = (Observation.Publication.SUPPRESSED_PRIMARY, Observation.Publication.SUPPRESSED_COMPLEMENTARY)
_BOUNDS = {Observation.ValueType.AT_LEAST: "low", Observation.ValueType.AT_MOST: "high"}


@dataclass(frozen=True, slots=True)
class Shown:
    """The live figures of an indicator in its own rhythm, every period of it present."""

    periods: tuple[Period, ...]
    cells: dict[Period, dict[Categories, Published]]

    def line(self, categories: Categories) -> tuple[Figure, ...]:
        """Return the figures of one cell, a gap where there is none or where it is not shown."""
        return tuple(_figure(period, self.cells.get(period, {}).get(categories)) for period in self.periods)


def reading_of(indicator: Indicator) -> IndicatorReading:
    """Return what the live figures of an indicator say: a handful of queries."""
    shown = _in_rhythm(read_shelf(indicator), indicator.frequency)
    if not shown.periods:
        return IndicatorReading()
    unit, direction = unit_of(indicator), Direction(indicator.direction)
    whole = shown.line(())
    since = _comparable_from(indicator, shown.periods)
    line = whole[since:]
    reading = IndicatorReading(
        whole=whole,
        step=_step(shown.periods),
        course=course_of(line, direction),
        run=run_of(line),
        points=sum(figure.value is not None for figure in whole),
        since=since,
    )
    reading = _with_promise(reading, indicator, shown.periods)
    start = whole[since].at if since < len(whole) else whole[-1].at
    splits = tuple(_splits(shown, start, indicator))
    reading = replace(reading, splits=splits)
    breaks = [str(one.starts_on.year) for one in indicator.breaks.all()]
    grade, quality = graded(reading, breaks=breaks)
    return replace(reading, grade=grade, quality=quality)


def _in_rhythm(shelf: Shelf, frequency: str) -> Shown:
    """Keep the periods of the indicator's own kind and add those that are missing between them."""
    live = {period: cells for period, cells in shelf.live.items() if _fits(period, frequency)}
    ordered = sorted(live)
    every: list[Period] = ordered[:1]
    for earlier, later in zip(ordered, ordered[1:], strict=False):
        every += [*missing_between(earlier, later), later]
    return Shown(tuple(every), live)


def _fits(period: Period, frequency: str) -> bool:
    return frequency == Indicator.Frequency.IRREGULAR or period.kind.value == frequency


def _figure(period: Period, published: Published | None) -> Figure:
    place = Figure(period.position, period.label)
    if published is None or published.publication in _HIDDEN:
        return place
    figure, mark = published.figure, "plain"
    value = figure.value
    if bound := _BOUNDS.get(figure.value_type):  # type: ignore[call-overload]
        value, mark = getattr(figure, bound), "coded"
    elif published.publication == Observation.Publication.CODED:
        value, mark = figure.low if figure.low is not None else figure.high, "coded"
    elif figure.status == Observation.Status.PROVISIONAL:
        mark = "provisional"
    low, high = (None, None) if mark == "coded" else (figure.low, figure.high)
    people = None if mark == "coded" else figure.denominator
    return replace(place, value=value, low=low, high=high, people=people, mark=mark)


def _comparable_from(indicator: Indicator, periods: Sequence[Period]) -> int:
    """Return the place of the first period after the last break that nothing may be compared across."""
    days = [one.starts_on for one in indicator.breaks.all() if one.effect == "incomparable"]
    last = max((day for day in days if day <= periods[-1].end), default=None)
    return 0 if last is None else next(at for at, period in enumerate(periods) if period.end >= last)


def _step(periods: Sequence[Period]) -> float:
    return round(next_period(periods[-1]).position - periods[-1].position, 4) or 1.0


def _with_promise(
    reading: IndicatorReading, indicator: Indicator, periods: Sequence[Period]
) -> IndicatorReading:
    target = _next_target(indicator, periods[-1].end)
    if target is None:
        return reading
    ahead, labels = periods[-1], []
    for _number in range(FURTHEST):
        ahead = next_period(ahead)
        labels.append(ahead.label)
        if ahead.end >= target.by:
            break
    at = ahead.position if target.by > periods[-1].end else periods[-1].position
    unit = unit_of(indicator)
    figures = reading.whole[reading.since :]
    forecast = forecast_of(figures, unit, step=reading.step, until=at, labels=labels)
    reading = replace(reading, forecast=forecast)
    direction = Direction(indicator.direction)
    promise = promise_of(reading, value=target.value, at=at, label=target.label, direction=direction)
    return replace(reading, promise=promise)


def _next_target(indicator: Indicator, after: date) -> Target | None:
    targets = list(indicator.targets.all())
    return next((one for one in targets if one.by > after), targets[-1] if targets else None)


def _splits(shown: Shown, since: float, indicator: Indicator) -> Iterable[Split]:
    """Yield the figures along each dimension that has any, groups in their fixed order."""
    present = {cells[0] for of_period in shown.cells.values() for cells in of_period if len(cells) == 1}
    rows = Category.objects.filter(pk__in=present).order_by("dimension__position", "dimension_id", "position", "pk")
    dimensions: dict[int, list[int]] = {}
    for pk, dimension in rows.values_list("pk", "dimension_id"):
        dimensions.setdefault(dimension, []).append(pk)
    for dimension, keys in dimensions.items():
        yield _split(shown, dimension, keys, since, indicator)


def _split(shown: Shown, dimension: int, keys: Sequence[int], since: float, indicator: Indicator) -> Split:
    lines = [Group(key, shown.line((key,))) for key in keys]
    groups = tuple(group for group in lines if any(figure.value is not None for figure in group.figures))
    rest = {group.key for group in lines} - {group.key for group in groups}
    states = {key: _last_state(shown, (key,)) for key in keys}
    small = tuple(key for key in keys if states[key] == Observation.Publication.SUPPRESSED_PRIMARY)
    guarding = tuple(key for key in keys if states[key] == Observation.Publication.SUPPRESSED_COMPLEMENTARY)
    unpublished = tuple(key for key in keys if key in rest and key not in (*small, *guarding))
    gap = gap_of(groups, unit=unit_of(indicator), direction=Direction(indicator.direction), since=since)
    return Split(dimension, groups, small, guarding, unpublished, gap)


def _last_state(shown: Shown, categories: Categories) -> str:
    """Return whether the last figure of a cell is shown."""
    for period in reversed(shown.periods):
        if published := shown.cells.get(period, {}).get(categories):
            return published.publication
    return ""
