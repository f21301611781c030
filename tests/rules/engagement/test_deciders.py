"""Who decided: shares of the list and of those who voted, never of one to four people, nor told by subtraction."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engagement.rules.deciders import DecidingGroup, DecidingRow, deciding_rows

NAMES = ("Young", "Middle", "Old")
WHOLE = (30, 50, 20)


def rows(*numbers: tuple[int, int]) -> dict[str, DecidingRow]:
    """Return the rows by group, for (on the list, voted) of each."""
    groups = [
        DecidingGroup("Age", name, listed, voted, whole)
        for name, whole, (listed, voted) in zip(NAMES, WHOLE, numbers, strict=True)
    ]
    return {row.group: row for row in deciding_rows(groups)}


def test_shares_are_of_those_who_said_it() -> None:
    found = rows((20, 10), (20, 10), (10, 5))
    assert (found["Young"].listed_share, found["Young"].voted_share) == (Fraction(2, 5), Fraction(2, 5))
    assert found["Young"].ratio == Fraction(4, 3)
    assert found["Young"].population_share == Fraction(3, 10)


@pytest.mark.parametrize(
    ("numbers", "listed", "voted"),
    [
        (((20, 10), (20, 10), (10, 5)), "", ""),
        (
            ((4, 3), (3, 3), (20, 10)),
            "Young Middle",
            "Young Middle",
        ),  # two are hidden: neither tells the other
        (
            ((4, 0), (4, 0), (20, 10)),
            "Young Middle Old",
            "Young Middle Old",
        ),  # but eight of two are four and four
        (
            ((1, 0), (1, 0), (20, 10)),
            "Young Middle Old",
            "Young Middle Old",
        ),  # and two of two are one and one
        (((4, 4), (20, 10), (12, 7)), "Young Old", "Young Old"),  # one alone would be told by the others
        (((20, 10), (20, 3), (20, 10)), "", "Young Middle"),
        (
            ((20, 17), (20, 10), (30, 20)),
            "",
            "Young Middle",
        ),  # three did not vote, and their names can be known
        (((20, 20), (20, 10), (30, 20)), "", ""),
        (((20, 0), (20, 10), (30, 20)), "", ""),  # a group in which nobody voted is shown as nobody
    ],
)
def test_small_groups_are_hidden_on_the_list_and_among_those_who_voted(
    numbers: tuple[tuple[int, int], ...], listed: str, voted: str
) -> None:
    found = rows(*numbers)
    assert [name for name in NAMES if found[name].listed_share is None] == listed.split()
    assert [name for name in NAMES if found[name].voted_share is None] == voted.split()


def test_kinds_of_groups_are_counted_by_themselves() -> None:
    groups = [DecidingGroup(kind, "One", 10, 10, 50) for kind in ("Age", "Place")]
    assert [row.listed_share for row in deciding_rows(groups)] == [1, 1]


def test_where_nobody_said_anything_nothing_is_divided() -> None:
    found = rows((0, 0), (0, 0), (0, 0))
    assert {row.listed_share for row in found.values()} == {Fraction(0)}
