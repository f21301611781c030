"""From figures to places: round ticks, spans that fit every figure, and the scale itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import count
from typing import NamedTuple

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5))
AIR = Decimal("0.1")
"""Share of the span left free above and below the figures."""


class Axis(NamedTuple):
    """Round ticks from bottom to top; the first and last are the ends of the scale."""

    ticks: tuple[Decimal, ...]
    decimals: int

    @property
    def low(self) -> Decimal:
        """The bottom of the scale."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """The top of the scale."""
        return self.ticks[-1]


class Scale(NamedTuple):
    """Where a moment (x, percent of the width) and a figure (y, pixels from the top) stand."""

    x0: float
    x1: float
    y0: float
    y1: float
    height: float

    def x(self, at: float) -> float:
        """Percent of the width; a single moment stands in the middle."""
        return 100 * (at - self.x0) / (self.x1 - self.x0) if self.x1 > self.x0 else 50.0

    def y(self, value: Decimal) -> float:
        """Pixels from the top."""
        return self.height * (1 - (float(value) - self.y0) / (self.y1 - self.y0))


def span(
    values: Iterable[Decimal], *, floor: Decimal | None = None, ceiling: Decimal | None = None
) -> tuple[Decimal, Decimal]:
    """A low and a high around the figures with some air, never empty, kept inside the bounds."""
    found = list(values) or [floor if floor is not None else Decimal(0)]
    low, high = min(found), max(found)
    air = (high - low) * AIR or abs(high) * AIR or Decimal(1)
    lowest = low - air if floor is None else min(low, max(floor, low - air))
    highest = high + air if ceiling is None else max(high, min(ceiling, high + air))
    return (lowest, highest) if lowest < highest else (lowest, lowest + air)


def _step(distance: Decimal, parts: int, decimals: int | None) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 × a power of ten that covers the distance in so many parts."""
    rough = distance / parts
    power = rough.adjusted()
    steps = (m.scaleb(p) for p in count(power) for m in STEPS)
    return next(s for s in steps if s >= rough and (decimals is None or _decimals(s) <= decimals))


def _decimals(step: Decimal) -> int:
    """How many decimals it takes to write a step exactly."""
    exponent = step.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def axis(low: Decimal, high: Decimal, *, parts: int = 4, decimals: int | None = None) -> Axis:
    """Round ticks that enclose low and high (low < high), in about so many parts, no finer than asked."""
    step = _step(high - low, parts, decimals)
    first, last = (low / step).__floor__(), (high / step).__ceil__()
    return Axis(tuple(step * i for i in range(first, max(last, first + 1) + 1)), _decimals(step))
