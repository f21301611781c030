"""Small multiples: each group against the whole, all on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from charts import sentence
from charts.marks import Drawing, Label, Margins, Rule
from charts.scale import Scale, span
from charts.segments import known, segments
from charts.spark import end_dots
from charts.spec import Extent, Mini, Point
from charts.text import width
from charts.trend import lines
from charts.words import Words

OVER, UNDER = 16.0, 4.0
"""Room in pixels above and below the plot."""


def draw(spec: Mini, extent: Extent, words: Words, height: float) -> Drawing:
    """One group against the whole, first and last figure beside the line."""
    scale = Scale(extent.start, extent.end, float(extent.low), float(extent.high), height)
    runs = segments(spec.points, step=spec.step, breaks=spec.breaks)
    whole = segments(spec.whole, step=spec.step, breaks=spec.breaks)
    texts = list(_labels(spec, scale))
    room = max((width(text.text) for text in texts), default=0)
    return Drawing(
        alt=spec.alt or sentence.mini(spec, words),
        height=height,
        under=(Rule("axis", 0, height, 100, height),),
        curves=(*lines("ln ctx", scale, whole), *lines("ln", scale, runs)),
        over=(*end_dots(runs, scale), *texts),
        margins=Margins(OVER, room + 12, UNDER, 4),
    )


def shared_extent(
    series: Iterable[Sequence[Point]], *, floor: Decimal | None = None, ceiling: Decimal | None = None
) -> Extent:
    """The scale of a row of small multiples: pass every group and the whole, missing periods included."""
    points = [point for line in series for point in line]
    places = [point.at for point in points] or [0.0]
    low, high = span((p.value for p in points if p.value is not None), floor=floor, ceiling=ceiling)
    return Extent(min(places), max(places), low, high)


def _labels(spec: Mini, scale: Scale) -> Iterator[Label]:
    """The last figure after its dot, the first one on the side away from the whole."""
    shown = known(spec.points)
    for last in shown[-1:]:
        text = last.sign + spec.style.bare(last.value)
        yield Label("brand halo", scale.x(last.at), scale.y(last.value) + 5, text, "start", 9)
    for first in shown[:1] if len(shown) > 1 else []:
        beside = next((f.value for f in known(spec.whole) if f.at >= first.at), first.value)
        y = scale.y(first.value)
        is_below = first.value < beside and y + 18 < scale.height
        text = first.sign + spec.style.bare(first.value)
        yield Label("halo", scale.x(first.at), y + (18 if is_below else -8), text)
