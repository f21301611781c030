"""The line ahead is the published one, stays within its unit, and is refused where there is too little."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.forecast import (
    DRAWN,
    Forecast,
    Method,
    NoForecast,
    judged,
    read_forecast,
    todays_pace,
)
from measurement.rules.intervals import Interval, least_squares
from measurement.rules.series import BreakEffect, Goal, SeriesBreak, comparable
from measurement.rules.trend import TrendWord, read_trend
from measurement.rules.units import Unit
from tests.rules.measurement.lines_of_figures import DOWN, UP, line, years

PERCENT = Unit.percent()


def test_the_line_through_seven_school_years_of_the_united_states() -> None:
    totals = line("us_graduation.csv", "percent", category="All students")
    stretch = comparable(p for p in totals if "2012-13" <= p.period.label <= "2018-19")
    found = read_forecast(stretch, PERCENT)
    assert round(found.pace or 0, 3) == 0.757
    assert [(e.period.label, round(e.mid, 2)) for e in found.expected] == [
        ("2019-20", 86.8),
        ("2020-21", 87.56),
        ("2021-22", 88.31),
    ]
    actual = {p.period.label: p.value or Decimal(0) for p in totals}
    assert found.expected[0].low < actual["2019-20"] < found.expected[0].high
    assert actual["2021-22"] < found.expected[2].low


def test_only_the_latest_seven_figures_make_the_line() -> None:
    found = read_forecast(comparable(years([90, 10, 50, 51, 52, 53, 54, 55, 56])), PERCENT)
    assert found.pace == pytest.approx(1)
    assert [period.label for period in found.window] == [str(year) for year in range(2003, 2010)]
    assert [round(e.mid, 6) for e in found.expected] == [57, 58, 59]


def test_holes_are_not_filled_in() -> None:
    found = read_forecast(comparable(years([50, None, 52, None, 54, 55])), PERCENT, ahead=1)
    fit = least_squares([2001.5, 2003.5, 2005.5, 2006.5], [50, 52, 54, 55])
    assert found.expected[0].mid == pytest.approx(fit.at(2007.5))


def test_a_flat_line_is_the_mean_with_its_band() -> None:
    found = read_forecast(comparable(years([48, 52, 48, 52])), PERCENT, Method.FLAT, ahead=2)
    assert [e.mid for e in found.expected] == [50, 50]
    assert (found.pace, round(found.expected[0].low, 2), round(found.expected[0].high, 2)) == (
        0,
        41.78,
        58.22,
    )


def test_too_few_figures_make_no_line() -> None:
    assert read_forecast(comparable(years([50, 51, 52])), PERCENT).reason is NoForecast.FEW_POINTS
    wall = SeriesBreak(date(2004, 1, 1), BreakEffect.INCOMPARABLE)
    found = read_forecast(comparable(years([50, 51, 52, 53, 54]), [wall]), PERCENT)
    assert (found.reason, found.expected, found.pace) == (NoForecast.FEW_POINTS_SINCE_BREAK, (), None)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=12), st.integers(0, 40), st.sampled_from(DRAWN))
def test_a_percent_stays_between_0_and_100_and_its_band_around_it(
    values: list[int], ahead: int, method: Method
) -> None:
    found = read_forecast(comparable(years(values)), PERCENT, method, ahead)
    assert len(found.expected) == min(ahead, 10)
    for e in found.expected:
        assert 0 <= e.low <= e.mid <= e.high <= 100


def test_a_rate_does_not_fall_under_nothing_and_a_score_may() -> None:
    falling = comparable(years([8, 6, 4, 2]))
    assert read_forecast(falling, Unit.rate(1000)).expected[-1].mid == 0
    assert read_forecast(falling, Unit.mean()).expected[-1].mid == pytest.approx(-4)


def pace(values: list[float | None], goal: Goal = UP) -> Forecast:
    stretch = comparable(years(values))
    return todays_pace(stretch, read_trend(stretch, PERCENT, goal), PERCENT, goal)


def test_there_is_a_pace_only_where_the_direction_is_clear() -> None:
    assert pace([50, 51, 52, 53, 54, 55]).pace == pytest.approx(1)
    unclear = pace([14, 14, 15, 17, 30, 25, 24])
    assert (unclear.reason, unclear.expected, unclear.pace) == (NoForecast.NO_CLEAR_PACE, (), None)
    assert pace([50, 51]).reason is NoForecast.FEW_POINTS


def test_a_line_against_the_direction_word_is_not_drawn() -> None:
    """The latest figure lies beyond what was expected, while the line through all of them still goes the other way."""
    assert pace([90, 80, 70, 60, 50, 50, 49, 74], DOWN).reason is NoForecast.NO_CLEAR_PACE


@given(st.lists(st.integers(0, 100), min_size=4, max_size=12), st.booleans())
def test_a_pace_never_goes_against_the_word(values: list[int], is_up: bool) -> None:
    goal = UP if is_up else DOWN
    found = pace([float(value) for value in values], goal)
    word = read_trend(comparable(years(values)), PERCENT, goal).word
    if found.pace is not None:
        assert word in (TrendWord.BETTER, TrendWord.WORSE)
        assert (found.pace > 0) == ((word is TrendWord.BETTER) == is_up)


def test_a_damped_line_gains_less_each_year() -> None:
    found = read_forecast(comparable(years([50, 51, 52, 53])), PERCENT, Method.DAMPED, ahead=3)
    assert [round(e.mid, 3) for e in found.expected] == [53.8, 54.44, 54.952]
    assert found.pace == pytest.approx(0.8)


@given(st.lists(st.integers(20, 80), min_size=4, max_size=12))
def test_a_damped_line_never_outruns_the_straight_one(values: list[int]) -> None:
    stretch = comparable(years(values))
    fit = least_squares(stretch.positions[-7:], stretch.values[-7:])
    straight = read_forecast(stretch, Unit.mean(), Method.LINEAR, ahead=5)
    damped = read_forecast(stretch, Unit.mean(), Method.DAMPED, ahead=5)
    start = fit.at(stretch.positions[-1])
    for far, near in zip(straight.expected, damped.expected, strict=True):
        assert abs(near.mid - start) <= abs(far.mid - start) + 1e-9
        assert far.high - far.low == pytest.approx(near.high - near.low)


def test_a_judgement_runs_straight_from_now_to_what_people_expect() -> None:
    found = judged(comparable(years([50, 60])), PERCENT, Interval(54, 66), 58, ahead=2)
    assert [(e.low, e.mid, e.high) for e in found.expected] == [(57, 59, 63), (54, 58, 66)]
    assert found.pace == pytest.approx(-1)


def test_a_judgement_needs_a_start_and_a_middle_inside_its_range() -> None:
    with pytest.raises(ValueError, match="middle"):
        judged(comparable(years([50])), PERCENT, Interval(54, 66), 70, ahead=2)
    with pytest.raises(ValueError, match="start"):
        judged(comparable([]), PERCENT, Interval(54, 66), 60, ahead=2)
