from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import dots, fixed, screen
from charts.spec import Hundred
from tests.rules.charts.cast import DOT_WORDS, named, parsed


def key(now: int, before: int | None, target: int | None, *, less: bool = False) -> list[str]:
    spec = Hundred(Decimal(now), "Words.", _decimal(before), _decimal(target), is_less_better=less)
    return [item.text for item in dots.key(spec, DOT_WORDS)]


def _decimal(figure: int | None) -> Decimal | None:
    return None if figure is None else Decimal(figure)


@pytest.mark.parametrize(
    ("now", "before", "target", "less", "said"),
    [
        (61, 52, 75, False, ["52 kept", "9 added", "14 due", "25 rest"]),
        (45, 52, 75, False, ["45 kept", "7 back", "23 due", "25 rest"]),
        (45, 90, 75, False, ["45 kept", "15 gone", "30 back", "10 rest"]),
        (80, 52, 75, False, ["52 kept", "28 added", "20 rest"]),
        (61, None, None, False, ["61 kept", "39 rest"]),
        (19, 27, 15, True, ["15 kept", "4 cut", "8 gone", "73 rest"]),
        (30, 27, 15, True, ["15 kept", "12 cut", "3 added_cut", "70 rest"]),
        (30, 10, 20, True, ["10 kept", "10 added", "10 added_cut", "70 rest"]),
        (12, 27, 15, True, ["12 kept", "15 gone", "73 rest"]),
        (0, 0, 0, True, ["100 rest"]),
        (100, 100, 100, False, ["100 kept"]),
    ],
)
def test_key_tells_what_became_of_every_dot(
    now: int, before: int | None, target: int | None, less: bool, said: list[str]
) -> None:
    found = key(now, before, target, less=less)
    assert sorted(found) == sorted(said)


shares = st.decimals(0, 100, places=1)


@given(shares, st.none() | shares, st.none() | shares, st.booleans())
def test_dots_add_up_to_a_hundred_and_filled_ones_to_the_figure(
    now: Decimal, before: Decimal | None, target: Decimal | None, less: bool
) -> None:
    spec = Hundred(now, "Words.", before, target, is_less_better=less)
    items = {item.state: item.number for item in dots.key(spec, DOT_WORDS)}
    assert sum(items.values()) == 100
    filled = {dots.DotState.KEPT, dots.DotState.CUT, dots.DotState.ADDED, dots.DotState.ADDED_CUT}
    assert abs(sum(items.get(state, 0) for state in filled) - now) <= Decimal("0.5")


def test_every_state_has_its_own_shape() -> None:
    assert len(set(dots.SHAPES.values())) == len(dots.DotState)


def test_picture_has_a_hundred_rings_or_discs_on_screen_and_paper() -> None:
    spec = Hundred(Decimal(61), "61 of 100 & more", Decimal(52), Decimal(75))
    on_screen, on_paper = screen.hundred(spec), fixed.hundred(spec)
    assert len(named(parsed(on_screen), "circle")) == 100
    assert len(named(parsed(on_paper), "circle")) == 100
    assert parsed(on_screen).get("aria-label") == "61 of 100 & more"
    assert named(parsed(on_paper), "title")[0].text == "61 of 100 & more"
    assert len(on_screen) < 6000


def test_figure_beyond_a_hundred_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 100"):
        Hundred(Decimal(101), "Words.")
