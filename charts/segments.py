"""Which points may be joined. A missing period is a gap and is never bridged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from charts.spec import Point

LEEWAY = 1.5
"""Neighbours may be this many steps apart: school years do not start on the same day."""


def step_of(points: Sequence[Point]) -> float:
    """The smallest distance between two periods listed, with or without a figure."""
    places = sorted({point.at for point in points})
    return min((b - a for a, b in pairwise(places)), default=1.0)


def segments(
    points: Sequence[Point], *, step: float | None = None, breaks: Sequence[float] = ()
) -> list[list[Point]]:
    """Runs of neighbouring figures in order of time, cut at gaps and at incomparable breaks.

    A break at the place of a period starts the new run with that period.
    """
    reach = (step if step is not None else step_of(points)) * LEEWAY
    runs: list[list[Point]] = []
    for point in sorted(points, key=lambda p: p.at):
        if point.value is None:
            runs.append([])
        elif not (runs and runs[-1] and _joins(runs[-1][-1], point, reach, breaks)):
            runs.append([point])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _joins(a: Point, b: Point, reach: float, breaks: Sequence[float]) -> bool:
    """Whether two figures are neighbours and no break lies between them."""
    return b.at - a.at <= reach and not any(a.at < place <= b.at for place in breaks)
