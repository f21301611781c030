"""Intervals and lines equal those of scipy, and give the answers that were published."""

from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats  # type: ignore[import-untyped]

from measurement.rules.intervals import (
    Interval,
    byar,
    interval_of,
    least_squares,
    t_quantile,
    theil_sen,
    wilson,
    z_of,
)
from measurement.rules.units import Unit

PER_THOUSAND = Unit.rate(1000, 2)


def rounded(interval: Interval | None, places: int) -> tuple[float, float]:
    assert interval is not None
    return round(interval.low, places), round(interval.high, places)


@given(st.integers(0, 500), st.integers(1, 500), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_wilson_equals_scipy(events: int, people: int, level: float) -> None:
    assume(events <= people)
    oracle = stats.binomtest(events, people).proportion_ci(level, method="wilson")
    found = wilson(events, people, level)
    assert found.low == pytest.approx(oracle.low, abs=1e-9)
    assert found.high == pytest.approx(oracle.high, abs=1e-9)


@given(st.integers(5, 5000))
def test_byar_is_close_to_the_exact_limits(events: int) -> None:
    found = byar(events)
    assert found.low == pytest.approx(stats.chi2.ppf(0.025, 2 * events) / 2, rel=0.01)
    assert found.high == pytest.approx(stats.chi2.ppf(0.975, 2 * events + 2) / 2, rel=0.01)


def test_no_events_have_the_exact_upper_limit() -> None:
    assert byar(0).high == pytest.approx(stats.chi2.ppf(0.975, 2) / 2, abs=1e-9)
    assert byar(0).low == 0


@given(st.floats(0.001, 0.999), st.integers(1, 400))
def test_the_t_quantile_equals_scipy(probability: float, freedom: int) -> None:
    assert t_quantile(probability, freedom) == pytest.approx(
        stats.t.ppf(probability, freedom), rel=1e-9, abs=1e-9
    )


def test_the_quantiles_of_the_tables() -> None:
    assert round(z_of(), 6) == 1.959964
    assert round(t_quantile(0.975, 5), 4) == 2.5706
    assert t_quantile(0.5, 3) == pytest.approx(0, abs=1e-12)
    for wrong in ((0.0, 3), (1.0, 3), (0.5, 0)):
        with pytest.raises(ValueError, match="probability"):
            t_quantile(*wrong)


POINTS = st.lists(
    st.tuples(st.integers(1990, 2030), st.floats(-100, 100)),
    min_size=3,
    max_size=20,
    unique_by=lambda p: p[0],
)


@given(POINTS)
def test_lines_equal_scipy(points: list[tuple[int, float]]) -> None:
    xs, ys = [float(x) for x, _ in points], [y for _, y in points]
    oracle, found = stats.linregress(xs, ys), least_squares(xs, ys)
    assert found.slope == pytest.approx(oracle.slope, abs=1e-9)
    assert found.at(2020) == pytest.approx(oracle.intercept + 2020 * oracle.slope, abs=1e-6)
    assert theil_sen(xs, ys) == pytest.approx(stats.theilslopes(ys, xs).slope, abs=1e-9)


@given(POINTS, st.integers(2020, 2040))
def test_the_prediction_band_equals_its_textbook_form(points: list[tuple[int, float]], x: int) -> None:
    xs, ys = [float(x) for x, _ in points], [y for _, y in points]
    fit = least_squares(xs, ys)
    n, mean = len(xs), sum(xs) / len(xs)
    left = sum((y - fit.at(x)) ** 2 for x, y in zip(xs, ys, strict=True))
    wide = 1 + 1 / n + (x - mean) ** 2 / sum((one - mean) ** 2 for one in xs)
    half = stats.t.ppf(0.975, n - 2) * (left / (n - 2) * wide) ** 0.5
    band = fit.band(float(x))
    assert band.low == pytest.approx(fit.at(x) - half, rel=1e-9, abs=1e-9)
    assert band.high == pytest.approx(fit.at(x) + half, rel=1e-9, abs=1e-9)


def test_two_points_make_a_line_without_a_band() -> None:
    fit = least_squares([1.0, 2.0], [Decimal(3), Decimal(5)])
    assert (fit.slope, fit.at(3), fit.band(3)) == (2, 7, Interval(-inf, inf))


def test_one_place_makes_no_line() -> None:
    with pytest.raises(ValueError, match="two different"):
        least_squares([1.0, 1.0], [1, 2])
    with pytest.raises(ValueError, match="two different"):
        theil_sen([1.0, 1.0], [1, 2])


def test_infant_deaths_in_hamilton_county_2021_and_2023_are_within_chance() -> None:
    before = interval_of(PER_THOUSAND, Decimal(66), Decimal(10266))
    after = interval_of(PER_THOUSAND, Decimal(55), Decimal(10026))
    assert before is not None
    assert after is not None
    assert rounded(before, 2) == (4.97, 8.18)
    assert rounded(after, 2) == (4.13, 7.14)
    assert before.overlaps(after)


def test_sleep_related_deaths_in_2019_and_2020_are_within_chance() -> None:
    before, after = interval_of(Unit.count(), Decimal(15), None), interval_of(Unit.count(), Decimal(21), None)
    assert rounded(before, 1) == (8.4, 24.7)
    assert rounded(after, 1) == (13.0, 32.1)


def test_a_percent_has_its_interval_in_percent() -> None:
    found = interval_of(Unit.percent(), Decimal(3418), Decimal(22523))
    assert rounded(found, 2) == (14.71, 15.65)


def test_without_the_counts_there_is_no_interval() -> None:
    nothing = [
        (Unit.percent(), None, Decimal(10)),
        (Unit.percent(), Decimal(5), None),
        (Unit.percent(), Decimal(5), Decimal(0)),
        (Unit.percent(), Decimal(11), Decimal(10)),
        (Unit.rate(1000), Decimal(-1), Decimal(10)),
        (Unit.mean(), Decimal(5), Decimal(10)),
    ]
    assert [interval_of(*one) for one in nothing] == [None] * 6
