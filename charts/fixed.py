"""Pictures for PDF and e-mail: absolute coordinates and presentation attributes only.

Each picture that carries meaning begins with a `<title>`, from which WeasyPrint takes the alternative
text of a tagged PDF. Sizes are in CSS pixels; `type_size` scales a picture as a whole.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from html import escape

from charts import bars, dots, emblem, gaps, glyphs, icons, minis
from charts import legend as _legend
from charts import spark as _spark
from charts import trend as _trend
from charts.frame import Frame
from charts.marks import Drawing
from charts.palette import PLUM, Palette, looks
from charts.pen import Pen, number
from charts.spec import BarRow, Extent, GapRow, Hundred, Mini, Spark, Trend
from charts.text import SIZE
from charts.trend_labels import OVER, UNDER
from charts.words import Words

XMLNS = 'xmlns="http://www.w3.org/2000/svg"'


def trend(
    spec: Trend,
    words: Words,
    *,
    width: float = 640,
    height: float = 280,
    type_size: float = 11,
    palette: Palette = PLUM,
) -> str:
    """A trend with its words inside the given size."""
    scale = SIZE / type_size
    frame = Frame(height=height * scale - OVER - UNDER, outer=width * scale)
    return svg(_trend.draw(spec, words, frame), width, scale, palette)


def spark(
    spec: Spark, words: Words, *, width: float = 150, height: float = 34, palette: Palette = PLUM
) -> str:
    """A spark line for a table row."""
    scale = 1.4
    drawing = _spark.draw(spec, words, height * scale - 2 * _spark.NEWEST)
    return svg(drawing, width, scale, palette)


def mini(
    spec: Mini,
    extent: Extent,
    words: Words,
    *,
    width: float = 150,
    height: float = 84,
    type_size: float = 10,
    palette: Palette = PLUM,
) -> str:
    """One small multiple."""
    scale = SIZE / type_size
    drawing = minis.draw(spec, extent, words, height * scale - minis.OVER - minis.UNDER)
    return svg(drawing, width, scale, palette)


def gap(
    spec: GapRow,
    ends: tuple[Decimal, Decimal],
    *,
    width: float = 250,
    height: float = 22,
    type_size: float = 10,
    palette: Palette = PLUM,
) -> str:
    """The track of one gap row."""
    scale = SIZE / type_size
    return svg(gaps.draw(spec, ends, height * scale - 2), width, scale, palette)


def bar(spec: BarRow, *, width: float = 250, height: float = 16, palette: Palette = PLUM) -> str:
    """One bar of a count."""
    return svg(bars.draw(spec, height - 2 * bars.OVER), width, 1, palette)


def hundred(spec: Hundred, *, width: float = 150, palette: Palette = PLUM) -> str:
    """One hundred dots, filled from the bottom."""
    look = _look(palette)
    body = "".join(f"<g {look(role)}>{circles}</g>" for role, circles in dots.layers(spec).items())
    return _sized(width, width, (200, 200), body, spec.alt)


def dot_sample(state: dots.DotState, *, side: float = 11, palette: Palette = PLUM) -> str:
    """One dot for the key."""
    look = _look(palette)
    body = "".join(
        f'<circle {look(d.role)} cx="8" cy="8" r="{6.5 * d.radius:.2g}"/>' for d in dots.SHAPES[state]
    )
    return _sized(side, side, (16, 16), body)


def sample(kind: _legend.Sample, *, width: float = 26, palette: Palette = PLUM) -> str:
    """A stretch of line or a dot for the legend."""
    body = Pen(_look(palette)).write(_legend.SAMPLES[kind])
    box = _legend.WIDTH, _legend.HEIGHT
    return _sized(width, width * box[1] / box[0], box, body)


def glyph(name: str, *, alt: str = "", side: float = 12, palette: Palette = PLUM) -> str:
    """A status glyph. Beside its word it is best set as a background, see `as_image`."""
    found = glyphs.GLYPHS[name]
    paints = _paints(palette.tone(found.tone), palette.card)
    body = "".join(
        f'<path {paints[piece.paint]} d="{piece.path}"{_dashes(piece.dashes)}/>' for piece in found.pieces
    )
    return _sized(side, side, (glyphs.SIDE, glyphs.SIDE), body, alt)


def icon(name: str, *, alt: str = "", side: float = 12, palette: Palette = PLUM) -> str:
    """An icon beside words."""
    line = f'fill="none" stroke="{palette.ink}" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round"'
    return _sized(side, side, (20, 20), f'<path {line} d="{icons.ICONS[name]}"/>', alt)


def level(steps: int, *, alt: str = "", width: float = 18, palette: Palette = PLUM) -> str:
    """The five steps of an engagement level; the word stands beside it."""
    body = "".join(
        f'<rect x="{s.x:g}" y="{s.y:g}" width="{s.width:g}" height="{s.height:g}" '
        f'fill="{palette.brand if s.is_on else palette.card}" stroke="{palette.brand}"/>'
        for s in glyphs.steps(steps)
    )
    box = glyphs.STEP_WIDTH, glyphs.STEP_HEIGHT
    return _sized(width, width * box[1] / box[0], box, body, alt)


def mark(*, side: float = 28, palette: Palette = PLUM) -> str:
    """The unit mark in white and gold, for a dark ground."""
    return emblem.mark_svg(f'{XMLNS} width="{side:g}" height="{side:g}"', gold=palette.gold)


def masthead_lines(*, width: float = 300, height: float = 200, palette: Palette = PLUM) -> str:
    """Many lines joining into one that rises, for a dark band."""
    body = (
        f'<path fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="2" d="{emblem.lines_across()}"/>'
        f'<path fill="none" stroke="{palette.gold}" stroke-width="5" d="{emblem.LINES_RISE}"/>'
    )
    return _sized(width, height, (emblem.LINES_WIDTH, emblem.LINES_HEIGHT), body)


def as_image(drawn: str) -> str:
    """An address that holds the drawing: for an `img`, or for a background, which a tagged PDF leaves unread."""
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def svg(drawing: Drawing, width: float, scale: float, palette: Palette) -> str:
    """A drawing with its margins, laid out at the usual size and shown smaller by the scale."""
    top, right, bottom, left = drawing.margins
    outer = width * scale
    pen = Pen(_look(palette), (outer - left - right) / 100, halo=f'fill="{palette.card}" fill-opacity=".85"')
    body = (
        f'<g transform="translate({number(left)} {number(top)})" font-family="{escape(palette.font)}" '
        f'font-size="{SIZE:g}" font-weight="500">'
        f"{pen.write((*drawing.under, *drawing.curves, *drawing.over))}</g>"
    )
    tall = drawing.height + top + bottom
    return _sized(width, tall / scale, (outer, tall), body, drawing.alt)


def _sized(width: float, height: float, box: tuple[float, float], body: str, alt: str = "") -> str:
    """A drawing in its size; without an alternative text it is an ornament."""
    size = f'width="{number(width)}" height="{number(height)}"'
    title = f"<title>{escape(alt, quote=False)}</title>" if alt else ""
    return f'<svg {XMLNS} {size} viewBox="0 0 {number(box[0])} {number(box[1])}">{title}{body}</svg>'


def _dashes(dashes: str) -> str:
    """The dashes of an outline."""
    return f' stroke-dasharray="{dashes}"' if dashes else ""


def _paints(colour: str, card: str) -> dict[str, str]:
    """The four paints of a glyph."""
    line = 'fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    return {
        "f": f'fill="{colour}"',
        "o": f'fill="none" stroke="{colour}" stroke-width="1.8"',
        "k": f'{line} stroke="{card}"',
        "l": f'{line} stroke="{colour}"',
    }


@lru_cache(maxsize=16)
def _look(palette: Palette) -> Callable[[str], str]:
    """Attributes for a role; words that show only on wide screens always show on paper."""
    known = looks(palette)

    def attributes(role: str) -> str:
        plain = role.replace("wide-only", "").replace("halo", "").strip()
        return known[" ".join(plain.split())]

    return attributes
