"""What to expect if nothing changes: a line and the range in which the next figures should fall.

*Linear*: the least-squares line through the latest `WINDOW` comparable figures with its 95 % prediction band.
*Flat*: their mean with the band of a new figure. *Damped*: the linear one, whose change grows less by a fifth with every
period ahead (`DAMPING`; Gardner and McKenzie 1985), for pace seldom lasts. *Judgement*: what the table expects at
the end, drawn straight from the latest figure. All are clipped to what the unit allows, and reach `FURTHEST` periods.

Refused with fewer than `FEWEST` comparable figures, so also across an incomparable break. The line of today's pace is
refused as well where the direction is not clear, or where the line would go against the direction word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import sqrt
from statistics import fmean, stdev

from measurement.rules.intervals import LEVEL, Interval, least_squares, t_quantile
from measurement.rules.periods import Period, next_period
from measurement.rules.series import Goal, Stretch
from measurement.rules.trend import TrendReading, TrendWord, clipped
from measurement.rules.units import Unit

WINDOW = 7
FEWEST = 4
FURTHEST = 10
DAMPING = 0.8


class Method(StrEnum):
    """How the line is drawn."""

    LINEAR = "linear"
    FLAT = "flat"
    DAMPED = "damped"
    JUDGEMENT = "judgement"


DRAWN = (Method.LINEAR, Method.FLAT, Method.DAMPED)


class NoForecast(StrEnum):
    """Why there is no line."""

    FEW_POINTS = "few_points"
    FEW_POINTS_SINCE_BREAK = "few_points_since_break"
    NO_CLEAR_PACE = "no_clear_pace"


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

    def at(self, period: Period) -> Expectation | None:
        """What is expected of one period, if the line reaches it."""
        span = period.start, period.end
        return next((one for one in self.expected if (one.period.start, one.period.end) == span), None)


def read_forecast(
    stretch: Stretch, unit: Unit, method: Method = Method.LINEAR, ahead: int = 3, step: int = 1
) -> Forecast:
    """Look `ahead` periods beyond the latest figure (at most ten). A judgement is no line: see `judged`."""
    if len(stretch.points) < FEWEST:
        reason = NoForecast.FEW_POINTS_SINCE_BREAK if stretch.since_break else NoForecast.FEW_POINTS
        return Forecast(method, reason=reason)
    line, pace = _LINES[method](stretch)
    expected = []
    for period in coming(stretch.points[-1].period, ahead, step):
        mid, band = line(period.position)
        ends = (clipped(value, unit) for value in (mid, band.low, band.high))
        expected.append(Expectation(period, *ends))
    window = tuple(point.period for point in stretch.points[-WINDOW:])
    return Forecast(method, tuple(expected), pace, None, window)


def todays_pace(
    stretch: Stretch, trend: TrendReading, unit: Unit, goal: Goal, ahead: int = 3, step: int = 1
) -> Forecast:
    """The line along today's pace, where there is one: never against the direction word beside it."""
    found = read_forecast(stretch, unit, Method.LINEAR, ahead, step)
    if found.pace is None:
        return found
    now = stretch.values[-1]
    gain = goal.goodness(now + Decimal(str(found.pace))).compare(goal.goodness(now))
    if trend.is_clear and gain == (1 if trend.word is TrendWord.BETTER else -1):
        return found
    return Forecast(Method.LINEAR, reason=NoForecast.NO_CLEAR_PACE)


def judged(stretch: Stretch, unit: Unit, end: Interval, mid: float, ahead: int, step: int = 1) -> Forecast:
    """What people expect `ahead` periods on, and between which figures: straight from the latest figure to there.

    Raises ValueError where `mid` lies outside its range, or without a figure to start from.
    """
    if not stretch.points or not end.low <= mid <= end.high:
        raise ValueError("a judgement needs a figure to start from, and a middle inside its range")
    periods = coming(stretch.points[-1].period, ahead, step)
    now, count = float(stretch.values[-1]), len(periods)
    expected = []
    for place, period in enumerate(periods, start=1):
        ways = (now + (there - now) * place / count for there in (mid, end.low, end.high))
        expected.append(Expectation(period, *(clipped(value, unit) for value in ways)))
    years = periods[-1].position - stretch.points[-1].period.position if periods else 0.0
    pace = (mid - now) / years if years else None
    return Forecast(Method.JUDGEMENT, tuple(expected), pace, None, (stretch.points[-1].period,))


def coming(latest: Period, ahead: int, step: int = 1) -> list[Period]:
    """The periods after the latest one, at most `FURTHEST`."""
    periods: list[Period] = []
    for _ in range(min(ahead, FURTHEST)):
        periods.append(next_period(periods[-1] if periods else latest, step))
    return periods


Line = Callable[[float], tuple[float, Interval]]


def _linear(stretch: Stretch) -> tuple[Line, float]:
    fit = least_squares(stretch.positions[-WINDOW:], stretch.values[-WINDOW:])
    return lambda x: (fit.at(x), fit.band(x)), fit.slope


def _damped(stretch: Stretch) -> tuple[Line, float]:
    """The line from its own value now; a period a year is damped once a year, a month once a month."""
    fit = least_squares(stretch.positions[-WINDOW:], stretch.values[-WINDOW:])
    last = stretch.points[-1].period
    stride = next_period(last).position - last.position

    def line(x: float) -> tuple[float, Interval]:
        periods = round((x - last.position) / stride)
        gained = fit.slope * stride * sum(DAMPING**k for k in range(1, periods + 1))
        mid, band = fit.at(last.position) + gained, fit.band(x)
        shift = mid - fit.at(x)
        return mid, Interval(band.low + shift, band.high + shift)

    return line, fit.slope * DAMPING


def _flat(stretch: Stretch) -> tuple[Line, float]:
    values = [float(value) for value in stretch.values[-WINDOW:]]
    mean, count = fmean(values), len(values)
    half = t_quantile((1 + LEVEL) / 2, count - 1) * stdev(values) * sqrt(1 + 1 / count)
    return lambda _: (mean, Interval(mean - half, mean + half)), 0.0


_LINES: dict[Method, Callable[[Stretch], tuple[Line, float]]] = {
    Method.LINEAR: _linear,
    Method.FLAT: _flat,
    Method.DAMPED: _damped,
}
