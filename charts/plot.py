"""A trend with its scale: what the lines and the words of the picture both stand on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from charts.scale import Axis, Scale, axis, span
from charts.segments import Known, segments
from charts.spec import Point, Trend


@dataclass(frozen=True, slots=True)
class Plot:
    """A trend, its scale, the runs of figures that may be joined, and all figures in order of time."""

    spec: Trend
    axis: Axis
    scale: Scale
    runs: list[list[Known]]
    shown: list[Known]
    forecast_x: float | None
    periods: dict[float, str]

    @property
    def last(self) -> Known | None:
        """The newest figure."""
        return self.shown[-1] if self.shown else None

    def place(self, figure: Known) -> tuple[float, float]:
        """Where a figure stands."""
        return self.scale.x(figure.at), self.scale.y(figure.value)


def plotted(spec: Trend, height: float) -> Plot:
    """The scale that holds every figure of the trend."""
    marks = axis(*span(_figures(spec), floor=spec.floor, ceiling=spec.ceiling), decimals=spec.style.decimals)
    places = list(_places(spec)) or [0.0]
    scale = Scale(min(places), max(places), float(marks.low), float(marks.high), height)
    breaks = [note.at for note in spec.notes if note.is_incomparable]
    runs = segments(spec.points, step=spec.step, breaks=breaks)
    forecast_x = scale.x(max(s.at for s in spec.forecast)) if spec.forecast else None
    return Plot(spec, marks, scale, runs, [f for run in runs for f in run], forecast_x, _periods(spec))


def _figures(spec: Trend) -> Iterator[Decimal]:
    """Every figure that must fit: points, intervals, other lines, target and forecast."""
    for point in _points(spec):
        if point.value is not None:
            yield from (v for v in (point.value, point.low, point.high) if v is not None)
    for stage in (*spec.forecast, *spec.baseline):
        yield from (stage.low, stage.mid, stage.high)
    if spec.target:
        yield spec.target.value


def _places(spec: Trend) -> Iterator[float]:
    """Every moment that must fit, missing periods included."""
    yield from (point.at for point in _points(spec))
    yield from (stage.at for stage in (*spec.forecast, *spec.baseline))
    if spec.target and spec.target.at is not None:
        yield spec.target.at


def _points(spec: Trend) -> Iterator[Point]:
    """The points of every line."""
    yield from spec.points
    for line in spec.others:
        yield from line.points


def _periods(spec: Trend) -> dict[float, str]:
    """What the moments along the axis are called, in order of time."""
    names = {stage.at: stage.label for stage in (*spec.baseline, *spec.forecast) if stage.label}
    if spec.target and spec.target.at is not None and spec.target.label:
        names[spec.target.at] = spec.target.label
    names |= {point.at: point.label for point in spec.points}
    return dict(sorted(names.items()))
