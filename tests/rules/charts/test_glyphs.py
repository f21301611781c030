from __future__ import annotations

import pytest

from charts import fixed, screen
from charts.glyphs import GLYPHS, steps
from charts.icons import ICONS
from charts.palette import PALETTES
from tests.rules.charts.cast import named, parsed


@pytest.mark.parametrize("name", GLYPHS)
def test_glyph_is_well_formed_on_screen_and_paper(name: str) -> None:
    assert len(named(parsed(screen.glyph(name)), "path")) == len(GLYPHS[name].pieces)
    assert "class=" not in fixed.glyph(name)
    parsed(fixed.glyph(name))


def test_no_two_glyphs_have_the_same_shape() -> None:
    assert len({glyph.pieces for glyph in GLYPHS.values()}) == len(GLYPHS)


def test_right_way_and_wrong_way_differ_in_outline_not_in_colour_alone() -> None:
    assert GLYPHS["up-good"].pieces[0] != GLYPHS["up-bad"].pieces[0]
    assert GLYPHS["down-good"].pieces[0] != GLYPHS["down-bad"].pieces[0]


@pytest.mark.parametrize("name", ICONS)
def test_icon_is_one_path(name: str) -> None:
    assert len(named(parsed(screen.icon(name)), "path")) == 1
    parsed(fixed.icon(name))


@pytest.mark.parametrize("level", range(6))
def test_level_fills_as_many_steps(level: int) -> None:
    assert len(named(parsed(screen.level(level)), "rect", "on")) == level
    assert fixed.level(level).count("<rect") == 5


def test_sixth_level_is_refused() -> None:
    with pytest.raises(ValueError, match="0 to 5"):
        steps(6)


def test_ornaments_stay_silent_and_named_ones_speak() -> None:
    assert "<title>" not in fixed.glyph("late")
    assert "<title>Late &amp; open</title>" in fixed.glyph("late", alt="Late & open")
    assert 'aria-hidden="true"' in screen.glyph("late")


@pytest.mark.parametrize("hue", PALETTES)
def test_paper_takes_the_hue_of_the_initiative(hue: str) -> None:
    assert PALETTES[hue].brand in fixed.level(3, palette=PALETTES[hue])


def test_mark_and_masthead_lines_are_well_formed() -> None:
    for drawn in (screen.mark(), screen.masthead_lines(), fixed.mark(), fixed.masthead_lines()):
        assert " style=" not in drawn
        parsed(drawn)
