"""A workbook (.xlsx) as rows of text: what a reader would see in its cells, within limits that a trap cannot pass.

Nothing of the file is run, extracted or looked up: formulas give the value that was saved with them, or are said to be
formulas; entities and links to elsewhere are refused (defusedxml) or left alone.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from initiatives.rules.refusals import RuleBroken

MAX_PARTS, MAX_TOTAL, MAX_TEXTS = 2_000, 90 * 1024 * 1024, 25 * 1024 * 1024
GLANCE, MOST_GLANCES = 60, 12
MAX_SHEET_ROWS, MAX_SHEETS, MAX_MERGED, MAX_CELLS = 1_048_576, 100, 5_000, 2_500_000
LARGE_SHEET = 6 * 1024 * 1024
"""Bytes of a sheet's XML, unpacked; a page does not wait for more."""
_REMEMBERED = 50_000
_RATIO, _FREE = 250, 4 * 1024 * 1024
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_UNCACHED = re.compile(rb"<(?:\w+:)?f[\s>/]")
_BROKEN = (
    *(BadZipFile, LargeZipFile, ParseError, zlib.error, EOFError, OSError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, OverflowError),
    *(RuntimeError, AssertionError, UnicodeError, ArithmeticError),
)
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one sheet, its name, and the names of all that can be seen."""

    rows: Rows
    name: str
    names: tuple[str, ...]


def is_large_workbook(content: bytes) -> bool:
    """Whether reading a workbook takes longer than a page waits. Raises RuleBroken for one that is no workbook."""
    return any(part.file_size > LARGE_SHEET for part in _parts(content) if "worksheets/" in part.filename)


def read_workbook(content: bytes, *, wanted: str, columns: int, rows: int) -> Sheet:
    """Return the rows of the sheet that is wanted, or of the first with a table. Raises RuleBroken in a sentence.

    `columns` and `rows` are the most that are taken; one more of each is read, so that the caller can refuse.
    """
    _parts(content)
    try:
        return _read(content, wanted, columns + 1, rows + 1)
    except RuleBroken:
        raise
    except _BROKEN as trouble:
        raise RuleBroken(
            _("This workbook is damaged or protected. Save it again as .xlsx, without a password, or as CSV.")
        ) from trouble


def _parts(content: bytes) -> list[ZipInfo]:
    """Return the parts of a workbook; refuses what is no workbook and what would unpack to too much."""
    try:
        parts = ZipFile(io.BytesIO(content)).infolist()
    except _BROKEN as trouble:
        raise RuleBroken(_("This file is damaged. Save it again as .xlsx or as CSV.")) from trouble
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(name.endswith("workbook.xml") for name in names):
        raise RuleBroken(_("This is an archive, not a table. Choose a workbook (.xlsx) or a CSV file."))
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken(_("This workbook has a password. Save it without one and bring it again."))
    if _is_trap(parts):
        raise RuleBroken(_("This workbook unpacks to more than we can read. Bring its sheet as CSV."))
    return parts


def _is_trap(parts: list[ZipInfo]) -> bool:
    """Many parts, much to unpack, or a part that is far larger than it should be for its packed size."""
    texts = sum(part.file_size for part in parts if part.filename.endswith("sharedStrings.xml"))
    swollen = any(
        part.file_size > _FREE and part.file_size > _RATIO * max(part.compress_size, 1) for part in parts
    )
    total = sum(part.file_size for part in parts)
    return swollen or len(parts) > MAX_PARTS or total > MAX_TOTAL or texts > MAX_TEXTS


def _open(content: bytes, *, formulas: bool) -> Any:
    """Open a workbook. Its reader is loaded with the first one: it brings numpy, a fifth of the start of a web worker."""
    openpyxl = import_module("openpyxl")
    return openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=not formulas, keep_links=False
    )


def _column(letters: str) -> int:
    """Return the place of a column: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _read(content: bytes, wanted: str, columns: int, rows: int) -> Sheet:
    book = _open(content, formulas=False)
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"][:MAX_SHEETS]
    names = tuple(str(one.title) for one in sheets)
    chosen = [one for one in sheets if one.title == wanted] or sheets
    found = {str(one.title): list(islice(_rows(one, columns, rows), GLANCE)) for one in chosen[:MOST_GLANCES]}
    name = next((name for name, seen in found.items() if _has_table(seen)), "")
    name = name or next((name for name, seen in found.items() if any(map(any, seen))), "")
    if not name:
        raise RuleBroken(_("No sheet of this workbook has anything in it."))
    sheet = book[name]
    cells, source = list(_rows(sheet, columns, rows)), _source(content, sheet)
    _fill_merged(cells, source)
    _mark_formulas(cells, content, name, source, columns, rows)
    return Sheet(cells, name, names)


def _has_table(rows: Rows) -> bool:
    """Has a sheet more than text: two rows with several cells filled?"""
    return sum(len(row) > 1 and sum(map(bool, row)) > 1 for row in rows) > 1


def _source(content: bytes, sheet: Any) -> bytes:
    """Return the XML of a sheet, which was found to be of bearable size."""
    with ZipFile(io.BytesIO(content)) as archive, archive.open(sheet._worksheet_path) as part:  # noqa: SLF001
        return part.read()


def _rows(sheet: Any, columns: int, rows: int) -> Iterator[list[str]]:
    """Yield rows as text, blank ones in their places, up to the last that is filled; never more than a sheet can have."""
    sheet.reset_dimensions()
    blank, total, remembered = 0, 0, dict[str, str]()
    for at, cells in enumerate(sheet.iter_rows()):
        if at >= MAX_SHEET_ROWS or at - blank > rows:
            break
        total += len(cells)
        if total > MAX_CELLS:
            raise RuleBroken(_("This sheet has more cells than we can read. Keep the columns that you need."))
        texts = _texts(cells, remembered)
        if not texts:
            blank += 1
            continue
        if blank > rows:
            raise RuleBroken(_("This sheet has a gap of more than 200,000 rows. Delete what lies far below."))
        yield from ([] for _gap in range(blank))
        blank = 0
        yield texts[:columns]


def _texts(cells: Iterable[Any], remembered: dict[str, str]) -> list[str]:
    """Return the texts of a row up to its last filled cell; equal texts are kept once."""
    texts = [text_of(cell) for cell in cells]
    while texts and not texts[-1].strip():
        texts.pop()
    if len(remembered) < _REMEMBERED:
        return [remembered.setdefault(text, text) for text in texts]
    return [remembered.get(text, text) for text in texts]


# --- Cells -------------------------------------------------------------------------------------------------------------
def text_of(cell: Any) -> str:
    """Return what a reader sees in a cell: 83.5% for 0.835 shown as a percentage, 2019-03 for a date shown as a month."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime):
        return _day(value.date(), str(cell.number_format)) if not _has_time(value) else value.isoformat(" ")
    return _day(value, str(cell.number_format)) if isinstance(value, date) else str(value)


def _number(value: float, shown_as: str) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return str(value)
    is_percent = "%" in re.sub(r'"[^"]*"|\\.', "", shown_as)
    number = number * 100 if is_percent else number
    if abs(number) >= Decimal(10) ** 30 or (number and abs(number) < Decimal(10) ** -20):
        return str(number)
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if is_percent else text


def _has_time(value: datetime) -> bool:
    return bool(value.hour or value.minute or value.second)


def _day(value: date, shown_as: str) -> str:
    """Write a date as much as its format shows of it."""
    parts = re.sub(r'\[[^\]]*\]|"[^"]*"|\\.', "", shown_as).casefold()
    if "d" in parts:
        return value.isoformat()
    return f"{value.year:04d}-{value.month:02d}" if "m" in parts else f"{value.year:04d}"


# --- Merged cells and formulas -----------------------------------------------------------------------------------------
def _fill_merged(rows: Rows, source: bytes) -> None:
    """Write what stands in a merged cell into all places that it covers, as a reader's eye does."""
    widest = max(map(len, rows))
    head = next((at for at, row in enumerate(rows) if sum(map(bool, row)) > 1), 0) + 1
    for found in islice(_MERGED.finditer(source), MAX_MERGED):
        left, right = (_column(found[at].decode()) for at in (1, 3))
        top, bottom = int(found[2]) - 1, min(int(found[4]), len(rows)) - 1
        text = rows[top][left] if 0 <= top < len(rows) and left < len(rows[top]) else ""
        across, down = right - left, bottom - top
        is_heading = down == 0 and top <= head and across < widest - 1
        if text and (across == 0 or is_heading):
            _write(rows, text, range(top, bottom + 1), range(left, min(right, widest) + 1))


def _write(rows: Rows, text: str, down: Iterable[int], across: range) -> None:
    for at in down:
        row = rows[at]
        row += [""] * (across.stop - len(row))
        for place in across:
            row[place] = row[place] or text


def _mark_formulas(rows: Rows, content: bytes, name: str, source: bytes, columns: int, most: int) -> None:
    """Put formulas that were saved without a value into their cells as text, so that they are refused as formulas."""
    if not _UNCACHED.search(source):
        return
    book = _open(content, formulas=True)
    sheet = book[name]
    sheet.reset_dimensions()
    for at, cells in enumerate(sheet.iter_rows(max_row=min(len(rows), most))):
        for place, cell in enumerate(cells[:columns]):
            if cell.value is not None and cell.data_type == "f":
                row = rows[at]
                row += [""] * (place + 1 - len(row))
                row[place] = row[place] or _formula(cell.value)


def _formula(value: Any) -> str:
    text = str(getattr(value, "text", value) or "")
    return text if text.startswith("=") else f"={text}"
