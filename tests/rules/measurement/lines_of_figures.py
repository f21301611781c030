"""Real and made-up lines of figures for the tests of trends, forecasts and targets."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from measurement.rules.periods import Period, calendar_year, parse_period
from measurement.rules.series import Goal, Point
from measurement.rules.units import Direction
from measurement.rules.values import ParsedValue, ValueType, parse_value

DATA = Path(__file__).parents[3] / "measurement" / "data"
UP, DOWN = Goal(Direction.UP), Goal(Direction.DOWN)


def line(name: str, value: str, **wanted: str) -> list[Point]:
    """The figures of a demonstration file in which these columns say so."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[key] == text for key, text in wanted.items())]
    return [_point(row, value) for row in rows if row.get("status") != "superseded"]


def _point(row: dict[str, str], value: str) -> Point:
    period = parse_period(row.get("school_year") or row.get("period") or row["year"])
    parsed = parse_value(row[value])
    assert isinstance(period, Period)
    assert isinstance(parsed, ParsedValue)
    part, whole = (Decimal(row[name]) if row.get(name) else None for name in ("deaths", "births"))
    return Point(period, parsed.value, part, whole, kind=parsed.kind)


def years(values: Sequence[float | None], first: int = 2001, people: int | None = None) -> list[Point]:
    """A made-up line of yearly figures; with people, percents of so many."""
    points = []
    for index, value in enumerate(values):
        kind = ValueType.NOT_AVAILABLE if value is None else ValueType.EXACT
        number = None if value is None else Decimal(str(value))
        part = number * people / 100 if number is not None and people else None
        size = Decimal(people) if people else None
        points.append(Point(calendar_year(first + index), number, part, size, kind=kind))
    return points
