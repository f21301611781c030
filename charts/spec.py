"""What a picture shows, without saying how: frozen dataclasses, no colours, no sentences."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from charts.numbers import NumberStyle

MOST_LINES = 4
"""More lines than this cannot be told apart, so a picture refuses them."""


class Mark(StrEnum):
    """How far one figure can be leaned on; each mark has its own shape."""

    PLAIN = "plain"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    CODED = "coded"
    """Top- or bottom-coded: "95 or more"."""


def _refuse_infinite(*values: Decimal | None) -> None:
    """Raise ValueError for NaN and infinity, which no picture can place."""
    if any(value is not None and not value.is_finite() for value in values):
        raise ValueError("A figure on a picture must be a finite number.")


@dataclass(frozen=True, slots=True)
class Point:
    """One period of one line; `at` is its place in time in years, `value` None is a gap."""

    at: float
    label: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    mark: Mark = Mark.PLAIN

    def __post_init__(self) -> None:
        _refuse_infinite(self.value, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Target:
    """The figure promised, and when; without `at` it holds for every period."""

    value: Decimal
    at: float | None = None
    label: str = ""

    def __post_init__(self) -> None:
        _refuse_infinite(self.value)


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the line goes at today's pace, with its likely range."""

    at: float
    mid: Decimal
    low: Decimal
    high: Decimal
    label: str = ""

    def __post_init__(self) -> None:
        _refuse_infinite(self.mid, self.low, self.high)


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened, or a series break; an incomparable break also splits the line."""

    at: float
    text: str
    is_incomparable: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Another line to compare with: a benchmark, the whole, a goal of somebody else."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """The history of one indicator.

    `step` is the distance in years between neighbouring periods (default: the smallest one found); points
    further apart are never joined. `floor` and `ceiling` bound the axis, 0 and 100 for a percentage.
    `unit` is written above the axis. `alt` replaces the sentence made from the parts.
    """

    name: str
    points: tuple[Point, ...]
    style: NumberStyle = field(default_factory=NumberStyle)
    unit: str = ""
    target: Target | None = None
    forecast: tuple[Forecast, ...] = ()
    notes: tuple[Note, ...] = ()
    others: tuple[Line, ...] = ()
    step: float | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    alt: str = ""

    def __post_init__(self) -> None:
        if 1 + len(self.others) > MOST_LINES:
            raise ValueError(f"A picture shows at most {MOST_LINES} lines.")
