from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from charts.segments import segments
from charts.spec import Point
from tests.rules.charts.cast import points


def test_missing_period_cuts_the_line() -> None:
    runs = segments(points(2010, 1, 2, None, 4))
    assert [[f.label for f in run] for run in runs] == [["2010", "2011"], ["2013"]]


def test_period_that_is_not_listed_cuts_the_line() -> None:
    runs = segments(points(2010, 1, 2) + points(2013, 4, 5))
    assert [[f.label for f in run] for run in runs] == [["2010", "2011"], ["2013", "2014"]]


def test_surveys_every_third_year_are_neighbours_when_the_step_says_so() -> None:
    every_third = tuple(Point(float(y), str(y), Decimal(1)) for y in (2010, 2013, 2016))
    assert len(segments(every_third, step=3)) == 1
    assert len(segments(every_third, step=1)) == 3


def test_incomparable_break_starts_a_new_run_with_its_own_period() -> None:
    runs = segments(points(2010, 1, 2, 3), breaks=[2011.0])
    assert [[f.label for f in run] for run in runs] == [["2010"], ["2011", "2012"]]


def test_order_of_the_points_does_not_matter() -> None:
    assert segments(points(2010, 1, 2, 3)[::-1]) == segments(points(2010, 1, 2, 3))


@given(st.lists(st.one_of(st.none(), st.integers(0, 9)), max_size=30))
def test_no_run_reaches_over_a_gap(figures: list[int | None]) -> None:
    runs = segments(points(2000, *figures), step=1)
    shown = [int(f.label) for run in runs for f in run]
    assert shown == [year for year, figure in enumerate(figures, 2000) if figure is not None]
    assert all(b.at - a.at == 1 for run in runs for a, b in pairwise(run))
