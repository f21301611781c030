"""The grade of one series: the same rule for everybody and for each group."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.quality import QualityState, QualityWord
from measurement.rules.reading import Figure
from measurement.rules.series_quality import grade_of_series

WHOLE = tuple(Figure(2000.5 + n, str(2000 + n), Decimal(50), people=Decimal(100)) for n in range(8))
maybe = st.lists(st.booleans(), min_size=1, max_size=12)


def test_a_whole_series_in_time_is_an_a() -> None:
    assert grade_of_series(WHOLE).grade == "A"


def test_a_group_whose_last_two_figures_are_missing_is_late_even_if_the_whole_is_not() -> None:
    holes = (*WHOLE[:6], *(replace(one, value=None) for one in WHOLE[6:]))
    assert grade_of_series(holes).state_of(QualityWord.TIMELINESS) is QualityState.POOR


def test_an_open_question_makes_the_figures_poor_in_correctness() -> None:
    assert grade_of_series(WHOLE, doubtful=1).state_of(QualityWord.CORRECTNESS) is QualityState.POOR


def test_nothing_shown_has_no_grade() -> None:
    assert grade_of_series([replace(one, value=None) for one in WHOLE]).grade == ""


@given(maybe, st.integers(0, 3), st.integers(0, 2), st.integers(0, 2))
def test_one_more_fault_never_makes_a_grade_better(
    present: list[bool], overdue: int, changes: int, doubtful: int
) -> None:
    figures = [Figure(n, str(n), Decimal(1) if there else None) for n, there in enumerate(present)]
    one = grade_of_series(figures, overdue=overdue, changes=changes, doubtful=doubtful)
    worse = grade_of_series(figures, overdue=overdue + 1, changes=changes + 1, doubtful=doubtful + 1)
    assert one.grade <= worse.grade
