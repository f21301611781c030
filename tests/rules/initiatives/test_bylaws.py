"""The limits of the numbers that bylaws set."""

from __future__ import annotations

from decimal import Decimal

import pytest

from initiatives.rules.bylaws import LIMITS, within


@pytest.mark.parametrize("key", sorted(LIMITS))
def test_both_ends_hold_and_beyond_them_nothing_does(key: str) -> None:
    limits = LIMITS[key]
    step = Decimal("0.01") if limits.unit == "share" else Decimal(1)
    assert within(key, limits.least)
    assert within(key, limits.most)
    assert not within(key, limits.least - step)
    assert not within(key, limits.most + step)


def test_days_are_whole_and_shares_need_not_be() -> None:
    assert not within("notice_days", Decimal("7.5"))
    assert within("quorum", Decimal("0.5"))


def test_numbers_of_upper_floors_are_theirs_to_limit() -> None:
    assert within("something_else", Decimal(-1))
