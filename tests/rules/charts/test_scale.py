from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from charts.scale import Scale, axis, span

figures = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@given(st.lists(figures, min_size=1, max_size=40))
def test_axis_holds_every_figure_with_few_round_ticks(values: list[Decimal]) -> None:
    marks = axis(*span(values))
    assert marks.low <= min(values)
    assert marks.high >= max(values)
    assert 2 <= len(marks.ticks) <= 7
    step = marks.ticks[1] - marks.ticks[0]
    assert step.normalize().as_tuple().digits in {(1,), (2,), (2, 5), (5,)}


@given(st.lists(st.decimals(min_value=0, max_value=100, places=1), min_size=1, max_size=20))
def test_percentage_axis_never_leaves_nought_to_a_hundred(values: list[Decimal]) -> None:
    marks = axis(*span(values, floor=Decimal(0), ceiling=Decimal(100)), decimals=0)
    assert marks.low >= 0
    assert marks.high <= 100


def test_ticks_are_not_finer_than_the_figures() -> None:
    assert axis(*span([Decimal(0)] * 6, floor=Decimal(0)), decimals=0).decimals == 0
    assert axis(Decimal(45), Decimal(55), decimals=0).ticks[1] == 50


def test_quarter_steps_are_written_with_two_decimals() -> None:
    assert axis(Decimal(0), Decimal(1)).ticks[1] == Decimal("0.25")
    assert axis(Decimal(0), Decimal(1)).decimals == 2


def test_single_moment_stands_in_the_middle() -> None:
    assert Scale(2020, 2020, 0, 1, 100).x(2020) == 50
