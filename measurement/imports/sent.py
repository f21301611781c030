"""Figures that a program sends as data become the same table that a person brings as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal

from measurement.rules.changes import plain

Cell = str | int | float | None
EVERYBODY = "all"


def table_of_rows(rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """Return rows as a file with a heading: a column for each name, in the order in which the names appear."""
    kept = list(rows)
    headers = list(dict.fromkeys(name for row in kept for name in row))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([_text(row.get(name)) for name in headers] for row in kept)
    return out.getvalue().encode(errors="replace")


def table_of_figures(figures: Iterable[Mapping[str, Cell]]) -> bytes:
    """Return figures of one indicator as a file; one without a group is of everybody."""
    kept = [dict(figure) for figure in figures]
    if any(figure.get("category") for figure in kept):
        for figure in kept:
            figure["category"] = figure.get("category") or EVERYBODY
    return table_of_rows(kept)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return plain(Decimal(repr(cell))) if isinstance(cell, float) else str(cell)
