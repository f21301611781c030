"""From bytes to rows of text: which letters, which separator, and whether it is a table at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from initiatives.rules.refusals import RuleBroken

MAX_BYTES = 10 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 200_000, 200, 10_000
_SEPARATORS = ",;\t|"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "workbook"),
    (b"PK\x05\x06", "workbook"),
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
_TEXT_CONTROLS = frozenset("\t\n\r")


@dataclass(frozen=True, slots=True)
class Grid:
    """A file as rows of text. `guessed_encoding` is set when the letters may be wrong."""

    headers: list[str]
    rows: list[list[str]]
    separator: str
    guessed_encoding: bool = False

    def column(self, header: str) -> int | None:
        """Return the place of a column, or None."""
        return self.headers.index(header) if header in self.headers else None


def read_grid(content: bytes) -> Grid:
    """Return the rows of a file or of pasted text. Raises RuleBroken with the one sentence that helps."""
    if len(content) > MAX_BYTES:
        raise RuleBroken(
            _("This file is larger than 10 MB. Split it by years and bring the parts one by one.")
        )
    text, guessed = _decode(content)
    separator, body = _separator(text)
    rows = _parsed(body, separator)
    while rows and not any(cell.strip() for cell in rows[0]):
        rows.pop(0)
    _check_shape(rows)
    headers = [" ".join(header.split()) for header in rows[0]]
    return Grid(headers, rows[1:], separator, guessed)


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
                "This is a workbook. Save it as CSV in your spreadsheet, or copy the cells and paste them here."
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
    if len(rows[0]) > MAX_COLUMNS:
        raise RuleBroken(_("This file has more than 200 columns. Keep the columns that you want to publish."))
    if not any(any(row) for row in rows[1:]):
        raise RuleBroken(_("There is a header and nothing below it. Add at least one row of figures."))
    if max(len(cell) for row in rows for cell in row) > MAX_CELL:
        raise RuleBroken(_("A cell holds more than 10,000 characters. Is a quotation mark missing?"))
