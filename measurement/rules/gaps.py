"""The gap of a dimension over time: what it is now, what it was, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from measurement.rules.disaggregation import GapReading, GroupFigure, NoGap, read_gap, verdict
from measurement.rules.periods import Period
from measurement.rules.reading import Gap
from measurement.rules.series import Point
from measurement.rules.units import Direction, Unit

Lines = Mapping[int, Sequence[Point]]


def gap_of(lines: Lines, *, unit: Unit, direction: Direction, since: float = 0.0) -> Gap | NoGap:
    """Read the gap of the last period in which two groups have figures, or say why there is none.

    It is compared with the first such period from the place `since` on (in years; where the last break lies),
    among the groups that have figures in both.
    """
    periods = {p: found for p, found in _by_period(lines, unit).items() if p.position >= since}
    readings = {p: read_gap(found, unit=unit, direction=direction) for p, found in periods.items()}
    last = next((p for p in reversed(readings) if isinstance(readings[p], GapReading)), None)
    now = readings.get(last) if last else None
    if last is None or not isinstance(now, GapReading):
        return next((why for why in reversed(readings.values()) if isinstance(why, NoGap)), NoGap.ONLY_TOTALS)
    gap = _gap(last, now)
    known = {group.key for group in periods[last] if group.value is not None}
    for period in (p for p in readings if p < last):
        both = [group for group in periods[period] if group.key in known]
        was = read_gap(both, unit=unit, direction=direction)
        if isinstance(was, GapReading):
            return _since(gap, period, was, now, unit, direction)
    return gap


def _by_period(lines: Lines, unit: Unit) -> dict[Period, list[GroupFigure]]:
    found: dict[Period, list[GroupFigure]] = {}
    for key, points in lines.items():
        for point in points:
            found.setdefault(point.period, []).append(_group(key, point, unit))
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
    )


def _since(
    gap: Gap, period: Period, was: GapReading, now: GapReading, unit: Unit, direction: Direction
) -> Gap:
    return replace(
        gap,
        was_label=period.label,
        was_best=_key(was.reference),
        was_worst=_key(was.behind),
        was_difference=was.difference,
        was_ratio=was.adverse_ratio,
        verdict=verdict(was, now, unit=unit, direction=direction),
    )


def _key(key: object) -> int:
    return int(str(key))
