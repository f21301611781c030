"""Pictures for a page: percent coordinates, classes of the stylesheet, words that never shrink.

Lines stand in a nested drawing that stretches, so they reflow without a script; words and dots stand
outside it. Nothing carries a style attribute or an id, so a strict content security policy holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from charts import trend as _trend
from charts.frame import LEFT_TIERS, RIGHT_TIERS, Frame, tier_for
from charts.marks import Bar, Curve, Dot, Drawing, Label, Margins, Mark, Rule, Square
from charts.spec import Trend
from charts.words import Words

TREND_HEIGHT = 300


def trend(spec: Trend, words: Words, *, height: int = TREND_HEIGHT) -> str:
    """A trend in its padded box."""
    drawing = _trend.draw(spec, words, Frame(height=height))
    return f'<div class="{_box_class(drawing.margins)}" dir="ltr">{svg(drawing)}</div>'


def svg(drawing: Drawing) -> str:
    """A drawing without its box."""
    parts = [
        f'<svg class="{drawing.kind}" height="{drawing.height:g}" role="img" aria-label="{escape(drawing.alt)}">',
        *_marks(drawing.under),
        _stretched(drawing.curves, drawing.height),
        *_marks(drawing.over),
        "</svg>",
    ]
    return "".join(parts)


def _box_class(margins: Margins) -> str:
    """The padding of the box that leaves room for the words around the plot."""
    tiers = (tier_for(margins.left, LEFT_TIERS), tier_for(margins.right, RIGHT_TIERS))
    return " ".join(["plot-box", *(tier.name for tier in tiers if tier.name)])


def _n(value: float) -> str:
    """A coordinate with one decimal and no noise."""
    text = f"{value:.1f}"
    return text.removesuffix(".0") if text != "-0.0" else "0"


def _stretched(curves: tuple[Curve, ...], height: float) -> str:
    """The lines, in a drawing as wide as the page makes it."""
    if not curves:
        return ""
    lines = "".join(map(_curve, curves))
    return (
        f'<svg viewBox="0 0 100 {height:g}" preserveAspectRatio="none" width="100%" height="100%" '
        f'overflow="visible">{lines}</svg>'
    )


def _curve(curve: Curve) -> str:
    """One line or area."""
    tag = "polygon" if curve.is_closed else "polyline"
    places = " ".join([f"{x:.2f},{y:.1f}" for x, y in curve.places])
    return f'<{tag} class="{curve.role}" points="{places}"/>'


def _rule(mark: Rule) -> str:
    """A straight line."""
    x, y = f'x1="{_n(mark.x1)}%" x2="{_n(mark.x2)}%"', f'y1="{_n(mark.y1)}" y2="{_n(mark.y2)}"'
    return f'<line class="{mark.role}" {x} {y}/>'


def _dot(mark: Dot) -> str:
    """A round mark."""
    place = f'cx="{_n(mark.x)}%" cy="{_n(mark.y)}" r="{_n(mark.radius)}"'
    return _closed("circle", f'class="{mark.role}" {place}', mark.tip)


def _square(mark: Square) -> str:
    """A square mark, moved by half its side so that it is centred."""
    half, place = _n(-mark.side / 2), f'x="{_n(mark.x)}%" y="{_n(mark.y)}"'
    size = f'width="{_n(mark.side)}" height="{_n(mark.side)}" transform="translate({half} {half})"'
    return _closed("rect", f'class="{mark.role}" {place} {size}', mark.tip)


def _bar(mark: Bar) -> str:
    """A horizontal bar."""
    return f'<rect class="{mark.role}" width="{_n(mark.x)}%" y="{_n(mark.y)}" height="{_n(mark.height)}" rx="3"/>'


def _closed(tag: str, attributes: str, tip: str) -> str:
    """An element with a tip, if there is one."""
    if not tip:
        return f"<{tag} {attributes}/>"
    return f"<{tag} {attributes}><title>{escape(tip, quote=False)}</title></{tag}>"


def _label(label: Label) -> str:
    """Words at a baseline."""
    role = f' class="{label.role}"' if label.role else ""
    anchor = f' text-anchor="{label.anchor}"' if label.anchor != "start" else ""
    shift = f' dx="{_n(label.dx)}"' if label.dx else ""
    tip = f"<title>{escape(label.tip, quote=False)}</title>" if label.tip else ""
    text = escape(label.text, quote=False)
    return f'<text{role} x="{_n(label.x)}%" y="{_n(label.y)}"{shift}{anchor}>{tip}{text}</text>'


def _marks(marks: tuple[Mark, ...]) -> Iterator[str]:
    """Each mark in percent coordinates."""
    for mark in marks:
        match mark:
            case Dot():
                yield _dot(mark)
            case Label():
                yield _label(mark)
            case Rule():
                yield _rule(mark)
            case Square():
                yield _square(mark)
            case Bar():
                yield _bar(mark)
