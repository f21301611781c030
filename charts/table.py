"""The figures of a picture as a table, for those who read rather than look."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from charts.numbers import NumberStyle
from charts.segments import known
from charts.spec import Mark, Point, Trend
from charts.words import Words


class Row(NamedTuple):
    """One period: its name for the row head, then the cells."""

    head: str
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A caption, column heads (the first one over the row heads) and rows; all plain text."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


class Column(NamedTuple):
    """A head with a cell for each moment that has one."""

    head: str
    cells: Mapping[float, str]


def trend(spec: Trend, words: Words) -> Table:
    """One row for each period of any line; intervals and remarks only where there are some."""
    columns = list(_columns(spec, words))
    every = [point for line in (*(o.points for o in spec.others), spec.points) for point in line]
    names = {point.at: point.label for point in every}
    rows = (Row(names[at], tuple(c.cells.get(at, words.no_figure) for c in columns)) for at in sorted(names))
    return Table(spec.name, (words.period, *(column.head for column in columns)), tuple(rows))


def mark_word(mark: Mark, words: Words) -> str:
    """How far a figure can be leaned on, in words; nothing when fully."""
    marks = {
        Mark.PROVISIONAL: words.provisional,
        Mark.ESTIMATED: words.estimated,
        Mark.CODED: words.coded,
    }
    return marks.get(mark, "")


def _columns(spec: Trend, words: Words) -> Iterator[Column]:
    """Figures, their intervals, the other lines, and remarks."""
    style = spec.style
    yield Column(spec.unit or words.value, _figures(spec.points, style))
    if any(p.low is not None and p.high is not None for p in spec.points):
        yield Column(words.low, _written([(p.at, p.low) for p in spec.points], style))
        yield Column(words.high, _written([(p.at, p.high) for p in spec.points], style))
    for line in spec.others:
        yield Column(line.name, _figures(line.points, style))
    if any(p.mark is not Mark.PLAIN for p in spec.points):
        yield Column(words.about, _remarks(spec.points, words))


def _figures(points: Sequence[Point], style: NumberStyle) -> dict[float, str]:
    """The figures of a line; a bound has its sign and no more decimals than its source wrote."""
    return {
        one.at: one.sign + style.full(one.value, None if one.sign else style.decimals)
        for one in known(points)
    }


def _written(figures: Sequence[tuple[float, Decimal | None]], style: NumberStyle) -> dict[float, str]:
    """The figures there are, with their unit."""
    return {at: style.full(value, style.decimals) for at, value in figures if value is not None}


def _remarks(points: Sequence[Point], words: Words) -> dict[float, str]:
    """What is to be said about each figure; an empty cell where nothing is."""
    return {point.at: mark_word(point.mark, words) for point in points}
