"""When a duty comes again. A day that a month does not have is its last day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def next_day(due: date, rhythm: str, *, today: date) -> date | None:
    """Return when a duty that was just done comes again: its next turn after today; None for one that comes once.

    Turns that were missed do not pile up: doing it once answers them all.
    """
    if rhythm == "once":
        return None
    turn, found = 1, _turn(due, rhythm, 1)
    while found <= today:
        turn += 1
        found = _turn(due, rhythm, turn)
    return found


def _turn(due: date, rhythm: str, turn: int) -> date:
    if rhythm == "weekly":
        return due + timedelta(weeks=turn)
    months = due.month - 1 + MONTHS[rhythm] * turn
    year, month = due.year + months // 12, months % 12 + 1
    return date(year, month, min(due.day, monthrange(year, month)[1]))
