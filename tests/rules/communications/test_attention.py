"""What needs somebody, in which order, and how loudly."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from communications.rules.attention import Need, Part, Urgency, ordered

TODAY = date(2026, 11, 22)


def need(part: Part, days: int | None, title: str = "x") -> Need:
    due = None if days is None else TODAY + timedelta(days=days)
    return Need(part, title, "/", "Do it", due=due)


def test_parts_with_something_late_come_first_and_keep_their_order_otherwise() -> None:
    rows = [need(Part.ROOMS, 3), need(Part.FIGURES, None), need(Part.OPENNESS, -10), need(Part.PEOPLE, -1)]
    parts = [part for part, _rows in ordered(rows, today=TODAY)]
    assert parts == [Part.OPENNESS, Part.PEOPLE, Part.ROOMS, Part.FIGURES]


def test_in_a_part_the_latest_comes_first_and_what_has_no_day_last() -> None:
    rows = [
        need(Part.PEOPLE, None, "d"),
        need(Part.PEOPLE, 4, "c"),
        need(Part.PEOPLE, -1, "b"),
        need(Part.PEOPLE, -9, "a"),
    ]
    assert [one.title for one in ordered(rows, today=TODAY)[0][1]] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("days", "urgency", "late", "pressing"),
    [
        (-10, Urgency.LATE, 10, True),
        (-1, Urgency.LATE, 1, True),
        (0, Urgency.TODAY, 0, True),
        (7, Urgency.SOON, 0, True),
        (8, Urgency.SOON, 0, False),
        (None, Urgency.NONE, 0, True),
    ],
)
def test_a_day_says_how_late_and_how_loud(
    days: int | None, urgency: Urgency, late: int, pressing: bool
) -> None:
    one = need(Part.FIGURES, days)
    assert (one.urgency(today=TODAY), one.days_late(today=TODAY), one.is_pressing(today=TODAY)) == (
        urgency,
        late,
        pressing,
    )
