"""How sure a figure is, and straight lines through figures.

Counts and published figures are Decimals and exact; everything here estimates, so it works in floats and
gives floats: 15 digits of an estimate are more than it deserves. Nothing here is ever stored as a figure.
Sources: Wilson 1927 (proportions); Byar's approximation to the exact Poisson limits, as recommended for
counts in public health (Breslow and Day, Statistical Methods in Cancer Research II, 1987, section 2.3); Theil
1950 and Sen 1968; ordinary least squares with the prediction band of a new point. Tests compare with scipy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist, fmean, median

from measurement.rules.units import Unit, UnitKind

LEVEL = 0.95
Number = float | Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """A likely range, both ends included."""

    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Do they share a value? Then the difference between their figures may be chance."""
        return self.low <= other.high and other.low <= self.high


def z_of(level: float = LEVEL) -> float:
    """The two-sided normal quantile: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(events: Number, people: Number, level: float = LEVEL) -> Interval:
    """The score interval of a proportion, as a part of 1. Sensible for 0, for all, and for few people."""
    n, p, z = float(people), float(events) / float(people), z_of(level)
    middle = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    return Interval(max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale))


def byar(events: Number, level: float = LEVEL) -> Interval:
    """The interval of a count of rare events, such as deaths; 0 has the exact upper limit."""
    x, z = float(events), z_of(level)
    if x == 0:
        return Interval(0.0, -log((1 - level) / 2))
    low = x * (1 - 1 / (9 * x) - z / (3 * sqrt(x))) ** 3
    high = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * sqrt(x + 1))) ** 3
    return Interval(max(0.0, low), high)


def interval_of(
    unit: Unit, numerator: Decimal | None, denominator: Decimal | None, level: float = LEVEL
) -> Interval | None:
    """The interval of a figure in its own unit: Wilson for percents, Byar for rates and counts."""
    if numerator is None or numerator < 0:
        return None
    if unit.kind is UnitKind.COUNT:
        return byar(numerator, level)
    if not denominator or denominator < 0 or (unit.is_share and numerator > denominator):
        return None
    if unit.kind is UnitKind.PERCENT:
        found, scale = wilson(numerator, denominator, level), float(unit.multiplier)
    elif unit.kind is UnitKind.RATE:
        found, scale = byar(numerator, level), unit.multiplier / float(denominator)
    else:
        return None
    return Interval(found.low * scale, found.high * scale)


@dataclass(frozen=True, slots=True)
class Fit:
    """A straight line through points, by least squares, and what is needed to say how sure it is."""

    slope: float
    intercept: float
    error: float
    points: int
    mean_x: float
    spread_x: float

    def at(self, x: float) -> float:
        """The line's value."""
        return self.intercept + self.slope * x

    def band(self, x: float, level: float = LEVEL) -> Interval:
        """Where a new point at x is to be expected; endless with two points."""
        if self.points < 3:
            return Interval(-inf, inf)
        distance = (x - self.mean_x) ** 2 / self.spread_x
        half = (
            t_quantile((1 + level) / 2, self.points - 2) * self.error * sqrt(1 + 1 / self.points + distance)
        )
        return Interval(self.at(x) - half, self.at(x) + half)


def least_squares(xs: Sequence[float], ys: Sequence[Number]) -> Fit:
    """The ordinary least-squares line. At least two different xs, else ValueError."""
    values, mean_x = [float(y) for y in ys], fmean(xs)
    mean_y, spread = fmean(values), sum((x - mean_x) ** 2 for x in xs)
    if len(xs) != len(values) or not spread:
        raise ValueError("a line needs at least two different places")
    slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, values, strict=True)) / spread
    intercept = mean_y - slope * mean_x
    left = sum((y - intercept - slope * x) ** 2 for x, y in zip(xs, values, strict=True))
    error = sqrt(left / (len(xs) - 2)) if len(xs) > 2 else 0.0
    return Fit(slope, intercept, error, len(xs), mean_x, spread)


def theil_sen(xs: Sequence[float], ys: Sequence[Number]) -> float:
    """The median of the slopes between all points: one odd year does not move it. ValueError as above."""
    points = list(zip(xs, map(float, ys), strict=True))
    slopes = [(y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2) if x1 != x2]
    if not slopes:
        raise ValueError("a line needs at least two different places")
    return median(slopes)


def t_quantile(probability: float, freedom: int) -> float:
    """Student's t: the value below which this part of the distribution lies. Exact to about 1e-12."""
    if not 0 < probability < 1 or freedom < 1:
        raise ValueError("a probability between 0 and 1, and at least one degree of freedom")
    if probability < 0.5:
        return -t_quantile(1 - probability, freedom)
    low, high = 0.0, 1.0
    while _t_below(high, freedom) < probability:
        low, high = high, high * 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _t_below(middle, freedom) < probability else (low, middle)
    return high


def _t_below(t: float, freedom: int) -> float:
    return 1 - _beta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2


def _beta(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (Lentz)."""
    if x in (0.0, 1.0):
        return x
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d, m, change = 1.0, 1 / _away_from_zero(1 - (a + b) * x / (a + 1)), 0, 0.0
    result = d
    while abs(change - 1) > 1e-15:
        m += 1
        for term in _terms(m, x, a, b):
            d = 1 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            change = c * d
            result *= change
    return result


def _terms(m: int, x: float, a: float, b: float) -> tuple[float, float]:
    even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    return even, odd


def _away_from_zero(value: float) -> float:
    return value if abs(value) > 1e-300 else 1e-300
