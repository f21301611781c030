"""Target words, and the change a year that is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.forecast import FURTHEST, read_forecast, todays_pace
from measurement.rules.periods import Period, calendar_year, month, rolling, school_year
from measurement.rules.series import Goal, Point, comparable
from measurement.rules.targets import (
    Target,
    TargetReading,
    TargetWord,
    due_period,
    groups_under_floor,
    next_target,
    past_targets,
    read_target,
)
from measurement.rules.trend import read_trend
from measurement.rules.units import Direction, Unit
from tests.rules.measurement.lines_of_figures import DOWN, UP, line, years

PERCENT = Unit.percent()


TODAY = date(2008, 3, 1)


def read(
    values: list[float | None],
    value: float,
    by: date,
    goal: Goal = UP,
    first: int = 2001,
    today: date = TODAY,
) -> TargetReading:
    stretch = comparable(years(values, first))
    forecast = read_forecast(stretch, PERCENT, ahead=FURTHEST)
    return read_target(stretch, Target(Decimal(str(value)), by), goal, forecast, today)


RISING: list[float | None] = [50, 51, 52, 53, 54, 55, 56]
WORDS = [
    (56, date(2010, 12, 31), TargetWord.MET),
    (59, date(2010, 12, 31), TargetWord.ON_COURSE),
    (60, date(2010, 12, 31), TargetWord.BEHIND),
    (63, date(2014, 3, 31), TargetWord.BEHIND),
    (62, date(2014, 3, 31), TargetWord.ON_COURSE),
    (63, date(2014, 6, 30), TargetWord.ON_COURSE),
    (53, date(2004, 12, 31), TargetWord.MET),
    (54, date(2004, 12, 31), TargetWord.MET_LATE),
    (60, date(2004, 12, 31), TargetWord.MISSED),
    (59, date(2008, 6, 30), TargetWord.BEHIND),
]


@pytest.mark.parametrize(("value", "by", "word"), WORDS)
def test_the_word_for_a_target(value: float, by: date, word: TargetWord) -> None:
    assert read(RISING, value, by).word is word


def test_a_target_that_was_reached_in_its_time_and_lost_says_both() -> None:
    assert read([50, 60, 50, 50], 60, date(2002, 12, 31)).word is TargetWord.LOST


def test_a_target_whose_day_has_passed_waits_for_the_figure_that_decides_it() -> None:
    by = date(2008, 12, 31)
    assert read(RISING, 60, by, today=date(2009, 1, 1)).word is TargetWord.AWAITED
    assert read(RISING, 56, by, today=date(2009, 1, 1)).word is TargetWord.AWAITED
    assert read(RISING, 60, by, today=by).word is TargetWord.BEHIND
    assert read([*RISING, None, 58], 60, by, today=date(2010, 1, 1)).word is TargetWord.MISSED


def test_where_less_is_better_the_target_is_below() -> None:
    falling: list[float | None] = [56, 55, 54, 53, 52, 51, 50]
    assert read(falling, 47, date(2010, 12, 31), DOWN).word is TargetWord.ON_COURSE
    assert read(falling, 46, date(2010, 12, 31), DOWN).word is TargetWord.BEHIND
    assert read(falling, 50, date(2010, 12, 31), DOWN).word is TargetWord.MET


def test_the_needed_change_stands_beside_the_present_pace() -> None:
    found = read(RISING, 62, date(2010, 12, 31))
    assert (found.needed, found.pace, found.short_by) == pytest.approx((2.0, 1.0, 3.0))
    assert found.expected is not None
    assert found.expected.mid == pytest.approx(59.0)


def test_a_target_beyond_the_line_is_judged_by_the_pace_it_needs_and_no_figure_is_foretold() -> None:
    found = read(RISING, 80, date(2040, 12, 31))
    assert (found.word, found.expected) == (TargetWord.ON_COURSE, None)
    assert read(RISING, 95, date(2040, 12, 31)).word is TargetWord.BEHIND


DECIDING = [
    (school_year(2010), date(2020, 6, 30), "2019-20"),
    (school_year(2010), date(2030, 8, 31), "2029-30"),
    (school_year(2010), date(2030, 10, 31), "2029-30"),
    (school_year(2010), date(2030, 11, 30), "2030-31"),
    (calendar_year(2001), date(2030, 12, 31), "2030"),
    (calendar_year(2001), date(2030, 3, 31), "2029"),
    (calendar_year(2001), date(2001, 1, 1), "2001"),
    (rolling(2017, 2023), date(2030, 12, 31), "2024-2030"),
    (month(2026, 1), date(2026, 6, 1), "2026-06"),
]


@pytest.mark.parametrize(("known", "by", "label"), DECIDING)
def test_one_period_decides_a_target(known: Period, by: date, label: str) -> None:
    assert due_period(known, by).label == label


def test_the_sentence_and_the_line_speak_of_the_same_period() -> None:
    """A target in the summer was judged by one period and drawn to the next: 40.2 % and 42.4 % on one page."""
    stretch = comparable(
        Point(school_year(2015 + n), Decimal(str(value)))
        for n, value in enumerate([16, 15, 15, 14, 14, 13, 12])
    )
    target = Target(Decimal(10), date(2029, 8, 31))
    forecast = read_forecast(stretch, PERCENT, ahead=7)
    found = read_target(stretch, target, DOWN, forecast, date(2026, 11, 1))
    assert found.due is not None
    assert (found.due.label, found.expected) == ("2028-29", forecast.expected[-1])


def test_without_a_clear_pace_nothing_is_said_of_where_it_leads() -> None:
    stretch = comparable(years([14, 14, 15, 17, 30, 25, 24]))
    forecast = todays_pace(stretch, read_trend(stretch, PERCENT, DOWN), PERCENT, DOWN)
    found = read_target(stretch, Target(Decimal(15), date(2010, 12, 31)), DOWN, forecast, TODAY)
    assert (found.word, found.pace, found.expected) == (TargetWord.NO_PACE, None, None)
    assert found.needed == pytest.approx(-3)


def test_minnesota_missed_ninety_percent_in_2020() -> None:
    stretch = comparable(line("minnesota_graduation.csv", "percent", category="All students"))
    goal_2020 = Target(Decimal(90), date(2020, 6, 30), "2020", Decimal(85))
    forecast = read_forecast(stretch, PERCENT)
    found = read_target(stretch, goal_2020, UP, forecast, date(2026, 11, 1))
    assert found.word is TargetWord.MISSED
    assert found.decided_by == school_year(2019)
    groups = {
        name: line("minnesota_graduation.csv", "percent", school_year="2019-20", category=name)[0]
        for name in ("White", "Asian/Pacific Islander", "Black", "Hispanic")
    }
    assert groups_under_floor(groups, goal_2020, UP) == ("Black", "Hispanic")


def test_without_a_floor_or_a_direction_no_group_is_under_it() -> None:
    groups = {1: Point(calendar_year(2020), Decimal(5)), 2: Point(calendar_year(2020))}
    target = Target(Decimal(90), date(2020, 7, 31), floor=Decimal(10))
    assert groups_under_floor(groups, None, UP) == ()
    assert groups_under_floor(groups, Target(Decimal(90), date(2020, 7, 31)), UP) == ()
    assert groups_under_floor(groups, target, Goal(Direction.BAND)) == ()
    assert groups_under_floor(groups, target, UP) == (1,)


def test_it_may_be_too_early() -> None:
    assert read([50, 51], 60, date(2010, 12, 31)).word is TargetWord.TOO_EARLY
    assert read([50, 51], 60, date(2010, 12, 31)).needed == pytest.approx(9 / 8)
    assert read([], 60, date(2010, 12, 31)).word is TargetWord.TOO_EARLY
    assert read(RISING, 60, date(2010, 12, 31), Goal(Direction.BAND)).word is TargetWord.TOO_EARLY


def test_without_a_target_there_is_none_yet() -> None:
    stretch = comparable(years(RISING))
    assert read_target(stretch, None, UP, read_forecast(stretch, PERCENT), TODAY).word is TargetWord.NONE


def test_the_next_target_is_the_one_whose_day_has_not_passed_whatever_the_figures_are() -> None:
    near, far = Target(Decimal(1), date(2010, 12, 31)), Target(Decimal(2), date(2020, 12, 31))
    assert next_target((far, near), date(2007, 1, 1)) is near
    assert next_target((far, near), date(2010, 12, 31)) is near
    assert next_target((far, near), date(2011, 1, 1)) is far
    assert next_target((far, near), date(2030, 1, 1)) is far
    assert next_target((), date(2030, 1, 1)) is None


def test_the_targets_whose_day_has_passed_are_kept() -> None:
    near, far = Target(Decimal(1), date(2010, 12, 31)), Target(Decimal(2), date(2020, 12, 31))
    assert past_targets((far, near), date(2007, 1, 1)) == []
    assert past_targets((far, near), date(2015, 1, 1)) == [near]
    assert past_targets((far, near), date(2030, 1, 1)) == [near]


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=9),
    st.integers(0, 100),
    st.dates(date(1999, 1, 1), date(2030, 12, 31)),
    st.dates(date(1999, 1, 1), date(2030, 12, 31)),
    st.booleans(),
)
def test_a_word_never_contradicts_the_figures(
    values: list[int], value: int, by: date, today: date, is_up: bool
) -> None:
    goal = UP if is_up else DOWN
    stretch = comparable(years(values))
    forecast = todays_pace(stretch, read_trend(stretch, PERCENT, goal), PERCENT, goal, FURTHEST)
    found = read_target(stretch, Target(Decimal(value), by), goal, forecast, today)
    reaches = goal.goodness(Decimal(values[-1])) >= goal.goodness(Decimal(value))
    if found.word in (TargetWord.MET, TargetWord.MET_LATE):
        assert reaches
    if found.word in (TargetWord.MISSED, TargetWord.LOST, TargetWord.BEHIND, TargetWord.ON_COURSE):
        assert not reaches
    if found.word in (TargetWord.BEHIND, TargetWord.ON_COURSE):
        assert forecast.pace is not None
        assert by >= today
    if found.expected is not None:
        assert found.expected in forecast.expected
