"""Writes the rows of an extract as people send them: a workbook with a cover, a title, percentages and a note below."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

PERCENT = "0.0%"


def workbook(rows: Sequence[Mapping[str, str]], columns: Sequence[str], *, sheet: str, note: str) -> bytes:
    """Return the bytes of a workbook whose second sheet holds the rows; percents are shares shown as percentages."""
    book = Workbook()
    cover = book.active
    cover.title = "About"
    cover.append(["Figures for the shared measurement system"])
    cover.append([note])
    table = book.create_sheet(sheet)
    table.append([sheet])
    table.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    table.append([])
    table.append([heading.replace("_", " ").capitalize() for heading in columns])
    for row in rows:
        table.append([row[heading] for heading in columns])
        _as_percentage(table, list(columns).index("percent") + 1)
    table.append([])
    table.append([f"Source: {note}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _as_percentage(table: Worksheet, column: int) -> None:
    """Turn 16 into the number 0.16 that is shown as 16.0%; marks stay as they are."""
    cell = table.cell(table.max_row, column)
    text = str(cell.value)
    if text.replace(".", "", 1).isdigit():
        cell.value, cell.number_format = float(Decimal(text) / 100), PERCENT
