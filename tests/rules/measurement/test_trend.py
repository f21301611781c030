"""Direction words come by the stated rule, and the numbers beside them are true."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.periods import calendar_year, school_year
from measurement.rules.series import BreakEffect, Goal, SeriesBreak, comparable
from measurement.rules.trend import TrendReading, TrendWhy, TrendWord, read_change, read_trend, within_noise
from measurement.rules.units import Direction, Unit
from tests.rules.measurement.lines_of_figures import DOWN, UP, line, years

PERCENT, RATE = Unit.percent(), Unit.rate(1000)


def trend(values: Sequence[float | None], goal: Goal = UP, people: int | None = None) -> TrendReading:
    return read_trend(comparable(years(values, people=people)), PERCENT, goal)


WORDS = [
    ([], TrendWord.TOO_EARLY, TrendWhy.FEW_POINTS),
    ([50, 51, 52], TrendWord.TOO_EARLY, TrendWhy.FEW_POINTS),
    ([50, None, 51, None, 52, None], TrendWord.TOO_EARLY, TrendWhy.FEW_POINTS),
    ([50, 51, 52, 53], TrendWord.UNCLEAR, TrendWhy.NO_PATTERN),
    ([50, 51, 52, 53, 54], TrendWord.BETTER, TrendWhy.RUN),
    ([50, 51, None, 52, 52, 53, 54], TrendWord.BETTER, TrendWhy.RUN),
    ([54, 53, 52, 51, 50], TrendWord.WORSE, TrendWhy.RUN),
    ([50, 52, 50, 52, 50, 52, 51], TrendWord.UNCLEAR, TrendWhy.NO_PATTERN),
    ([50, 52, 50, 52, 50, 52, 60], TrendWord.BETTER, TrendWhy.BEYOND),
    ([50, 52, 50, 52, 50, 52, 40], TrendWord.WORSE, TrendWhy.BEYOND),
    ([50, 50, 50, 50, 50, 50], TrendWord.UNCLEAR, TrendWhy.NO_PATTERN),
]


@pytest.mark.parametrize(("values", "word", "why"), WORDS)
def test_the_word_comes_by_the_rule(values: list[float | None], word: TrendWord, why: TrendWhy) -> None:
    found = trend(values)
    assert (found.word, found.why) == (word, why)


def test_where_less_is_better_the_words_turn_round() -> None:
    assert trend([55, 54, 53, 52, 51, 50], DOWN).word is TrendWord.BETTER
    assert trend([50, 52, 50, 52, 50, 52, 60], DOWN).word is TrendWord.WORSE


def test_a_band_gets_better_towards_itself_and_has_no_word_without_its_ends() -> None:
    band = Goal(Direction.BAND, Decimal(40), Decimal(45))
    assert trend([55, 54, 53, 52, 51, 50], band).word is TrendWord.BETTER
    found = trend([55, 54, 53, 52, 51, 50], Goal(Direction.BAND))
    assert (found.word, found.why) == (TrendWord.UNCLEAR, TrendWhy.NO_DIRECTION)


def test_a_run_says_how_long_it_is_and_since_when() -> None:
    found = trend([60, 50, 51, 52, 53, 54, 55])
    assert (found.run, found.run_is_good, found.run_since) == (6, True, calendar_year(2002))
    still = trend([50, 50, 50, 50])
    assert (still.run, still.run_is_good, still.run_since) == (0, None, None)


def test_a_run_of_few_people_is_within_noise() -> None:
    rising = [50, 51, 52, 53, 54, 55]
    assert trend(rising, people=200).why is TrendWhy.WITHIN_NOISE
    assert trend(rising, people=20_000).why is TrendWhy.RUN


def test_an_outlier_of_few_people_is_within_noise() -> None:
    values = [50, 52, 50, 52, 50, 52, 60]
    assert trend(values, people=50).why is TrendWhy.WITHIN_NOISE
    assert trend(values, people=5000).why is TrendWhy.BEYOND


def test_only_figures_after_an_incomparable_break_count() -> None:
    wall = SeriesBreak(date(2005, 1, 1), BreakEffect.INCOMPARABLE)
    found = read_trend(comparable(years([50, 51, 52, 53, 54, 55]), [wall]), PERCENT, UP)
    assert (found.word, found.points) == (TrendWord.TOO_EARLY, 2)


def test_graduation_in_minnesota_rose_every_time() -> None:
    stretch = comparable(line("minnesota_graduation.csv", "percent", category="All students"))
    found = read_trend(stretch, PERCENT, UP)
    assert (found.word, found.run, found.run_since) == (TrendWord.BETTER, 9, school_year(2010))


def test_infant_deaths_in_hamilton_county_show_no_clear_change() -> None:
    stretch = comparable(line("hamilton_infant_mortality.csv", "rate_per_1000", category="All"))
    assert read_trend(stretch, RATE, DOWN).word is TrendWord.UNCLEAR


def test_infant_deaths_in_hamilton_county_2021_against_2023_are_within_noise() -> None:
    points = {
        p.period.label: p for p in line("hamilton_infant_mortality.csv", "rate_per_1000", category="All")
    }
    assert within_noise(points["2021"], points["2023"], RATE) is True
    assert within_noise(points["2021"], points["2022"], RATE) is None


def test_the_change_since_a_base() -> None:
    stretch = comparable(line("minnesota_graduation.csv", "percent", category="All students"))
    found = read_change(stretch, PERCENT, UP)
    assert found is not None
    assert (found.difference, found.relative, found.is_better) == (Decimal("6.8"), Decimal("8.8"), True)
    assert found.within_noise is None
    since = read_change(stretch, PERCENT, UP, school_year(2017))
    assert since is not None
    assert (since.base, since.difference) == (school_year(2017), Decimal("0.6"))
    assert read_change(stretch, PERCENT, UP, school_year(2016)) is None
    assert read_change(stretch, PERCENT, UP, school_year(2019)) is None


def test_the_change_of_scores_has_no_percent_and_of_a_band_no_direction() -> None:
    stretch = comparable(years([227.03, 214.44]))
    found = read_change(stretch, Unit.mean(2), UP)
    assert found is not None
    assert (found.difference, found.relative, found.is_better) == (Decimal("-12.59"), None, False)
    unclear = read_change(stretch, Unit.mean(2), Goal(Direction.BAND))
    assert unclear is not None
    assert unclear.is_better is None
    same = read_change(comparable(years([0, 0])), PERCENT, UP)
    assert same is not None
    assert (same.is_better, same.relative) == (None, None)


@given(st.lists(st.integers(0, 100), max_size=15))
def test_the_words_of_up_and_down_mirror_each_other(values: list[int]) -> None:
    mirror = {TrendWord.BETTER: TrendWord.WORSE, TrendWord.WORSE: TrendWord.BETTER}
    up, down = trend(values, UP), trend(values, DOWN)
    assert down.word == mirror.get(up.word, up.word)
    assert (up.run, up.expected) == (down.run, down.expected)
