"""The curve is turned only where figures beat a forecast that was frozen before them, by the published rule."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.curve import Against, CurveReading, CurveVerdict, judge_curve
from measurement.rules.forecast import Method, read_forecast
from measurement.rules.series import BreakEffect, Goal, SeriesBreak, comparable
from measurement.rules.units import Direction, Unit
from tests.rules.measurement.lines_of_figures import DOWN, UP, line, years

PERCENT = Unit.percent()
BEFORE = [50, 51, 50, 51, 50]


def judge(
    since: Sequence[float | None],
    goal: Goal = UP,
    breaks: Sequence[SeriesBreak] = (),
    people: int | None = None,
) -> CurveReading:
    """Freeze a flat forecast of five years (50.4, from 48.7 to 52.1), then let other years come."""
    known = comparable(years(BEFORE))
    expected = read_forecast(known, PERCENT, Method.FLAT, ahead=6).expected
    points = years([*BEFORE, *since], people=people)
    return judge_curve(
        expected, points, known=known.points[-1].period, breaks=breaks, unit=PERCENT, goal=goal
    )


def test_figures_beyond_the_whole_range_turn_the_curve() -> None:
    assert judge([53, 56]).verdict is CurveVerdict.TURNED
    assert judge([48, 45], DOWN).verdict is CurveVerdict.TURNED


def test_one_figure_is_too_early_and_a_missing_one_counts_for_nothing() -> None:
    assert judge([]).verdict is CurveVerdict.TOO_EARLY
    assert judge([60]).verdict is CurveVerdict.TOO_EARLY
    assert judge([60, None]).verdict is CurveVerdict.TOO_EARLY
    assert judge([60, None, 60]).verdict is CurveVerdict.TURNED


def test_one_good_year_alone_does_not_turn_it() -> None:
    for since in ([49, 56], [52, 56], [56, 56, 51]):
        found = judge(since)
        assert (found.verdict, found.is_within_noise) == (CurveVerdict.NOT_TURNED, True)


def test_better_than_the_middle_and_inside_the_range_is_within_noise() -> None:
    found = judge([51, 51])
    assert (found.verdict, found.is_within_noise) == (CurveVerdict.NOT_TURNED, True)
    worse = judge([50, 45])
    assert (worse.verdict, worse.is_within_noise) == (CurveVerdict.NOT_TURNED, False)
    assert worse.compared[-1].place is Against.WORSE


def test_few_people_are_within_noise_however_good_the_figure_is() -> None:
    assert judge([53, 56], people=100).is_within_noise
    assert judge([53, 56], people=100).compared[-1].overlaps is True
    assert judge([53, 56], people=100_000).verdict is CurveVerdict.TURNED


def test_nothing_is_said_across_an_incomparable_break_and_a_caution_is_named() -> None:
    wall = SeriesBreak(date(2007, 1, 1), BreakEffect.INCOMPARABLE)
    assert judge([53, 60], breaks=[wall]).verdict is CurveVerdict.BROKEN_SERIES
    assert judge([53], breaks=[wall]).verdict is CurveVerdict.TOO_EARLY
    before = SeriesBreak(date(2003, 1, 1), BreakEffect.INCOMPARABLE)
    assert judge([53, 60], breaks=[before]).verdict is CurveVerdict.TURNED
    caution = SeriesBreak(date(2007, 1, 1), BreakEffect.CAUTION)
    assert judge([53, 60], breaks=[caution]).cautions == (caution,)


def test_without_a_good_way_nothing_is_turned() -> None:
    assert judge([52, 60], Goal(Direction.BAND)).verdict is CurveVerdict.TOO_EARLY


def test_the_united_states_fell_below_what_seven_school_years_let_expect() -> None:
    totals = line("us_graduation.csv", "percent", category="All students")
    known = comparable(p for p in totals if "2012-13" <= p.period.label <= "2018-19")
    expected = read_forecast(known, PERCENT, ahead=4).expected
    found = judge_curve(expected, totals, known=known.points[-1].period, breaks=(), unit=PERCENT, goal=UP)
    assert [(one.expected.period.label, round(one.expected.mid, 2)) for one in found.compared] == [
        ("2019-20", 86.8),
        ("2021-22", 88.31),
    ]
    assert [one.value for one in found.compared] == [Decimal("86.5"), Decimal("86.6")]
    assert [one.place for one in found.compared] == [Against.WITHIN, Against.WORSE]
    assert (found.verdict, found.is_within_noise) == (CurveVerdict.NOT_TURNED, False)


def test_hamilton_county_beat_a_flat_line_only_within_noise() -> None:
    """6.8 in 2024 lies under what was expected, but the likely range of 2023 reaches into it."""
    all_years = line("hamilton_infant_mortality.csv", "rate_per_1000", category="All")
    single = [p for p in all_years if p.period.kind.value == "calendar_year"]
    known = comparable(p for p in single if p.period.year <= 2020)
    rate = Unit.rate(1000)
    expected = read_forecast(known, rate, Method.FLAT, ahead=6).expected
    found = judge_curve(expected, single, known=known.points[-1].period, breaks=(), unit=rate, goal=DOWN)
    assert found.verdict is CurveVerdict.NOT_TURNED
    assert found.is_within_noise


@given(st.lists(st.integers(0, 100), min_size=2, max_size=6), st.booleans())
def test_a_turned_curve_is_never_within_noise_and_mirrors(since: list[int], is_up: bool) -> None:
    found = judge([float(value) for value in since], UP if is_up else DOWN)
    assert not (found.verdict is CurveVerdict.TURNED and found.is_within_noise)
    known = comparable(years([100 - value for value in BEFORE]))
    expected = read_forecast(known, PERCENT, Method.FLAT, ahead=6).expected
    points = years([100 - value for value in (*BEFORE, *since)])
    mirrored = judge_curve(
        expected,
        points,
        known=known.points[-1].period,
        breaks=(),
        unit=PERCENT,
        goal=DOWN if is_up else UP,
    )
    assert mirrored.verdict is found.verdict
    assert [one.place for one in mirrored.compared] == [one.place for one in found.compared]
