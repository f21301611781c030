"""The history of one indicator: where it was, where it is going and where it should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from charts import sentence, trend_labels
from charts.frame import Frame
from charts.marks import Curve, Dot, Drawing, Mark, Place, Rule, Square
from charts.plot import Plot, plotted
from charts.scale import Scale
from charts.segments import LEEWAY, Known, segments, step_of
from charts.spec import Mark as Reliance
from charts.spec import Target, Trend
from charts.words import Words

OTHER_ROLES = ("ln ctx", "ln ctx two", "ln ctx three")
"""Other lines differ by their dashes, and have their names at their ends."""
DOT, LAST_DOT, SQUARE = 4.0, 7.0, 11.0
HAIR = 0.01
CROWDED = 20
"""With more figures than this, plain dots show on wide screens only."""


def draw(spec: Trend, words: Words, frame: Frame) -> Drawing:
    """Lay the trend out in a frame."""
    plot = plotted(spec, frame.height)
    curves, whiskers = tuple(_curves(plot)), tuple(_whiskers(plot))
    written = trend_labels.write(plot, _obstacles(plot, curves, whiskers), words, frame)
    target = _target(plot, spec.target) if spec.target else ()
    return Drawing(
        alt=spec.alt or sentence.trend(spec, words),
        height=frame.height,
        under=(*_grid(plot), *written.rules, *whiskers),
        curves=curves,
        over=(*_dots(plot), *target, *written.labels),
        margins=written.margins,
    )


def _obstacles(plot: Plot, curves: Iterable[Curve], whiskers: Iterable[Rule]) -> list[Curve]:
    """What words should not lie on: lines, intervals, and breaks that split the picture."""
    upright = [(rule.x1, rule.y1, rule.y2) for rule in whiskers]
    breaks = (plot.scale.x(note.at) for note in plot.spec.notes if note.is_incomparable)
    upright += [(x, 0, plot.scale.height) for x in breaks]
    walls = [Curve("", ((x, top), (x + HAIR, bottom))) for x, top, bottom in upright]
    return walls + [curve for curve in curves if not curve.is_closed]


def _grid(plot: Plot) -> Iterator[Mark]:
    """A thin line for each tick, the lowest as the axis."""
    for place, tick in enumerate(plot.axis.ticks):
        y = plot.scale.y(tick)
        yield Rule("grid-l" if place else "axis", 0, y, 100, y)


def _whiskers(plot: Plot) -> Iterator[Rule]:
    """The interval of each figure as an upright line behind its dot."""
    for figure in plot.shown:
        if figure.low is not None and figure.high is not None:
            x = plot.scale.x(figure.at)
            yield Rule("ref", x, plot.scale.y(figure.high), x, plot.scale.y(figure.low))


def _curves(plot: Plot) -> Iterator[Curve]:
    """From back to front: likely ranges, forecast, frozen forecast, other lines, pace needed, history."""
    yield from _forecast(plot)
    yield from _baseline(plot)
    for role, line in zip(OTHER_ROLES, plot.spec.others, strict=False):
        yield from lines(role, plot.scale, segments(line.points, step=plot.spec.step, breaks=line.breaks))
    yield from _need(plot)
    yield from lines("ln", plot.scale, plot.runs)


def lines(role: str, scale: Scale, runs: Iterable[list[Known]]) -> Iterator[Curve]:
    """A polyline for every run of two figures or more."""
    for run in runs:
        if len(run) > 1:
            yield Curve(role, tuple([(scale.x(f.at), scale.y(f.value)) for f in run]))


def _forecast(plot: Plot) -> Iterator[Curve]:
    """The likely range as an area and the forecast dotted, from the last figure when it is near."""
    stages = sorted(plot.spec.forecast, key=lambda stage: stage.at)
    if not stages:
        return
    x, y = plot.scale.x, plot.scale.y
    start = _start(plot, stages[0].at)
    mid = [*start, *((x(s.at), y(s.mid)) for s in stages)]
    high = [*start, *((x(s.at), y(s.high)) for s in stages)]
    low = [*start, *((x(s.at), y(s.low)) for s in stages)]
    if len(mid) > 1:
        yield Curve("band", (*high, *reversed(low)), is_closed=True)
        yield Curve("ln fc", tuple(mid))


def _baseline(plot: Plot) -> Iterator[Curve]:
    """What was expected earlier, for the periods since: a thin line and the edges of its range."""
    stages = sorted(plot.spec.baseline, key=lambda stage: stage.at)
    if len(stages) > 1:
        x, y = plot.scale.x, plot.scale.y
        ways = (
            ("ln base", [stage.mid for stage in stages]),
            ("ln edge", [stage.low for stage in stages]),
            ("ln edge", [stage.high for stage in stages]),
        )
        for role, values in ways:
            yield Curve(role, tuple((x(s.at), y(v)) for s, v in zip(stages, values, strict=True)))


def _start(plot: Plot, at: float) -> list[Place]:
    """The last figure, when the forecast begins in the period that follows it."""
    step = plot.spec.step if plot.spec.step is not None else step_of(plot.spec.points)
    is_near = plot.last is not None and plot.last.at < at <= plot.last.at + step * LEEWAY
    return [plot.place(plot.last)] if plot.last and is_near else []


def _need(plot: Plot) -> Iterator[Curve]:
    """The pace needed: straight from the last figure to a target that still lies ahead."""
    target, last = plot.spec.target, plot.last
    is_exact = last is not None and last.mark is not Reliance.CODED
    if last and is_exact and target and target.at is not None and target.at > last.at:
        yield Curve("ln need", (plot.place(last), (plot.scale.x(target.at), plot.scale.y(target.value))))


def _dots(plot: Plot) -> Iterator[Mark]:
    """A mark for every figure; on narrow screens a crowd of plain ones leaves the line alone."""
    lone = {run[0].at for run in plot.runs if len(run) == 1}
    is_crowded = len(plot.shown) > CROWDED
    for figure in plot.shown:
        is_last = figure is plot.last
        is_plain = figure.mark is Reliance.PLAIN and figure.at not in lone and not is_last
        tip = f"{figure.label}: {sentence.said(figure, plot.spec.style)}"
        mark = dot(figure, plot.place(figure), LAST_DOT if is_last else DOT, tip)
        yield mark._replace(role=f"wide-only {mark.role}") if is_crowded and is_plain else mark


def dot(figure: Known, place: Place, radius: float, tip: str = "") -> Dot | Square:
    """Full, dashed ring (provisional), ring (estimated) or hollow square (coded)."""
    if figure.mark is Reliance.CODED:
        return Square("pt was", *place, radius * 1.8, tip)
    role = {Reliance.PROVISIONAL: "pt soft", Reliance.ESTIMATED: "pt was"}.get(figure.mark, "pt")
    return Dot(role, *place, radius, tip)


def _target(plot: Plot, target: Target) -> Iterator[Mark]:
    """A square at the date promised, and a dashed line from there to the edge."""
    y = plot.scale.y(target.value)
    x = 0.0 if target.at is None else plot.scale.x(target.at)
    if x < 100:
        yield Rule("tgt", x, y, 100, y)
    if target.at is not None:
        yield Square("tgt-f", x, y, SQUARE)
