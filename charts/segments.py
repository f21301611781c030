"""Which figures may be joined. A missing period is a gap and is never bridged."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from charts.spec import Mark, Point

LEEWAY = 1.5
"""Neighbours may be this many steps apart: school years do not start on the same day."""


class Known(NamedTuple):
    """A point that has a figure."""

    at: float
    label: str
    value: Decimal
    low: Decimal | None
    high: Decimal | None
    mark: Mark
    is_strict: bool = False

    @property
    def sign(self) -> str:
        """What is written before the value of a bound: ≤, ≥, < or >."""
        if self.mark is not Mark.CODED:
            return ""
        upper, lower = ("<", ">") if self.is_strict else ("≤", "≥")
        return upper if self.low is None else lower


def known(points: Sequence[Point]) -> list[Known]:
    """The points with a figure, in order of time."""
    found = [
        Known(p.at, p.label, p.value, p.low, p.high, p.mark, p.is_strict)
        for p in points
        if p.value is not None
    ]
    return sorted(found, key=lambda figure: figure.at)


def step_of(points: Sequence[Point]) -> float:
    """The smallest distance in years between two periods listed, with or without a figure."""
    places = sorted({point.at for point in points})
    return min((b - a for a, b in pairwise(places)), default=1.0)


def segments(
    points: Sequence[Point], *, step: float | None = None, breaks: Sequence[float] = ()
) -> list[list[Known]]:
    """Runs of neighbouring figures in order of time, cut at gaps and at incomparable breaks.

    A bound is a run of its own: where the true figure lies on its side is not known. A break at the place of a period starts the new run with that period.
    """
    reach = (step if step is not None else step_of(points)) * LEEWAY
    cuts = [*breaks, *(point.at for point in points if point.value is None)]
    runs: list[list[Known]] = []
    for figure in known(points):
        if runs and _joins(runs[-1][-1], figure, reach, cuts):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _joins(one: Known, other: Known, reach: float, cuts: Sequence[float]) -> bool:
    """Whether two exact figures are neighbours with no gap or break between them."""
    a, b, is_exact = one.at, other.at, Mark.CODED not in (one.mark, other.mark)
    return is_exact and b - a <= reach and not any(a < place <= b for place in cuts)
