"""The gap of a dimension over time: what it is now, what it was, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from measurement.rules.disaggregation import GapReading, GroupFigure, NoGap, read_gap, verdict
from measurement.rules.periods import Period
from measurement.rules.reading import Gap, Split
from measurement.rules.series import Point
from measurement.rules.units import Direction, Unit

Lines = Mapping[int, Sequence[Point]]
Periods = dict[Period, list[tuple[int, Point]]]
_OF_ITSELF = (NoGap.COUNTS, NoGap.NO_WAY_IS_BETTER, NoGap.ALL_HIDDEN)


def gap_of(lines: Lines, *, unit: Unit, direction: Direction, since: float = 0.0) -> Gap | NoGap:
    """Read the gap of the last period in which two groups have figures, or say why there is none.

    It is compared with the first such period from the place `since` on (in years; where the last break lies),
    among the groups that have figures in both.
    """
    periods = {p: found for p, found in _by_period(lines).items() if p.position >= since}
    last, now = _last_reading(periods, unit, direction)
    if last is None or isinstance(now, NoGap):
        return now if isinstance(now, NoGap) else NoGap.ONLY_TOTALS
    gap = _gap(last, now)
    known = {key for key, point in periods[last] if point.figure is not None}
    for period in (p for p in periods if p < last):
        both = [_group(key, point, unit) for key, point in periods[period] if key in known]
        was = read_gap(both, unit=unit, direction=direction)
        if isinstance(was, GapReading):
            return _since(gap, period, was, now, unit, direction)
    return gap


def why_no_gap(split: Split | None) -> NoGap:
    """Why no gap stands beside a headline: it is never left out silently."""
    if split is None:
        return NoGap.ONLY_TOTALS
    if split.no_gap in _OF_ITSELF:
        return split.no_gap
    return NoGap.ONE_GROUP if len(split.groups) < 2 else NoGap.NO_PERIOD


def _last_reading(
    periods: Periods, unit: Unit, direction: Direction
) -> tuple[Period | None, GapReading | NoGap]:
    """The last period with a gap, and the gap; without any, why the last one has none. Only these are worked out."""
    why: NoGap | None = None
    for period in reversed(periods):
        groups = [_group(key, point, unit) for key, point in periods[period]]
        found = read_gap(groups, unit=unit, direction=direction)
        if isinstance(found, GapReading):
            return period, found
        why = why or found
    return None, why or NoGap.ONLY_TOTALS


def _by_period(lines: Lines) -> Periods:
    found: Periods = {}
    for key, points in lines.items():
        for point in points:
            found.setdefault(point.period, []).append((key, point))
    return dict(sorted(found.items(), key=lambda item: item[0]))


def _group(key: int, point: Point, unit: Unit) -> GroupFigure:
    """A group's figure with its likely range; of a hidden one only that it is hidden."""
    if point.figure is None:
        return GroupFigure(key, None, is_hidden=point.is_hidden)
    likely = point.interval(unit)
    low, high = (Decimal(str(likely.low)), Decimal(str(likely.high))) if likely else (None, None)
    return GroupFigure(key, point.figure, point.numerator, point.denominator, low, high)


def _gap(period: Period, now: GapReading) -> Gap:
    return Gap(
        label=period.label,
        best=_key(now.reference),
        worst=_key(now.behind),
        difference=now.difference,
        ratio=now.adverse_ratio,
        summary=now.summary_ratio,
        overlaps=now.overlaps,
        to_parity=tuple((_key(key), people) for key, people in now.to_parity.items()),
        at=period.position,
    )


def _since(
    gap: Gap, period: Period, was: GapReading, now: GapReading, unit: Unit, direction: Direction
) -> Gap:
    return replace(
        gap,
        was_label=period.label,
        was_at=period.position,
        was_best=_key(was.reference),
        was_worst=_key(was.behind),
        was_difference=was.difference,
        was_ratio=was.adverse_ratio,
        verdict=verdict(was, now, unit=unit, direction=direction),
    )


def _key(key: object) -> int:
    return int(str(key))
