"""Odd figures: a slip of the point, or a leap. The question is asked seldom, and for the same reason for everybody."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.outliers import RECENT, odd

numbers = st.decimals(min_value=1, max_value=10_000, places=1, allow_nan=False)


def many(*values: str) -> list[Decimal]:
    return [Decimal(value) for value in values]


def test_ten_times_last_month_asks_whether_the_point_slipped() -> None:
    found = odd(many("9", "12", "11"), Decimal(110))
    assert found is not None
    assert (found.likely, found.times) == (Decimal(11), Decimal(10))


@pytest.mark.parametrize(
    ("last", "now"), [("1", "8"), ("2", "9"), ("31", "28"), ("0", "40"), ("11", "60"), ("-3", "30")]
)
def test_what_small_numbers_do_by_themselves_asks_nothing(last: str, now: str) -> None:
    assert odd(many(last), Decimal(now)) is None


def test_a_tenth_asks_too() -> None:
    found = odd(many("83.8"), Decimal("8.38"))
    assert found is not None
    assert found.likely == Decimal("83.8")


def test_scores_have_no_ratio_and_only_leaps_are_odd() -> None:
    steady = many("280", "281", "283", "282", "284")
    assert odd(many("28"), Decimal(280), has_ratio=False) is None
    assert odd(steady, Decimal(240), has_ratio=False) is not None


def test_nobody_can_tell_a_leap_from_four_figures() -> None:
    assert odd(many("80", "81", "80", "81"), Decimal(60)) is None
    assert odd(many("80", "81", "80", "81", "80"), Decimal(60)) is not None


@given(st.lists(numbers, min_size=1, max_size=20), numbers, st.integers(1, 50))
def test_the_scale_of_a_unit_does_not_decide(before: list[Decimal], found: Decimal, scale: int) -> None:
    one = odd([*map(Decimal, before)], found, has_ratio=False)
    other = odd([value * scale for value in before], found * scale, has_ratio=False)
    assert (one is None) == (other is None)


@given(st.lists(numbers, min_size=2, max_size=RECENT))  # older steps are not remembered
def test_a_step_no_longer_than_one_before_is_never_a_leap(before: list[Decimal]) -> None:
    assert odd(before, before[-1] + (before[1] - before[0]), has_ratio=False) is None


@given(st.lists(numbers, min_size=1, max_size=20), numbers)
def test_what_was_likely_meant_is_itself_no_slip(before: list[Decimal], found: Decimal) -> None:
    asked = odd(before, found)
    if asked is not None and asked.likely is not None:
        again = odd(before[-1:], asked.likely)
        assert again is None
