"""What reading a brought table gives: figures in the product's words, and errors a person can mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from measurement.rules.periods import DEFAULT_STARTS, LoneYear, Period, PeriodKind, YearStarts
from measurement.rules.problems import Expected, Fix, Problem, Unreadable
from measurement.rules.units import Unit
from measurement.rules.values import NumberStyle, ParsedValue, ValueType

CategoryKey = int | str
Categories = tuple[CategoryKey, ...]
MAX_ROWS = 100_000
TOTAL_NAMES = (
    *("all", "total", "overall", "everyone", "whole", "all people", "all students", "all children"),
    *("all groups", "all graduates", "all births", "all races", "state total", "population"),
)


@dataclass(frozen=True, slots=True)
class KnownCategory:
    """A group that the initiative knows, with the other names that files give it."""

    key: CategoryKey
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownDimension:
    """A way of splitting people that the initiative knows, with its groups."""

    key: CategoryKey
    name: str
    categories: tuple[KnownCategory, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a file is read against: the indicator's unit and rhythm, the known groups, the limits."""

    unit: Unit
    period_kind: PeriodKind | None = None
    dimensions: tuple[KnownDimension, ...] = ()
    total_names: tuple[str, ...] = ()
    style: NumberStyle = NumberStyle.POINT
    starts: YearStarts = DEFAULT_STARTS
    lone_year: LoneYear | None = None
    max_rows: int = MAX_ROWS

    @property
    def dimension_names(self) -> tuple[str, ...]:
        """Every name of every dimension, for `plan_columns`."""
        return tuple(name for d in self.dimensions for name in (d.name, *d.aliases))

    @property
    def group_names(self) -> tuple[str, ...]:
        """Every name of every group and of the whole, for `plan_columns`."""
        groups = (name for d in self.dimensions for c in d.categories for name in (c.name, *c.aliases))
        return (*groups, *self.total_names, *TOTAL_NAMES)


class RowStatus(StrEnum):
    """How settled a figure is, in its publisher's words."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    SUPERSEDED = "superseded"
    DOUBTFUL = "doubtful"


STATUS_WORDS: dict[str, RowStatus] = {
    **dict.fromkeys(("", "final", "confirmed", "approved", "hole", "suppressed", "missing"), RowStatus.FINAL),
    **dict.fromkeys(("provisional", "preliminary", "estimated", "p", "e"), RowStatus.PROVISIONAL),
    **dict.fromkeys(("revised", "corrected", "r"), RowStatus.REVISED),
    **dict.fromkeys(("superseded", "replaced", "withdrawn"), RowStatus.SUPERSEDED),
    **dict.fromkeys(("doubtful", "check", "unreliable", "secondary", "u"), RowStatus.DOUBTFUL),
}


class RowReading(NamedTuple):
    """One figure of the file, in the words of the product. `row` counts the header as row 1.

    A superseded figure is one that its own file corrects: it belongs into an earlier release, or nowhere.
    (A named tuple, not a frozen dataclass: there are a hundred thousand of them, and it is made 5 × faster.)
    """

    row: int
    column: str
    period: Period
    categories: Categories
    value: ParsedValue
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    status: RowStatus = RowStatus.FINAL
    note: str = ""
    source: str = ""

    @property
    def figure(self) -> tuple[ValueType, tuple[Decimal | None, ...]]:
        """What it says, whatever was written beside it."""
        value = self.value
        return value.kind, (value.value, value.low, value.high, self.numerator, self.denominator)


CAUTIONS = frozenset({Problem.RATE_DISAGREES, Problem.UNKNOWN_STATUS, Problem.TOTALS_ROW})
TOTALS_IN_TIME = frozenset(
    {"total", "totals", "grand total", "sum", "subtotal", "average", "mean", "all years", "overall", "change"}
)


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was not taken, or (a caution) what somebody should look at."""

    row: int
    column: str
    found: str
    expected: Expected
    fix: Fix
    code: Problem
    other_row: int | None = None

    @classmethod
    def of(cls, row: int, column: str, why: Unreadable, other_row: int | None = None) -> RowError:
        """A refusal, with its place in the file."""
        return cls(row, column, why.found, why.expected, why.fix, why.code, other_row)

    @property
    def blocking(self) -> bool:
        """Nothing of the file may be published while such an error remains."""
        return self.code not in CAUTIONS


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """Equal errors, mended together."""

    column: str
    found: str
    expected: Expected
    fix: Fix
    code: Problem
    rows: tuple[int, ...]

    @property
    def blocking(self) -> bool:
        """As for each of its errors."""
        return self.code not in CAUTIONS


def group_errors(errors: Iterable[RowError]) -> list[ErrorGroup]:
    """Put errors together that have the same cause and the same remedy, in order of first appearance."""
    rows: dict[tuple[str, str, Expected, Fix, Problem], list[int]] = {}
    for e in errors:
        rows.setdefault((e.column, e.found, e.expected, e.fix, e.code), []).append(e.row)
    return [ErrorGroup(*cause, rows=tuple(found)) for cause, found in rows.items()]
