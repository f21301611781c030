"""A spark line: the course of an indicator in the space of a word."""

from __future__ import annotations

from collections.abc import Iterator

from charts import sentence
from charts.marks import Drawing, Margins, Mark, Rule
from charts.scale import Scale, span
from charts.segments import Known, segments
from charts.spec import Spark
from charts.trend import dot, lines
from charts.words import Words

FEWEST = 3
"""A line of fewer figures is dotted: too early to tell."""
NEWEST, LONE = 5.0, 4.0


def draw(spec: Spark, words: Words, height: float) -> Drawing:
    """The course with its newest figure as a dot, the target as a dashed line."""
    runs = segments(spec.points, step=spec.step, breaks=spec.breaks)
    figures = [figure.value for run in runs for figure in run]
    low, high = span([*figures, *([] if spec.target is None else [spec.target])])
    places = [point.at for point in spec.points] or [0.0]
    scale = Scale(min(places), max(places), float(low), float(high), height)
    target = () if spec.target is None else (Rule("tgt", 0, y := scale.y(spec.target), 100, y),)
    return Drawing(
        alt=spec.alt or sentence.spark(spec, words),
        height=height,
        under=target,
        curves=tuple(lines("ln" if len(figures) >= FEWEST else "ln fc", scale, runs)),
        over=tuple(end_dots(runs, scale)),
        margins=Margins(NEWEST, NEWEST + 1, NEWEST, 3),
        kind="plot spark",
    )


def end_dots(runs: list[list[Known]], scale: Scale) -> Iterator[Mark]:
    """A dot for the newest figure, a small one for every figure that no line reaches."""
    for run in runs:
        figure, is_newest = run[-1], run is runs[-1]
        if is_newest or len(run) == 1:
            place = scale.x(figure.at), scale.y(figure.value)
            yield dot(figure, place, NEWEST if is_newest else LONE)
