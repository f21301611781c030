"""A trend with its scale: what the lines and the words of the picture both stand on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from charts.scale import Axis, Scale, axis, span
from charts.segments import segments
from charts.spec import Point, Trend


class Plot(NamedTuple):
    """A trend with its scale, and the runs of points that may be joined."""

    spec: Trend
    axis: Axis
    scale: Scale
    runs: list[list[Point]]

    @property
    def shown(self) -> list[Point]:
        """Every point with a figure, in order of time."""
        return [point for run in self.runs for point in run]

    @property
    def last_x(self) -> float:
        """Where the last figure stands, in percent."""
        return self.scale.x(self.runs[-1][-1].at)

    @property
    def last_y(self) -> float:
        """How high the last figure stands, in pixels from the top."""
        value = self.runs[-1][-1].value
        return self.scale.y(value) if value is not None else self.scale.height

    @property
    def period_names(self) -> dict[float, str]:
        """What the moments along the axis are called, in order of time."""
        spec = self.spec
        names = {stage.at: stage.label for stage in spec.forecast if stage.label}
        if spec.target and spec.target.at is not None and spec.target.label:
            names[spec.target.at] = spec.target.label
        names |= {point.at: point.label for point in spec.points}
        return dict(sorted(names.items()))

    @property
    def key_places(self) -> list[float]:
        """The moments whose names matter most: last figure, first period, target, end."""
        names = list(self.period_names)
        last = [self.runs[-1][-1].at] if self.runs else []
        target = self.spec.target
        promised = [target.at] if target and target.at is not None else []
        return [*last, *names[:1], *promised, *names[-1:]]


def plotted(spec: Trend, height: float) -> Plot:
    """The scale that holds every figure of the trend."""
    marks = axis(*span(_figures(spec), floor=spec.floor, ceiling=spec.ceiling))
    places = list(_places(spec)) or [0.0]
    scale = Scale(min(places), max(places), float(marks.low), float(marks.high), height)
    breaks = [note.at for note in spec.notes if note.is_incomparable]
    return Plot(spec, marks, scale, segments(spec.points, step=spec.step, breaks=breaks))


def _figures(spec: Trend) -> Iterator[Decimal]:
    """Every figure that must fit: points, intervals, other lines, target and forecast."""
    for point in _points(spec):
        if point.value is not None:
            yield point.value
            yield from (v for v in (point.low, point.high) if v is not None)
    for stage in spec.forecast:
        yield from (stage.low, stage.mid, stage.high)
    if spec.target:
        yield spec.target.value


def _places(spec: Trend) -> Iterator[float]:
    """Every moment that must fit, missing periods included."""
    yield from (point.at for point in _points(spec))
    yield from (stage.at for stage in spec.forecast)
    if spec.target and spec.target.at is not None:
        yield spec.target.at


def _points(spec: Trend) -> Iterator[Point]:
    """The points of every line."""
    yield from spec.points
    for line in spec.others:
        yield from line.points
