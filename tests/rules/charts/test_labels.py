from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from charts.labels import Block, box, clear, spread, thinned
from charts.text import LEAD, SIZE, shortened, width, wrapped

blocks = st.builds(
    Block,
    st.floats(-50, 400),
    st.lists(st.tuples(st.just(""), st.just("x")), min_size=1, max_size=3).map(tuple),
    st.integers(0, 9),
)


@given(st.lists(blocks, max_size=7))
def test_words_in_the_margin_keep_apart_and_inside(found: list[Block]) -> None:
    placed = spread(found, top=-20, bottom=200)
    ends = [(top, top + len(block.lines) * LEAD) for block, top in placed]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert all(top >= -20 - 1e-6 and bottom <= 200 for top, bottom in ends)


def test_the_least_important_words_give_way_first() -> None:
    lines = (("", "a"), ("", "b"))
    kept = [block for block, _ in spread([Block(0, lines, 0), Block(0, lines, 1)], top=0, bottom=55)]
    assert {(block.rank, len(block.lines)) for block in kept} == {(0, 2), (1, 1)}
    assert [
        block.rank for block, _ in spread([Block(0, lines, 0), Block(0, lines, 1)], top=0, bottom=20)
    ] == [0]


def test_periods_are_thinned_evenly_around_the_important_ones() -> None:
    spaces = [box(str(2000 + i), i * 100 / 39, 0, anchor="middle") for i in range(40)]
    shown = thinned(spaces, [39, 0], 400)
    assert shown[0] == 0
    assert shown[-1] == 39
    assert len({b - a for a, b in pairwise(shown[:-1])}) == 1


@given(st.floats(0, 100), st.floats(0, 100), st.floats(100, 400), st.floats(1, 5))
def test_labels_apart_at_one_width_stay_apart_when_it_grows(
    a: float, b: float, plot: float, more: float
) -> None:
    first, second = box("61% now", a, 0, anchor="end", dx=-8), box("50%", b, 0)
    if clear(first, second, plot):
        assert clear(first, second, plot * more)


def test_long_words_wrap_and_the_rest_is_shortened() -> None:
    assert wrapped("at this pace", 84) == ("at this pace",)
    lines = wrapped("a name that goes on and on for ever and ever", 84, most=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width(line) <= 84 for line in lines)


def test_short_words_stay_whole() -> None:
    assert shortened("2010-11", 84) == "2010-11"


def test_ideographs_take_a_square_each() -> None:
    assert width("学校") > 2 * SIZE
