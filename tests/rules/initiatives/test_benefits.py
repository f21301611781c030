"""The balance of giving and receiving, and who says that something has come."""

from __future__ import annotations

import pytest

from initiatives.rules.benefits import Balance, balance_of, may_say_received


def test_the_balance_counts_both_directions() -> None:
    found = balance_of([("gives", True), ("gives", False), ("gains", False), ("gains", False)])
    assert found == Balance(gives=2, given=1, gains=2, gained=0)
    assert (found.leans, found.is_silent) == (True, False)
    assert not balance_of([("gives", True), ("gains", True)]).leans
    assert balance_of([]).is_silent


@pytest.mark.parametrize(
    ("way", "is_own", "manages", "may"),
    [
        ("gains", True, False, True),
        ("gains", False, True, False),
        ("gives", True, True, False),
        ("gives", False, True, True),
        ("gives", False, False, False),
    ],
)
def test_only_whoever_gets_it_says_that_it_has_come(way: str, is_own: bool, manages: bool, may: bool) -> None:
    assert may_say_received(way, is_own=is_own, manages=manages) is may
