"""What to expect if nothing changes: a line and the range in which the next figures should fall.

*Linear*: the least-squares line through the latest `WINDOW` comparable figures with its 95 % prediction band.
*Flat*: their mean with the band of a new figure. Both are clipped to what the unit allows. Refused with fewer
than `FEWEST` comparable figures, so also across an incomparable break.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import fmean, stdev

from measurement.rules.intervals import LEVEL, Interval, least_squares, t_quantile
from measurement.rules.periods import Period, next_period
from measurement.rules.series import Stretch
from measurement.rules.trend import clipped
from measurement.rules.units import Unit

WINDOW = 7
FEWEST = 4
FURTHEST = 10


class Method(StrEnum):
    """How the line is drawn."""

    LINEAR = "linear"
    FLAT = "flat"


class NoForecast(StrEnum):
    """Why there is no line."""

    FEW_POINTS = "few_points"
    FEW_POINTS_SINCE_BREAK = "few_points_since_break"


@dataclass(frozen=True, slots=True)
class Expectation:
    """The figure to expect in a coming period."""

    period: Period
    mid: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast, or the reason why there is none. `pace` is the change a year along the line."""

    method: Method
    expected: tuple[Expectation, ...] = ()
    pace: float | None = None
    reason: NoForecast | None = None
    window: tuple[Period, ...] = ()


def read_forecast(
    stretch: Stretch, unit: Unit, method: Method = Method.LINEAR, ahead: int = 3, step: int = 1
) -> Forecast:
    """Look `ahead` periods beyond the latest figure (at most ten)."""
    if len(stretch.points) < FEWEST:
        reason = NoForecast.FEW_POINTS_SINCE_BREAK if stretch.since_break else NoForecast.FEW_POINTS
        return Forecast(method, reason=reason)
    line, pace = _linear(stretch) if method is Method.LINEAR else _flat(stretch)
    period, expected = stretch.points[-1].period, []
    for _ in range(min(ahead, FURTHEST)):
        period = next_period(period, step)
        mid, band = line(period.position)
        ends = (clipped(value, unit) for value in (mid, band.low, band.high))
        expected.append(Expectation(period, *ends))
    window = tuple(point.period for point in stretch.points[-WINDOW:])
    return Forecast(method, tuple(expected), pace, None, window)


Line = Callable[[float], tuple[float, Interval]]


def _linear(stretch: Stretch) -> tuple[Line, float]:
    fit = least_squares(stretch.positions[-WINDOW:], stretch.values[-WINDOW:])
    return lambda x: (fit.at(x), fit.band(x)), fit.slope


def _flat(stretch: Stretch) -> tuple[Line, float]:
    values = [float(value) for value in stretch.values[-WINDOW:]]
    mean, count = fmean(values), len(values)
    half = t_quantile((1 + LEVEL) / 2, count - 1) * stdev(values) * sqrt(1 + 1 / count)
    return lambda _: (mean, Interval(mean - half, mean + half)), 0.0
