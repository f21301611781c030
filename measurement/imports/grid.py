"""From bytes to rows of text: which letters, which separator, and whether it is a table at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from initiatives.rules.refusals import RuleBroken
from measurement.imports.workbook import read_workbook
from measurement.rules.framing import frame

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 200_000, 200, 10_000
_SEPARATORS = ",;\t|"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "workbook"),
    (b"%PDF", "other"),
    (b"\x1f\x8b", "other"),
    (b"\x89PNG", "other"),
    (b"\xff\xd8\xff", "other"),
    (b"GIF8", "other"),
    (b"{\\rtf", "other"),
    (b"<!DOCTYPE", "page"),
    (b"<!doctype", "page"),
    (b"<html", "page"),
    (b"<?xml", "page"),
)
_WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CALLED_WORKBOOK = (".xlsx", ".xlsm")
_TEXT_CONTROLS = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class Grid:
    """A file as rows of text. `guessed_encoding` is set when the letters may be wrong.

    `numbers` are the rows' numbers in the file; the importer itself counts the header as row 1. `notes` are lines of
    text below the table. `sheet` is the sheet that was read, of all `sheets` of a workbook.
    """

    headers: list[str]
    rows: list[list[str]]
    separator: str = ","
    guessed_encoding: bool = False
    numbers: Sequence[int] = ()
    notes: tuple[str, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def number(self, row: int) -> int:
        """Return the number that a row has in the file."""
        return self.numbers[row - 2] if 2 <= row < len(self.numbers) + 2 else row

    def cell(self, row: int, column: int | None) -> str:
        """Return the text of a cell; nothing where there is none."""
        cells = self.rows[row - 2] if 2 <= row < len(self.rows) + 2 else []
        return cells[column] if column is not None and column < len(cells) else ""

    def column(self, header: str) -> int | None:
        """Return the place of a column, or None."""
        return self.headers.index(header) if header in self.headers else None


def is_workbook(content: bytes) -> bool:
    """Whether these bytes claim to be a workbook, whatever the file is called."""
    return content[:4] in _WORKBOOK


def read_named(name: str, content: bytes) -> Grid:
    """Read a file as `read_grid` does, and say so when it is called a workbook and neither that nor a table is in it."""
    if is_workbook(content) or not name.casefold().endswith(_CALLED_WORKBOOK):
        return read_grid(content)
    _refuse_known(content)
    try:
        grid = read_grid(content)
    except RuleBroken as refusal:
        raise RuleBroken(_no_workbook()) from refusal
    if len(grid.headers) < 2:
        raise RuleBroken(_no_workbook())
    return grid


def _no_workbook() -> str:
    return _(
        "This file is called a workbook (.xlsx), but there is no workbook in it. Open it in your spreadsheet and save it as .xlsx or CSV, or paste its cells here."
    )


def read_grid(content: bytes, sheet: str = "") -> Grid:
    """Return the rows of a file or of pasted text. Raises RuleBroken with the one sentence that helps."""
    if len(content) > MAX_BYTES:
        raise RuleBroken(
            _("This file is larger than 10 MB. Split it by years and bring the parts one by one.")
        )
    if is_workbook(content):
        found = read_workbook(content, wanted=sheet, columns=MAX_COLUMNS, rows=MAX_ROWS)
        return replace(_framed(found.rows), sheet=found.name, sheets=found.names)
    text, guessed = _decode(content)
    separator, body = _separator(text)
    return replace(_framed(_parsed(body, separator)), separator=separator, guessed_encoding=guessed)


def _framed(rows: list[list[str]]) -> Grid:
    """Check the shape of a sheet and find the table in it."""
    blank = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row)), len(rows))
    rows = rows[blank:]
    _check_shape(rows)
    found = frame(rows, blank + 1)
    if not any(any(row) for row in found.rows):
        raise RuleBroken(_("There is a header and nothing below it. Add at least one row of figures."))
    return Grid(found.headers, found.rows, numbers=found.numbers, notes=found.notes)


def _decode(content: bytes) -> tuple[str, bool]:
    """Return the text, and whether its encoding had to be guessed."""
    if not content.strip():
        raise RuleBroken(
            _("This file is empty. Choose a file with a header row and at least one row of figures.")
        )
    _refuse_known(content)
    text, guessed = _text_of(content)
    if any(ord(c) < 32 and c not in _TEXT_CONTROLS for c in set(text)):
        raise RuleBroken(_("This is not a text file. In your spreadsheet, choose Save as, then CSV UTF-8."))
    return text, guessed


def _refuse_known(content: bytes) -> None:
    kind = next((kind for start, kind in _SIGNATURES if content.lstrip()[:16].startswith(start)), "")
    if kind == "workbook":
        raise RuleBroken(
            _(
                "This is an old or a protected workbook. Save it as .xlsx without a password, or paste its cells here."
            )
        )
    if kind == "page":
        raise RuleBroken(_("This is a web page, not a table. Copy the table’s cells and paste them here."))
    if kind:
        raise RuleBroken(_("This is not a table. Choose a CSV file, or copy the cells and paste them here."))


def _text_of(content: bytes) -> tuple[str, bool]:
    if content[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        raise RuleBroken(_("This file is written in UTF-32. Save it as CSV UTF-8."))
    is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding, guessed in (("utf-16", False),) if is_wide else (("utf-8-sig", False), ("cp1252", True)):
        try:
            return content.decode(encoding), guessed
        except UnicodeDecodeError:
            continue
    raise RuleBroken(_("The letters of this file cannot be read. Save it as CSV UTF-8."))


def _separator(text: str) -> tuple[str, str]:
    """Return what stands between cells, and the text without a line that says so."""
    first, _end, rest = text.lstrip("\r\n").partition("\n")
    said = first.strip().casefold()
    if said.startswith("sep=") and len(said) == 5 and said[4] in _SEPARATORS:
        return said[4], rest
    counts = {mark: _outside_quotes(first).count(mark) for mark in _SEPARATORS}
    best = max(counts, key=lambda mark: counts[mark])
    return (best if counts[best] else ","), text


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _parsed(text: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MAX_ROWS + 1:
                raise RuleBroken(
                    _(
                        "This file has more than 200,000 rows. Split it by years and bring the parts one by one."
                    )
                )
    except csv.Error as trouble:
        raise RuleBroken(
            _(
                "Near line {line} a quotation mark is opened and not closed, or a cell is too long. Save the file again as CSV."
            ).format(line=reader.line_num)
        ) from trouble
    return rows


def _check_shape(rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        raise RuleBroken(
            _("This file is empty. Choose a file with a header row and at least one row of figures.")
        )
    if max(map(len, rows)) > MAX_COLUMNS:
        raise RuleBroken(_("This file has more than 200 columns. Keep the columns that you want to publish."))
    if max(map(len, chain.from_iterable(rows))) > MAX_CELL:
        raise RuleBroken(_("A cell holds more than 10,000 characters. Is a quotation mark missing?"))
