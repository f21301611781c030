"""Target words, and the change a year that is needed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from measurement.rules.forecast import read_forecast
from measurement.rules.periods import calendar_year
from measurement.rules.series import Goal, Point, comparable
from measurement.rules.targets import (
    Target,
    TargetReading,
    TargetWord,
    groups_under_floor,
    next_target,
    read_target,
)
from measurement.rules.units import Direction, Unit
from tests.rules.measurement.lines_of_figures import DOWN, UP, line, years

PERCENT = Unit.percent()


def read(
    values: list[float | None], value: float, by: date, goal: Goal = UP, first: int = 2001
) -> TargetReading:
    stretch = comparable(years(values, first))
    return read_target(stretch, Target(Decimal(str(value)), by), goal, read_forecast(stretch, PERCENT))


RISING: list[float | None] = [50, 51, 52, 53, 54, 55, 56]
WORDS = [
    (56, date(2010, 12, 31), TargetWord.MET),
    (59, date(2010, 12, 31), TargetWord.ON_COURSE),
    (60, date(2010, 12, 31), TargetWord.BEHIND),
    (63, date(2014, 6, 30), TargetWord.BEHIND),
    (62, date(2014, 6, 30), TargetWord.ON_COURSE),
    (54, date(2004, 12, 31), TargetWord.MET),
    (60, date(2004, 12, 31), TargetWord.MISSED),
    (57, date(2008, 6, 30), TargetWord.BEHIND),
]


@pytest.mark.parametrize(("value", "by", "word"), WORDS)
def test_the_word_for_a_target(value: float, by: date, word: TargetWord) -> None:
    assert read(RISING, value, by).word is word


def test_a_target_that_was_reached_and_lost_is_behind() -> None:
    assert read([50, 60, 50, 50], 60, date(2002, 12, 31)).word is TargetWord.BEHIND


def test_where_less_is_better_the_target_is_below() -> None:
    falling: list[float | None] = [56, 55, 54, 53, 52, 51, 50]
    assert read(falling, 47, date(2010, 12, 31), DOWN).word is TargetWord.ON_COURSE
    assert read(falling, 46, date(2010, 12, 31), DOWN).word is TargetWord.BEHIND
    assert read(falling, 50, date(2010, 12, 31), DOWN).word is TargetWord.MET


def test_the_needed_change_stands_beside_the_present_pace() -> None:
    found = read(RISING, 62, date(2010, 12, 31))
    assert (found.needed, found.pace, found.expected, found.short_by) == pytest.approx((2.0, 1.0, 59.0, 3.0))


def test_a_far_target_is_judged_along_the_pace() -> None:
    found = read(RISING, 80, date(2040, 12, 31))
    assert found.expected == pytest.approx(89.0)
    assert found.word is TargetWord.ON_COURSE


def test_minnesota_missed_ninety_percent_in_2020() -> None:
    stretch = comparable(line("minnesota_graduation.csv", "percent", category="All students"))
    goal_2020 = Target(Decimal(90), date(2020, 7, 31), "2020", Decimal(85))
    found = read_target(stretch, goal_2020, UP, read_forecast(stretch, PERCENT))
    assert found.word is TargetWord.MISSED
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
    assert read_target(stretch, None, UP, read_forecast(stretch, PERCENT)).word is TargetWord.NONE


def test_the_next_target_is_the_earliest_ahead_else_the_last() -> None:
    near, far = Target(Decimal(1), date(2010, 12, 31)), Target(Decimal(2), date(2020, 12, 31))
    assert next_target((far, near), calendar_year(2007)) is near
    assert next_target((far, near), calendar_year(2010)) is far
    assert next_target((far, near), calendar_year(2030)) is far
    assert next_target((far, near), None) is near
    assert next_target((), calendar_year(2030)) is None
