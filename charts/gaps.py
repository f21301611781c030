"""Gap rows: where each group was and is, against the whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from charts.marks import Dot, Drawing, Label, Margins, Mark, Rule, Square
from charts.scale import Scale, span
from charts.spec import GapRow
from charts.text import width

WAS, NOW, BESIDE = 5.5, 8.0, 13.0


def draw(spec: GapRow, ends: tuple[Decimal, Decimal], height: float) -> Drawing:
    """A ring where the group was, a dot where it is, an upright line for the whole."""
    scale = Scale(float(ends[0]), float(ends[1]), 0, 1, height)
    text = spec.sign + spec.style.bare(spec.now)
    return Drawing(
        alt=spec.alt,
        height=height,
        under=tuple(_under(spec, scale)),
        over=tuple(_over(spec, scale, text)),
        margins=Margins(1, width(text) + BESIDE + 2, 1, NOW),
    )


def shared_span(rows: Iterable[GapRow]) -> tuple[Decimal, Decimal]:
    """The scale of a list of gap rows."""
    return span(v for row in rows for v in (row.now, row.was, row.whole) if v is not None)


def _under(spec: GapRow, scale: Scale) -> Iterator[Mark]:
    """The track, the whole, and the way from then to now."""
    middle = scale.height / 2
    yield Rule("grid-l", 0, middle, 100, middle)
    if spec.whole is not None:
        x = scale.x(float(spec.whole))
        yield Rule("ref", x, 0, x, scale.height)
    if spec.was is not None:
        yield Rule("span-l", scale.x(float(spec.was)), middle, scale.x(float(spec.now)), middle)


def _over(spec: GapRow, scale: Scale, text: str) -> Iterator[Mark]:
    """Both dots, and the figure on the side the group moved to."""
    middle, x = scale.height / 2, scale.x(float(spec.now))
    if spec.was is not None:
        yield Dot("pt was", scale.x(float(spec.was)), middle, WAS)
    yield Square("pt was", x, middle, NOW * 1.8) if spec.sign else Dot("pt", x, middle, NOW)
    if spec.was is not None and spec.now < spec.was:
        yield Label("b halo", x, middle + 5, text, "end", -BESIDE)
    else:
        yield Label("b halo", x, middle + 5, text, "start", BESIDE)
