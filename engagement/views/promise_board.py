"""The promise board: readable without an account, and no setting turns it off. SPECTRUM S8."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.gathering.board import board_rows
from engagement.pages.promise_board import SHOWN, Line, board_of, lines_of
from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.models import local
from initiatives.rules.permissions import Permission

ON_A_PAGE = 40
HEADS = (
    "record", "question", "group", "level", "part", "what_is_owed", "state", "due", "days_late", "kept_at", "broken_at",
)  # fmt: skip


@require_safe
@guard(Permission.SEE_PUBLISHED)
def promises(request: InitiativeRequest) -> HttpResponse:
    """Show how promises are kept: by level, by quarter, by group, and line by line; ?show=late shows only those."""
    asked = request.GET.get("show", "")
    board = board_of(request.initiative, request.viewer, shown=asked if asked in SHOWN else "")
    page = Paginator(board.lines, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"nav_section": "decisions", "board": board, "page_obj": page}
    return render(request, "engagement/promises/board.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def promises_csv(request: InitiativeRequest) -> HttpResponse:
    """Send the board, one line for each part of a promise."""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(HEADS)
    table.writerows(_cells(lines_of(board_rows(now=clock.now()), request.viewer)))
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-promises.csv"'
    return answer


def _cells(lines: list[Line]) -> Iterator[tuple[object, ...]]:
    for line in lines:
        row, owed = line.board.row, line.board.owed
        yield (
            row.engagement.record.number,
            _harmless(local(line.title)) if line.title else "",
            _harmless(str(row.engagement.body or "")),
            int(owed.level),
            owed.code.value,
            line.owed,
            owed.state.value,
            _day(owed.due),
            owed.days_late,
            _day(owed.met_at),
            _day(owed.broken_at),
        )


def _day(at: datetime | None) -> str:
    return at.isoformat() if at is not None else ""


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text
