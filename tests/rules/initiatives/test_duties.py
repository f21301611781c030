"""When a duty comes again."""

from __future__ import annotations

from datetime import date

import pytest

from initiatives.rules.duties import next_day

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("due", "rhythm", "following"),
    [
        (date(2026, 11, 30), "weekly", date(2026, 12, 7)),
        (date(2026, 11, 28), "monthly", date(2026, 12, 28)),
        (date(2026, 12, 5), "monthly", date(2027, 1, 5)),
        (date(2026, 8, 31), "quarterly", date(2027, 2, 28)),
        (date(2024, 2, 29), "yearly", date(2027, 2, 28)),
        (date(2026, 1, 31), "monthly", date(2026, 12, 31)),
    ],
)
def test_the_next_turn_is_after_today_and_what_was_missed_does_not_pile_up(
    due: date, rhythm: str, following: date
) -> None:
    assert next_day(due, rhythm, today=TODAY) == following


def test_what_comes_once_does_not_come_again() -> None:
    assert next_day(TODAY, "once", today=TODAY) is None
