from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.numbers import NumberStyle, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        ("60.5", 0, "61"),
        ("-60.5", 0, "−61"),
        ("-0.04", 1, "0"),
        ("15.0", 1, "15"),
        ("14.96", 1, "15"),
        ("0.1", 3, "0.100"),
        ("1234567.891", 1, "1,234,567.9"),
        ("1E+3", 0, "1,000"),
        ("2.675", 2, "2.68"),
    ],
)
def test_figure_is_rounded_as_at_school_and_separated(value: str, decimals: int, written: str) -> None:
    assert NumberStyle(decimals=decimals).full(Decimal(value)) == written


def test_sign_stands_before_the_prefix() -> None:
    assert NumberStyle(prefix="$").full(Decimal(-1200)) == "−$1,200"


def test_long_unit_stays_away_from_labels_on_the_picture() -> None:
    rate = NumberStyle(decimals=1, suffix=" per 1,000")
    assert rate.brief(Decimal("7.24")) == "7.2"
    assert rate.full(Decimal("7.24")) == "7.2 per 1,000"


def test_short_unit_stands_beside_every_figure() -> None:
    assert NumberStyle(suffix="%").brief(Decimal(61)) == "61%"


def test_reader_language_writes_the_magnitude() -> None:
    german = NumberStyle(decimals=1, localize=lambda value, places: f"{value:.{places}f}".replace(".", ","))
    assert german.full(Decimal("-3.25")) == "−3,3"


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.integers(0, 6),
)
def test_rounding_never_moves_a_figure_by_more_than_half_a_step(value: Decimal, decimals: int) -> None:
    assert abs(rounded(value, decimals) - value) <= Decimal(1).scaleb(-decimals) / 2
