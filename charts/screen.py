"""Pictures for a page: percent coordinates, classes of the stylesheet, words that never shrink.

Lines stand in a nested drawing that stretches, so they reflow without a script; words and dots stand
outside it. Nothing carries a style attribute or an id, so a strict content security policy holds.
Every function returns finished, escaped SVG.
"""

from __future__ import annotations

from decimal import Decimal
from html import escape

from charts import bars, dots, emblem, gaps, glyphs, icons, minis
from charts import legend as _legend
from charts import spark as _spark
from charts import trend as _trend
from charts.frame import LEFT_TIERS, RIGHT_TIERS, Frame, tier_for
from charts.marks import Curve, Drawing, Margins
from charts.pen import Pen, number
from charts.spec import BarRow, Extent, GapRow, Hundred, Mini, Spark, Trend
from charts.words import Words


def _class(role: str) -> str:
    """A role is a class of the stylesheet."""
    return f'class="{role}"' if role else ""


PEN, ROOM_PEN = Pen(_class, unit="%"), Pen(_class)


def trend(spec: Trend, words: Words, *, height: int = 300) -> str:
    """A trend in the padded box that leaves room for its words."""
    drawing = _trend.draw(spec, words, Frame(height=height))
    return f'<div class="{_box_class(drawing.margins)}" dir="ltr">{svg(drawing)}</div>'


def spark(spec: Spark, words: Words, *, height: int = 56) -> str:
    """A spark line for a card."""
    return svg(_spark.draw(spec, words, height))


def mini(spec: Mini, extent: Extent, words: Words, *, height: int = 92) -> str:
    """One small multiple; take the extent from `minis.shared_extent`."""
    return svg(minis.draw(spec, extent, words, height))


def gap(spec: GapRow, ends: tuple[Decimal, Decimal], *, height: int = 30) -> str:
    """The track of one gap row; take the ends from `gaps.shared_span`."""
    return svg(gaps.draw(spec, ends, height))


def bar(spec: BarRow, *, height: int = 22) -> str:
    """One bar of a count."""
    return svg(bars.draw(spec, height))


def hundred(spec: Hundred) -> str:
    """One hundred dots, filled from the bottom."""
    body = "".join(f'<g class="{role}">{circles}</g>' for role, circles in dots.layers(spec).items())
    return f'<svg class="dots" viewBox="0 0 200 200" role="img" aria-label="{escape(spec.alt)}">{body}</svg>'


def dot_sample(state: dots.DotState) -> str:
    """One dot for the key."""
    body = "".join(
        f'<circle class="{d.role}" cx="8" cy="8" r="{number(6.5 * d.radius)}"/>' for d in dots.SHAPES[state]
    )
    return f'<svg class="dots" viewBox="0 0 16 16" aria-hidden="true">{body}</svg>'


def sample(kind: _legend.Sample) -> str:
    """A stretch of line or a dot for the legend."""
    body = ROOM_PEN.write(_legend.SAMPLES[kind])
    return f'<svg class="plot" viewBox="0 0 {_legend.WIDTH} {_legend.HEIGHT}" aria-hidden="true">{body}</svg>'


def glyph(name: str) -> str:
    """A status glyph; the element around it carries `.st` and the glyph's tone, and always the word."""
    body = "".join(map(_piece, glyphs.GLYPHS[name].pieces))
    return f'<svg viewBox="0 0 {glyphs.SIDE} {glyphs.SIDE}" aria-hidden="true">{body}</svg>'


def _piece(piece: glyphs.Piece) -> str:
    """One path of a glyph."""
    dashes = f' stroke-dasharray="{piece.dashes}"' if piece.dashes else ""
    return f'<path class="{piece.paint}" d="{piece.path}"{dashes}/>'


def icon(name: str) -> str:
    """An icon beside words; on its own it needs a name nearby."""
    return f'<svg class="i" viewBox="0 0 20 20" aria-hidden="true"><path d="{icons.ICONS[name]}"/></svg>'


def level(steps: int) -> str:
    """The five steps of an engagement level; the element around it carries `.lvl` and the word."""
    body = "".join(map(_step, glyphs.steps(steps)))
    return f'<svg viewBox="0 0 {glyphs.STEP_WIDTH} {glyphs.STEP_HEIGHT}" aria-hidden="true">{body}</svg>'


def _step(step: glyphs.Step) -> str:
    """One step of the badge."""
    on = ' class="on"' if step.is_on else ""
    size = f'width="{step.width:g}" height="{step.height:g}"'
    return f'<rect x="{step.x:g}" y="{step.y:g}" {size} rx=".8"{on}/>'


def mark() -> str:
    """The unit mark in white and gold, for a dark ground."""
    return emblem.mark_svg('aria-hidden="true"')


def masthead_lines() -> str:
    """Many lines joining into one that rises, behind the words of the masthead."""
    size = f"0 0 {emblem.LINES_WIDTH} {emblem.LINES_HEIGHT}"
    body = f'<path d="{emblem.lines_across()}"/><path class="one" d="{emblem.LINES_RISE}"/>'
    return f'<svg class="lines" viewBox="{size}" preserveAspectRatio="none" aria-hidden="true">{body}</svg>'


def svg(drawing: Drawing) -> str:
    """A drawing without its box."""
    height = f"{drawing.height:g}"
    return (
        f'<svg class="{drawing.kind}" height="{height}" role="img" aria-label="{escape(drawing.alt)}">'
        f"{PEN.write(drawing.under)}{_stretched(drawing.curves, height)}{PEN.write(drawing.over)}</svg>"
    )


def _box_class(margins: Margins) -> str:
    """The padding of the box that leaves room for the words around the plot."""
    tiers = (tier_for(margins.left, LEFT_TIERS), tier_for(margins.right, RIGHT_TIERS))
    return " ".join(["plot-box", *(tier.name for tier in tiers if tier.name)])


def _stretched(curves: tuple[Curve, ...], height: str) -> str:
    """The lines, in a drawing as wide as the page makes it."""
    if not curves:
        return ""
    return (
        f'<svg viewBox="0 0 100 {height}" preserveAspectRatio="none" width="100%" height="100%" '
        f'overflow="visible">{ROOM_PEN.write(curves)}</svg>'
    )
