"""Pictures that stand alone: the words around them, both themes, and no track for who is not shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from charts.legend import Sample
from charts.palette import NIGHT, PALETTES, PLUM
from charts.poster import Around, GapLine, gap_png, trend_png
from charts.raster import _dashed
from charts.spec import GapRow
from tests.rules.charts.cast import WORDS, readiness

AROUND = Around(
    "Getting better", "Percent of children, Harbor", ("Source: the county", "Published on 1 May 2026")
)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


def test_a_trend_is_a_picture_with_its_words_around_it() -> None:
    picture = opened(trend_png(readiness(), WORDS, AROUND, PLUM))
    bare = opened(trend_png(readiness(), WORDS, replace(AROUND, foot=()), PLUM))
    assert picture.width == 1520
    assert picture.height > bare.height
    long = opened(trend_png(readiness(), WORDS, replace(AROUND, finding="Getting better " * 9), PLUM))
    assert long.height > picture.height


@pytest.mark.parametrize("hue", sorted(PALETTES))
def test_each_theme_has_its_own_ground(hue: str) -> None:
    day = opened(trend_png(readiness(), WORDS, AROUND, PALETTES[hue]))
    night = opened(trend_png(readiness(), WORDS, AROUND, NIGHT[hue]))
    assert day.getpixel((2, 2)) == (255, 255, 255)
    assert max(night.getpixel((2, 2))) < 64  # type: ignore[arg-type]
    assert set(NIGHT) == set(PALETTES)


def test_who_is_not_shown_has_no_track() -> None:
    row = GapRow(Decimal(60), "", Decimal(50), Decimal(70))
    keys = [(Sample.NOW, "2020")]
    both = opened(gap_png([GapLine("A", "+10", row), GapLine("B", "Not shown", row)], keys, AROUND, PLUM))
    one = opened(gap_png([GapLine("A", "+10", row), GapLine("B", "Not shown")], keys, AROUND, PLUM))
    brand = tuple(int(PLUM.brand[at : at + 2], 16) for at in (1, 3, 5))
    assert _count(one, brand) < _count(both, brand)
    none = opened(gap_png([GapLine("B", "Not shown")], [], AROUND, PLUM))
    assert _count(none, brand) == 0


def _count(picture: Image.Image, colour: tuple[int, ...]) -> int:
    return sum(count for count, dot in picture.getcolors(1 << 24) or [] if dot == colour)


def test_dashes_go_on_around_corners_and_never_end_in_a_loop() -> None:
    runs = _dashed([(0, 0), (7, 0), (7, 7)], [5, 4])
    assert runs == [[(0, 0), (5, 0)], [(7, 2), (7, 7)]]
    assert _dashed([(3, 3), (3, 3)], [5, 4]) == []
