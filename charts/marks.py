"""What a drawing is made of. x is a percentage of the plot's width, y is pixels from its top."""

from __future__ import annotations

from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Place = tuple[float, float]


class Rule(NamedTuple):
    """A straight line; its role is a class of the stylesheet."""

    role: str
    x1: float
    y1: float
    x2: float
    y2: float


class Curve(NamedTuple):
    """A polyline, or a filled area when closed."""

    role: str
    places: tuple[Place, ...]
    is_closed: bool = False


class Dot(NamedTuple):
    """A round mark with an optional tip."""

    role: str
    x: float
    y: float
    radius: float
    tip: str = ""


class Square(NamedTuple):
    """A square mark centred on its place, with an optional tip."""

    role: str
    x: float
    y: float
    side: float
    tip: str = ""


class Bar(NamedTuple):
    """A horizontal bar from the left edge, `x` percent long."""

    role: str
    x: float
    y: float
    height: float


class Label(NamedTuple):
    """Words at a baseline; `tip` holds the whole text where it was shortened."""

    role: str
    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    dx: float = 0
    tip: str = ""


Mark = Rule | Dot | Square | Bar | Label


class Margins(NamedTuple):
    """Room in pixels the words around a plot need."""

    top: float = 0
    right: float = 0
    bottom: float = 0
    left: float = 0


class Drawing(NamedTuple):
    """A finished layout: grid below, curves between, dots and words on top."""

    alt: str
    height: float
    under: tuple[Mark, ...] = ()
    curves: tuple[Curve, ...] = ()
    over: tuple[Mark, ...] = ()
    margins: Margins = Margins()
    kind: str = "plot"
