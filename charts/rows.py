"""The figures of a picture as comma-separated rows, unrounded, to take away and check."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import StringIO

from charts.spec import Point, Trend
from charts.table import mark_word
from charts.words import Words

CsvRow = tuple[str, ...]
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""A cell of words that begins so would be run as a formula by spreadsheet programs."""


def trend(spec: Trend, words: Words) -> Iterator[CsvRow]:
    """A head, then one row for each figure or gap of each line, the forecast and the target."""
    yield words.line, words.period, words.value, words.low, words.high, words.about
    for name, points in ((spec.name, spec.points), *((line.name, line.points) for line in spec.others)):
        yield from (_row(name, point, words) for point in points)
    for stage in spec.forecast:
        figures = (_plain(stage.mid), _plain(stage.low), _plain(stage.high))
        yield _safe(spec.name), _safe(stage.label), *figures, words.kind_forecast
    if spec.target:
        yield _safe(spec.name), _safe(spec.target.label), _plain(spec.target.value), "", "", words.kind_target


def text(rows: Iterable[CsvRow]) -> str:
    """The rows as a file, with the line ends the format asks for."""
    out = StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _row(name: str, point: Point, words: Words) -> CsvRow:
    """One figure or gap of a line."""
    about = words.no_figure if point.value is None else mark_word(point.mark, words)
    return _safe(name), _safe(point.label), _plain(point.value), _plain(point.low), _plain(point.high), about


def _plain(value: Decimal | None) -> str:
    """A figure for machines: point, hyphen, no separators, no exponent."""
    return "" if value is None else f"{value:f}"


def _safe(words: str) -> str:
    """Words that no spreadsheet program takes for a formula."""
    return f"'{words}" if words.startswith(RISKY) else words
