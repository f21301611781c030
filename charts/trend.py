"""The history of one indicator: where it was, where it is going and where it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charts import sentence, trend_labels
from charts.frame import Frame
from charts.marks import Curve, Dot, Drawing, Mark, Rule, Square
from charts.plot import Plot, plotted
from charts.scale import Scale
from charts.segments import LEEWAY, segments, step_of
from charts.spec import Mark as Reliance
from charts.spec import Point, Trend
from charts.words import Words

DOT, LAST_DOT, SQUARE = 4.0, 7.0, 11.0
CROWDED = 20
"""With more points than this, plain dots show on wide screens only."""


def draw(spec: Trend, words: Words, frame: Frame) -> Drawing:
    """Lay the trend out in a frame."""
    plot = plotted(spec, frame.height)
    curves = tuple(_curves(plot))
    written = trend_labels.write(plot, curves, words, frame)
    return Drawing(
        alt=spec.alt or sentence.trend(spec, words),
        height=frame.height,
        under=(*_grid(plot), *written.rules, *_whiskers(plot)),
        curves=curves,
        over=(*_dots(plot), *_target(plot), *written.labels),
        margins=written.margins,
    )


def _grid(plot: Plot) -> Iterator[Mark]:
    """A thin line for each tick, the lowest as the axis."""
    for place, tick in enumerate(plot.axis.ticks):
        y = plot.scale.y(tick)
        yield Rule("grid-l" if place else "axis", 0, y, 100, y)


def _whiskers(plot: Plot) -> Iterator[Mark]:
    """The interval of each figure as an upright line behind its dot."""
    for point in plot.shown:
        if point.low is not None and point.high is not None:
            x = plot.scale.x(point.at)
            yield Rule("ref", x, plot.scale.y(point.high), x, plot.scale.y(point.low))


def _curves(plot: Plot) -> Iterator[Curve]:
    """From back to front: likely range, other lines, pace needed, forecast, history."""
    yield from _forecast(plot)
    for line in plot.spec.others:
        yield from _lines("ln ctx", plot.scale, segments(line.points, step=plot.spec.step))
    yield from _need(plot)
    yield from _lines("ln", plot.scale, plot.runs)


def _lines(role: str, scale: Scale, runs: Iterable[list[Point]]) -> Iterator[Curve]:
    """A polyline for every run of two points or more."""
    for run in runs:
        if len(run) > 1:
            yield Curve(role, tuple((scale.x(p.at), scale.y(p.value)) for p in run if p.value is not None))


def _forecast(plot: Plot) -> Iterator[Curve]:
    """The likely range as an area and the forecast dotted, from the last figure when it is near."""
    stages = sorted(plot.spec.forecast, key=lambda stage: stage.at)
    if not stages:
        return
    x, y = plot.scale.x, plot.scale.y
    start = _start(plot, stages[0].at)
    high = start + [(x(s.at), y(s.high)) for s in stages]
    low = start + [(x(s.at), y(s.low)) for s in stages]
    if len(high) > 1:
        yield Curve("band", (*high, *reversed(low)), is_closed=True)
        yield Curve("ln fc", (*start, *((x(s.at), y(s.mid)) for s in stages)))


def _start(plot: Plot, at: float) -> list[tuple[float, float]]:
    """The last figure, when the forecast begins in the period that follows it."""
    if not plot.shown:
        return []
    last = plot.shown[-1]
    step = plot.spec.step if plot.spec.step is not None else step_of(plot.spec.points)
    near = last.value is not None and last.at < at <= last.at + step * LEEWAY
    return [(plot.scale.x(last.at), plot.scale.y(last.value))] if near and last.value is not None else []


def _need(plot: Plot) -> Iterator[Curve]:
    """The pace needed: straight from the last figure to a target that still lies ahead."""
    target = plot.spec.target
    if not (plot.shown and target and target.at is not None):
        return
    last = plot.shown[-1]
    if last.value is not None and target.at > last.at:
        x, y = plot.scale.x, plot.scale.y
        yield Curve("ln need", ((x(last.at), y(last.value)), (x(target.at), y(target.value))))


def _dots(plot: Plot) -> Iterator[Mark]:
    """A mark for every figure: its shape tells how far it can be leaned on, the last one is larger."""
    shown = plot.shown
    lone = {id(run[0]) for run in plot.runs if len(run) == 1}
    crowded = len(shown) > CROWDED
    for place, point in enumerate(shown, start=1):
        if point.value is None:
            continue
        is_last = place == len(shown)
        spare = crowded and not is_last and point.mark is Reliance.PLAIN and id(point) not in lone
        x, y = plot.scale.x(point.at), plot.scale.y(point.value)
        yield _dot(point, x, y, f"{point.label}: {plot.spec.style.full(point.value)}", is_last, spare)


def _dot(point: Point, x: float, y: float, tip: str, is_last: bool, is_spare: bool) -> Mark:
    """One mark: full, dashed ring (provisional), ring (estimated) or hollow square (coded)."""
    radius = LAST_DOT if is_last else DOT
    if point.mark is Reliance.CODED:
        return Square("pt was", x, y, radius * 1.8, tip)
    role = {Reliance.PROVISIONAL: "pt soft", Reliance.ESTIMATED: "pt was"}.get(point.mark, "pt")
    return Dot(f"wide-only {role}" if is_spare else role, x, y, radius, tip)


def _target(plot: Plot) -> Iterator[Mark]:
    """A square at the date promised; a dashed line from there when it lies behind or has no date."""
    target = plot.spec.target
    if target is None:
        return
    y = plot.scale.y(target.value)
    x = 0.0 if target.at is None else plot.scale.x(target.at)
    if x < 100:
        yield Rule("tgt", x, y, 100, y)
    if target.at is not None:
        yield Square("tgt-f", x, y, SQUARE)
