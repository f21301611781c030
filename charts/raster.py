"""The same drawings as pixels, for slides and posts: a picture with its finding, unit, source and date around it.

Nothing is laid out anew: marks come from `charts.trend` and `charts.gaps`, roles from the palette, letters from the
product's own typeface. Lengths are CSS pixels; a picture has two dots for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import hypot
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from charts.labels import ASCENT, DESCENT
from charts.marks import Bar, Curve, Dot, Drawing, Label, Mark, Place, Rule, Square
from charts.palette import Palette, looks
from charts.text import SIZE

DENSITY, FINER = 2, 2
"""Dots to a pixel in the file; the drawing is made finer and then reduced, so that edges are smooth."""

TYPEFACE = Path(__file__).parent.parent / "static" / "fonts" / "figtree.woff2"
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
Colour = tuple[int, int, int, int]


@lru_cache(maxsize=32)
def _font(size: float, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(TYPEFACE), round(size * DENSITY * FINER))
    font.set_variation_by_axes([weight])
    return font


@lru_cache(maxsize=16)
def _looks(palette: Palette) -> dict[str, dict[str, str]]:
    return {role: dict(_ATTRIBUTE.findall(said)) for role, said in looks(palette).items()}


class Sheet:
    """A sheet of paper on which drawings and words are put."""

    def __init__(self, width: float, height: float, palette: Palette) -> None:
        """Take an empty one."""
        self.scale, self.palette = DENSITY * FINER, palette
        size = round(width * self.scale), round(height * self.scale)
        self.image = Image.new("RGB", size, palette.card)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def png(self) -> bytes:
        """Return the finished file."""
        out = BytesIO()
        self.image.reduce(FINER).save(out, "PNG")
        return out.getvalue()

    def write(self, text: str, x: float, y: float, *, size: float = SIZE, bold: bool = False, quiet: bool = False,
              end: bool = False) -> None:  # fmt: skip
        """Write a line with its baseline at y; `end` lets it end at x."""
        colour = _colour(self.palette.ink_2 if quiet else self.palette.ink)
        self._letters(text, x, y, size, 700 if bold else 500, colour, "rs" if end else "ls")

    def put(self, drawing: Drawing, x: float, y: float, width: float) -> None:
        """Draw with the upper left corner at a place, in a width that includes the margins."""
        top, right, _bottom, left = drawing.margins
        stroke = Strokes(self, x + left, y + top, (width - left - right) / 100)
        stroke.draw((*drawing.under, *drawing.curves, *drawing.over))

    def sample(self, marks: Iterable[Mark | Curve], x: float, y: float) -> None:
        """Draw a sample of the legend."""
        Strokes(self, x, y, 1).draw(marks)

    def measure(self, text: str, size: float = SIZE, *, bold: bool = False) -> float:
        """Return how wide a line is."""
        return _font(size, 700 if bold else 500).getlength(text) / self.scale

    def _letters(
        self, text: str, x: float, y: float, size: float, weight: int, colour: Colour, anchor: str
    ) -> None:
        place = x * self.scale, y * self.scale
        self.pen.text(place, text, fill=colour, font=_font(size, weight), anchor=anchor)


class Strokes:
    """Marks on a sheet: percent of the width become `ratio` pixels each."""

    def __init__(self, sheet: Sheet, left: float, top: float, ratio: float) -> None:
        """Stand at a place of the sheet."""
        self.sheet, self.left, self.top, self.ratio = sheet, left, top, ratio
        self.known = _looks(sheet.palette)

    def draw(self, marks: Iterable[Mark | Curve]) -> None:
        """Draw the marks one over the other."""
        for mark in marks:
            match mark:
                case Curve():
                    self._curve(mark)
                case Rule():
                    self._line(
                        [self._at(mark.x1, mark.y1), self._at(mark.x2, mark.y2)], self._look(mark.role)
                    )
                case Dot():
                    self._round(self._at(mark.x, mark.y), mark.radius, self._look(mark.role))
                case Square():
                    self._square(self._at(mark.x, mark.y), mark.side, self._look(mark.role))
                case Label():
                    self._label(mark)
                case Bar():
                    corner, end = self._at(0, mark.y), self._at(mark.x, mark.y + mark.height)
                    self.sheet.pen.rectangle([corner, end], fill=_colour(self._look(mark.role)["fill"]))

    def _look(self, role: str) -> dict[str, str]:
        plain = role.replace("wide-only", "").replace("halo", "")
        return self.known[" ".join(plain.split())]

    def _at(self, x: float, y: float) -> Place:
        scale = self.sheet.scale
        return (self.left + x * self.ratio) * scale, (self.top + y) * scale

    def _curve(self, curve: Curve) -> None:
        look, places = self._look(curve.role), [self._at(x, y) for x, y in curve.places]
        if curve.is_closed:
            self.sheet.pen.polygon(places, fill=_colour(look["fill"], look.get("fill-opacity", "1")))
        else:
            self._line(places, look)

    def _line(self, places: Sequence[Place], look: dict[str, str]) -> None:
        scale = self.sheet.scale
        wide = float(look.get("stroke-width", 1)) * scale
        dashes = [float(part) * scale for part in look.get("stroke-dasharray", "").split()]
        is_round = look.get("stroke-linecap") == "round"
        for run in _dashed(places, dashes) if dashes else [list(places)]:
            self.sheet.pen.line(run, fill=_colour(look["stroke"]), width=round(wide), joint="curve")
            for x, y in (run[0], run[-1]) if is_round else ():
                half = wide / 2
                self.sheet.pen.ellipse([x - half, y - half, x + half, y + half], fill=_colour(look["stroke"]))

    def _round(self, at: Place, radius: float, look: dict[str, str]) -> None:
        (x, y), far = at, radius * self.sheet.scale
        wide = float(look.get("stroke-width", 0)) * self.sheet.scale
        if look.get("stroke"):
            outer = far + wide / 2
            self.sheet.pen.ellipse([x - outer, y - outer, x + outer, y + outer], fill=_colour(look["stroke"]))
            far -= wide / 2
        if "stroke-dasharray" in look:  # what may still change: a full dot with a hole
            far *= 0.8
        self.sheet.pen.ellipse([x - far, y - far, x + far, y + far], fill=_colour(look["fill"]))

    def _square(self, at: Place, side: float, look: dict[str, str]) -> None:
        (x, y), half = at, side * self.sheet.scale / 2
        wide = round(float(look.get("stroke-width", 0)) * self.sheet.scale)
        outline = _colour(look["stroke"]) if look.get("stroke") else None
        box = [x - half, y - half, x + half, y + half]
        self.sheet.pen.rectangle(box, fill=_colour(look["fill"]), outline=outline, width=max(wide, 1))

    def _label(self, label: Label) -> None:
        look, scale = self._look(label.role), self.sheet.scale
        weight = int(look.get("font-weight", 500))
        x, y = self._at(label.x, label.y)
        x += label.dx * scale
        anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
        if "halo" in label.role:
            left, _top, right, _bottom = _font(SIZE, weight).getbbox(label.text, anchor=anchor)
            box = [x + left, y - ASCENT * scale, x + right, y + DESCENT * scale]
            self.sheet.pen.rectangle(box, fill=_colour(self.sheet.palette.card, ".85"))
        self.sheet.pen.text(
            (x, y), label.text, fill=_colour(look["fill"]), font=_font(SIZE, weight), anchor=anchor
        )


def _colour(text: str, opacity: str = "1") -> Colour:
    if text == "none":
        return (0, 0, 0, 0)
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue, round(float(opacity) * 255)


def _dashed(places: Sequence[Place], dashes: Sequence[float]) -> list[list[Place]]:
    """Return the stretches of a line that are drawn; the pattern goes on around its corners."""
    runs: list[list[Place]] = []
    turn, left = 0, dashes[0]
    for (x1, y1), (x2, y2) in pairwise(places):
        length, gone = hypot(x2 - x1, y2 - y1), 0.0
        while length - gone > 1e-6:
            step = min(left, length - gone)
            ends = [(x1 + (x2 - x1) * d / length, y1 + (y2 - y1) * d / length) for d in (gone, gone + step)]
            if turn % 2 == 0:
                runs.append(ends)
            gone, left = gone + step, left - step
            if left <= 1e-6:
                turn += 1
                left = dashes[turn % len(dashes)]
    return runs
