"""What a release would change against the figures that count now, and how its figures are written down for its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from measurement.rules.periods import Period
from measurement.rules.rows import Categories, RowReading, RowStatus
from measurement.rules.values import LOWER_BOUNDS, UPPER_BOUNDS, ValueType

NOTE_LENGTH, SOURCE_LENGTH = 500, 300
_STATUS = {
    RowStatus.FINAL: "final",
    RowStatus.PROVISIONAL: "provisional",
    RowStatus.REVISED: "revised",
    RowStatus.DOUBTFUL: "provisional",  # nobody should build on a figure that its own source doubts
}
BOUNDED = frozenset({ValueType.RANGE}) | LOWER_BOUNDS | UPPER_BOUNDS
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Figure(NamedTuple):
    """All that is published of one cell in one period. `low` and `high` are bounds, or the interval of an exact value."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    value_type: str
    status: str
    note: str
    source: str


Table = dict[Period, dict[Categories, Figure]]


class Change(NamedTuple):
    """One cell whose figure is new (`old` is None) or another one."""

    period: Period
    categories: Categories
    old: Figure | None
    new: Figure


@dataclass(slots=True)
class Comparison:
    """What a table would change: new cells, other figures, equal ones, and cells of its periods that it leaves out."""

    added: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: int = 0
    left_out: list[tuple[Period, Categories]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return not (self.added or self.changed)


def figure_of(row: RowReading) -> Figure:
    """Return what a row of a file says as a figure; long words are cut with a mark."""
    value = row.value
    is_bound = value.kind in BOUNDED
    return Figure(
        value.value,
        value.low if is_bound else row.low,
        value.high if is_bound else row.high,
        row.numerator,
        row.denominator,
        value.kind.value,
        _STATUS[row.status],
        _cut(row.note, NOTE_LENGTH) if row.note else "",
        _cut(row.source, SOURCE_LENGTH) if row.source else "",
    )


def table_of(rows: Iterable[RowReading]) -> Table:
    """Put rows into their cells. Figures that their own file calls superseded are left out: they are history."""
    table: Table = {}
    for row in rows:
        if row.status is RowStatus.SUPERSEDED:
            continue
        cells = table.get(row.period)
        if cells is None:
            cells = table[row.period] = {}
        cells[row.categories] = figure_of(row)
    return table


def compare(new: Table, live: Mapping[Period, Mapping[Categories, Figure]]) -> Comparison:
    """Compare a table with the figures that count now."""
    found = Comparison()
    for period, cells in new.items():
        now = live.get(period, {})
        for categories, figure in cells.items():
            old = now.get(categories)
            if old is None:
                found.added.append(Change(period, categories, None, figure))
            elif old != figure:
                found.changed.append(Change(period, categories, old, figure))
            else:
                found.same += 1
        found.left_out += [(period, categories) for categories in now if categories not in cells]
    return found


class Leaves:
    """Writes the rows of a release down for their hash: what a reader may see of each, as a JSON list without spaces.

    [kind, start, end, cell, publication, value, low, high, numerator, denominator, type, status, note, source]; numbers
    are texts. A row that is not shown ends after "not_shown": whoever knows all other rows could otherwise try its
    numbers out, or which of the hidden ones is the small one. A hundred thousand rows take under a second, because equal texts are encoded once.
    """

    def __init__(self) -> None:
        """Start with nothing remembered."""
        self._words: dict[tuple[str, ...], str] = {}
        self._cells: dict[str, str] = {}
        self._period: Period | None = None
        self._start = ""

    def leaf(self, period: Period, cell: str, figure: Figure, publication: str) -> bytes:
        """Return one row as it is hashed."""
        if period is not self._period:
            self._period = period
            self._start = _encode([period.kind.value, f"{period.start}", f"{period.end}"])[:-1]
        named = self._cells.get(cell) or self._cells.setdefault(cell, _encode(cell))
        if publication not in ("shown", "coded"):
            return f'{self._start},{named},"not_shown"]'.encode()
        said = figure[5:]
        words = self._words.get(said) or self._words.setdefault(said, _encode(said)[1:])
        value, low, high, part, whole = map(plain, figure[:5])
        return f'{self._start},{named},"{publication}","{value}","{low}","{high}","{part}","{whole}",{words}'.encode()


def plain(number: Decimal | None) -> str:
    """Return a number without exponent and without zeros at its end: 83.50000000 → 83.5; nothing for None."""
    if number is None:
        return ""
    text = str(number)
    if "E" in text:
        text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
