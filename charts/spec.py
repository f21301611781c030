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
    """One period of one line; `at` is its place in time in years, `value` None is a gap.

    A bound (`Mark.CODED`) stands in `low` or in `high` too; `is_strict` where the figure is not the bound itself.
    """

    at: float
    label: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    mark: Mark = Mark.PLAIN
    is_strict: bool = False

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
    """Another line to compare with: a benchmark, a group, a goal of somebody else; cut at its own incomparable `breaks`."""

    name: str
    points: tuple[Point, ...]
    breaks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """The history of one indicator.

    `step` is the distance in years between neighbouring periods (default: the smallest one found); points
    further apart are never joined. `floor` and `ceiling` bound the axis, 0 and 100 for a percentage.
    `baseline` is a forecast that was frozen earlier. `unit` is written above the axis. `alt` replaces the sentence made from the parts. `style_ahead` writes the
    forecast, where the style of the figures would round it to its target.
    """

    name: str
    points: tuple[Point, ...]
    style: NumberStyle = field(default_factory=NumberStyle)
    unit: str = ""
    target: Target | None = None
    forecast: tuple[Forecast, ...] = ()
    baseline: tuple[Forecast, ...] = ()
    notes: tuple[Note, ...] = ()
    others: tuple[Line, ...] = ()
    step: float | None = None
    floor: Decimal | None = None
    ceiling: Decimal | None = None
    alt: str = ""
    style_ahead: NumberStyle | None = None

    @property
    def ahead(self) -> NumberStyle:
        """How the forecast is written."""
        return self.style_ahead or self.style

    def __post_init__(self) -> None:
        if 1 + len(self.others) > MOST_LINES:
            raise ValueError(f"A picture shows at most {MOST_LINES} lines.")


@dataclass(frozen=True, slots=True)
class Spark:
    """The course of one indicator in the space of a word, with the target as a dashed line."""

    name: str
    points: tuple[Point, ...]
    style: NumberStyle = field(default_factory=NumberStyle)
    target: Decimal | None = None
    step: float | None = None
    breaks: tuple[float, ...] = ()
    alt: str = ""

    def __post_init__(self) -> None:
        _refuse_infinite(self.target)


@dataclass(frozen=True, slots=True)
class Extent:
    """The scale small pictures share, so that they can be compared with each other."""

    start: float
    end: float
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Mini:
    """One group beside the whole, in a row of small pictures with one extent."""

    name: str
    points: tuple[Point, ...]
    whole: tuple[Point, ...]
    style: NumberStyle = field(default_factory=NumberStyle)
    step: float | None = None
    breaks: tuple[float, ...] = ()
    alt: str = ""


@dataclass(frozen=True, slots=True)
class GapRow:
    """Where one group was and is, against the whole; the alternative text is the caller's sentence.

    `sign` is ≤, ≥, < or > where only a bound is known; a bound has no way from then to now.
    """

    now: Decimal
    alt: str
    was: Decimal | None = None
    whole: Decimal | None = None
    style: NumberStyle = field(default_factory=NumberStyle)
    sign: str = ""

    def __post_init__(self) -> None:
        _refuse_infinite(self.now, self.was, self.whole)


class Tone(StrEnum):
    """What a bar means beside its length: nothing, chosen, or too much."""

    PLAIN = "tf"
    CHOSEN = "tf lead"
    FULL = "tf full"


@dataclass(frozen=True, slots=True)
class BarRow:
    """A share of `most` as a bar from zero, with an upright line where a rule asks for so much."""

    value: Decimal
    most: Decimal
    alt: str
    needed: Decimal | None = None
    tone: Tone = Tone.PLAIN

    def __post_init__(self) -> None:
        _refuse_infinite(self.value, self.most, self.needed)
        if self.value < 0 or self.most <= 0:
            raise ValueError(
                "A bar starts at zero: the value may not be negative, the whole must be positive."
            )


@dataclass(frozen=True, slots=True)
class Hundred:
    """So many of every hundred people, before, now and by the target (each 0 to 100)."""

    now: Decimal
    alt: str
    before: Decimal | None = None
    target: Decimal | None = None
    is_less_better: bool = False

    def __post_init__(self) -> None:
        figures = [figure for figure in (self.now, self.before, self.target) if figure is not None]
        if not all(figure.is_finite() and 0 <= figure <= 100 for figure in figures):
            raise ValueError("Of a hundred people, a figure counts 0 to 100.")
