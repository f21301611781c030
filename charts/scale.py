"""From figures to places: round ticks, spans that fit every figure, and the scale itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor, log10
from typing import NamedTuple

STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
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


def _step(distance: Decimal, parts: int, least: Decimal) -> Decimal:
    """The smallest of 1, 2, 2.5, 5 × a power of ten that covers the distance in so many parts."""
    rough = distance / parts
    power = floor(log10(rough)) if 1e-300 < rough < 1e300 else rough.adjusted()
    step = next(s for m in STEPS if (s := m.scaleb(power)) >= rough or m == STEPS[-1])
    return max(step, least)


def axis(low: Decimal, high: Decimal, *, parts: int = 4, least: Decimal = Decimal(0)) -> Axis:
    """Round ticks that enclose low and high (low < high), in about so many parts, none under the least."""
    step = _step(high - low, parts, least)
    first, last = (low / step).__floor__(), (high / step).__ceil__()
    exponent = step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return Axis(tuple(step * i for i in range(first, max(last, first + 1) + 1)), decimals)


def common_span(groups: Iterable[Sequence[Decimal]]) -> tuple[Decimal, Decimal]:
    """One span for all groups, so that small pictures can be compared with each other."""
    return span([value for group in groups for value in group])
