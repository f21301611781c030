"""Reliability as a course over two years: what was agreed anew is no broken word, and few tell nothing."""

from __future__ import annotations

from datetime import date

import pytest

from initiatives.rules.reliability import QUARTERS, Course, Owed, reliability

TODAY = date(2026, 12, 1)
LAST_YEAR, THIS_YEAR = date(2025, 8, 15), date(2026, 8, 15)


def owed(day: date, states: str) -> list[Owed]:
    names = {
        "k": "met",
        "m": "missed",
        "a": "renegotiated",
        "r": "released",
        "w": "accepted",
        "p": "proposed",
    }
    return [Owed(day, names[letter]) for letter in states]


@pytest.mark.parametrize(
    ("before", "now", "course"),
    [
        ("kkmm", "kkkm", Course.MORE),
        ("kkkm", "kkmm", Course.FEWER),
        ("kkkm", "kkkm", Course.SAME),
        ("kkk", "kkkaaarr", Course.SAME),
        ("kkk", "kkw", Course.FEWER),
        ("kk", "kkkkkk", Course.TOO_FEW),
        ("kkk", "kkaaa", Course.TOO_FEW),
        ("", "", Course.TOO_FEW),
    ],
)
def test_two_years_are_compared_where_there_is_enough(before: str, now: str, course: Course) -> None:
    found = reliability([*owed(LAST_YEAR, before), *owed(THIS_YEAR, now)], today=TODAY)
    assert found.course is course
    assert len(found.quarters) == QUARTERS


def test_quarters_count_what_became_of_each() -> None:
    found = reliability(
        [*owed(THIS_YEAR, "kkmawrp"), *owed(date(2026, 12, 1), "w"), *owed(date(2024, 12, 31), "k")],
        today=TODAY,
    )
    quarter = next(one for one in found.quarters if one.begins == date(2026, 7, 1))
    assert (quarter.kept, quarter.missed, quarter.anew, quarter.waiting, quarter.due) == (2, 1, 1, 1, 4)
    assert (quarter.number, found.kept, found.due) == (3, 2, 4)
    assert sum(one.due for one in found.quarters) == 4
