"""Where the table lies in a sheet, as a reader's eye finds it: below its title, above its notes, under one header or two.

A header of two rows (years over "cases" and "people", groups over years) is undone into a long table: what stands
above becomes a column. Rows keep the numbers that they have in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from measurement.rules.columns import MEASURES, fold, measure_of
from measurement.rules.periods import parse_period
from measurement.rules.problems import Unreadable
from measurement.rules.values import parse_value

LOOKED_AT = 40
_NOTE_LENGTH, _MOST_NOTES = 25, 12
_NOTE_WORDS = (
    "note",
    "notes",
    "source",
    "sources",
    "data source",
    "footnote",
    "footnotes",
    "suppressed",
    "see",
)
_NOTE_MARKS = ("*", "†", "‡", "§", "¹", "²", "³", "#", "[")
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Framed:
    """A table without what stands around it. `numbers` are its rows' numbers in the file, `notes` the lines below it."""

    headers: list[str]
    rows: Rows
    numbers: Sequence[int]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """One column under a header of two rows: what stands above and below, and whether the upper cell spans several."""

    at: int
    top: str
    bottom: str
    spans: bool


def frame(rows: Rows, first: int = 1) -> Framed:
    """Find the table among the rows of a sheet; `first` is the number of the first row."""
    start = _header_at(rows)
    end, notes = _without_notes(rows, start)
    if start + 1 < end and (heads := _two_rows(rows[start], rows[start + 1])):
        return _undone(heads, rows[start + 2 : end], first + start + 2, notes)
    headers = [" ".join(cell.split()) for cell in rows[start]] if rows else []
    return Framed(headers, rows[start + 1 : end], range(first + start + 1, first + end), notes)


def _header_at(rows: Rows) -> int:
    """The first row with at least two cells filled; where there is none, the first that is not blank."""
    filled = [(at, _filled(row)) for at, row in enumerate(rows[:LOOKED_AT])]
    wide = next((at for at, count in filled if count > 1), None)
    return next((at for at, count in filled if count), 0) if wide is None else wide


def _filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell.strip())


def _without_notes(rows: Rows, start: int) -> tuple[int, tuple[str, ...]]:
    """Where the table ends, and the lines of text below it."""
    end, notes = len(rows), list[str]()
    while end > start + 2 and len(notes) < _MOST_NOTES:
        row = rows[end - 1]
        if _filled(row) and not _is_note(row, len(rows[start])):
            break
        if text := "".join(row).strip():
            notes.append(text)
        end -= 1
    return end, tuple(reversed(notes))


def _is_note(row: Sequence[str], width: int) -> bool:
    text = row[0].strip() if row else ""
    if width < 2 or not text or _filled(row) > 1:
        return False
    word = fold(text.split(":")[0])
    return len(text) > _NOTE_LENGTH or word in _NOTE_WORDS or text.startswith(_NOTE_MARKS)


# --- Headers of two rows -----------------------------------------------------------------------------------------------
def _two_rows(top: Sequence[str], bottom: Sequence[str]) -> list[_Head]:
    """The columns of a header of two rows; none if it has one row only."""
    width = max(len(top), len(bottom))
    uppers, lowers = _filled_up(top, width), [*map(_tidy, bottom), *[""] * (width - len(bottom))]
    heads: list[_Head] = []
    for text, group in groupby(range(width), key=lambda at: uppers[at]):
        places = list(group)
        spans = bool(text) and len(places) > 1 and len({fold(lowers[at]) for at in places}) > 1
        heads += [_Head(at, text, lowers[at], spans) for at in places]
    spanned = [head for head in heads if head.spans]
    return heads if spanned and all(_is_heading(head.bottom) for head in spanned) else []


def _filled_up(cells: Sequence[str], width: int) -> list[str]:
    """A heading over several columns stands in the first of them only."""
    filled, last = [], ""
    for cell in [*map(_tidy, cells), *[""] * (width - len(cells))]:
        last = cell or last
        filled.append(last)
    return filled


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


def _is_heading(text: str) -> bool:
    """Could this stand in a header? A time, a measure or a name; no figure and no mark."""
    return bool(text) and (
        _is_period(text) or measure_of(text) is not None or isinstance(parse_value(text), Unreadable)
    )


def _is_period(text: str) -> bool:
    return not isinstance(parse_period(text), Unreadable)


def _undone(heads: list[_Head], rows: Rows, first: int, notes: tuple[str, ...]) -> Framed:
    """Make a long table: one row for each heading that spans columns, its measures side by side."""
    own, spanned = [h for h in heads if not h.spans], [h for h in heads if h.spans]
    keys = [_key_and_measure(head) for head in spanned]
    measures = list(dict.fromkeys(measure for _, measure in keys))
    places: dict[tuple[str, ...], dict[str, int]] = {}
    for head, (key, measure) in zip(spanned, keys, strict=True):
        places.setdefault(key, {})[measure] = head.at
    long, numbers = [], []
    for number, row in enumerate(rows, first):
        for key, of_key in places.items():
            figures = [_cell(row, of_key.get(measure)) for measure in measures]
            if any(cell.strip() for cell in figures):
                long.append([*(_cell(row, head.at) for head in own), *key, *figures])
                numbers.append(number)
    headers = [*(head.bottom or head.top for head in own), *_key_names(list(places)), *measures]
    return Framed(headers, long, numbers, notes)


def _key_and_measure(head: _Head) -> tuple[tuple[str, ...], str]:
    if measure_of(head.bottom) in MEASURES:
        return (head.top,), head.bottom
    if measure_of(head.top) in MEASURES:
        return (head.bottom,), head.top
    return (head.top, head.bottom), "value"


def _key_names(keys: list[tuple[str, ...]]) -> list[str]:
    names = []
    for parts in zip(*keys, strict=False):
        spare = "subgroup" if "group" in names else "group"
        names.append("period" if all(map(_is_period, parts)) else spare)
    return names


def _cell(row: Sequence[str], at: int | None) -> str:
    return row[at] if at is not None and at < len(row) else ""
