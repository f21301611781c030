"""What an indicator is measured in, and which way is better."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class UnitKind(StrEnum):
    """How a figure comes about; decides which comparisons make sense."""

    PERCENT = "percent"
    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    INDEX = "index"


class Direction(StrEnum):
    """Which way is better: up, down, or inside a band."""

    UP = "up"
    DOWN = "down"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its multiplier (percent 100, deaths per 1,000 births 1000) and printed decimals."""

    kind: UnitKind
    multiplier: int = 1
    decimals: int = 1

    @classmethod
    def percent(cls, decimals: int = 1) -> Unit:
        """61.0 of every 100."""
        return cls(UnitKind.PERCENT, 100, decimals)

    @classmethod
    def rate(cls, per: int, decimals: int = 1) -> Unit:
        """So many of every `per`."""
        return cls(UnitKind.RATE, per, decimals)

    @classmethod
    def count(cls) -> Unit:
        """A plain number of people or things."""
        return cls(UnitKind.COUNT, 1, 0)

    @classmethod
    def mean(cls, decimals: int = 1) -> Unit:
        """An average, such as a test score: zero means nothing."""
        return cls(UnitKind.MEAN, 1, decimals)

    @property
    def is_share(self) -> bool:
        """A part of a whole: the rest of the whole is a figure too."""
        return self.kind is UnitKind.PERCENT

    @property
    def has_events(self) -> bool:
        """Made of a counted numerator (and, for percents and rates, a denominator)."""
        return self.kind in (UnitKind.PERCENT, UnitKind.RATE, UnitKind.COUNT)

    @property
    def has_ratio(self) -> bool:
        """Twice as much means something: there is a natural zero."""
        return self.kind in (UnitKind.PERCENT, UnitKind.RATE, UnitKind.COUNT)

    @property
    def floor(self) -> Decimal | None:
        """The least possible value, if there is one."""
        return Decimal(0) if self.has_events else None

    @property
    def ceiling(self) -> Decimal | None:
        """The greatest possible value, if there is one."""
        return Decimal(100) if self.is_share else None

    def value_of(self, numerator: Decimal, denominator: Decimal) -> Decimal | None:
        """The figure recomputed from its counts, to ten decimals; None for nobody."""
        return round(numerator * self.multiplier / denominator, 10) if denominator else None
