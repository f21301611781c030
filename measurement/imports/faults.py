"""What stands in the way of a file, kept with its Import as JSON: one fault for each kind of error, with its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any, Self

from measurement.imports.grid import Grid
from measurement.rules.columns import fold
from measurement.rules.problems import Expected, Fix, Problem
from measurement.rules.rows import CAUTIONS, Context, ErrorGroup

MOST_FAULTS, ROWS_TOLD = 40, 4
_NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Fault:
    """Equal errors of a file. `spans` are its rows as the importer counts them, `told` the first ones as the file does.

    `raw` is the whole cell of the first row, `place` the place of its column, `guess` the known group of nearest name.
    """

    column: str
    place: int | None
    found: str
    raw: str
    code: Problem
    expected: Expected
    fix: Fix
    spans: tuple[tuple[int, int], ...]
    told: tuple[int, ...]
    guess: int | None = None

    @property
    def blocking(self) -> bool:
        """Nothing of the file may be published while such a fault remains."""
        return self.code not in CAUTIONS

    @property
    def rows(self) -> list[int]:
        """All rows that it concerns."""
        return [row for first, last in self.spans for row in range(first, last + 1)]

    @property
    def total(self) -> int:
        """How many rows it concerns."""
        return sum(last - first + 1 for first, last in self.spans)

    def as_json(self) -> dict[str, Any]:
        """Return it as an Import's report keeps it."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read it from an Import's report."""
        words = {"code": Problem(stored["code"]), "expected": Expected(stored["expected"])}
        rows = {"spans": tuple((a, b) for a, b in stored["spans"]), "told": tuple(stored["told"])}
        return cls(**{**stored, **words, **rows, "fix": Fix(stored["fix"])})


def faults_of(errors: Iterable[ErrorGroup], grid: Grid, context: Context) -> list[Fault]:
    """Return the faults of a file, those that block first; no more than a page can show."""
    names = {fold(n): c.key for d in context.dimensions for c in d.categories for n in (c.name, *c.aliases)}
    ordered = sorted(_years_together(errors), key=lambda error: not error.blocking)
    return [_fault(error, grid, names) for error in islice(ordered, MOST_FAULTS)]


def _years_together(errors: Iterable[ErrorGroup]) -> list[ErrorGroup]:
    """Put the lone years of a file together: they have one answer, which school year they mean."""
    errors = list(errors)
    years = [error for error in errors if error.code is Problem.AMBIGUOUS_PERIOD]
    if not years:
        return errors
    first, last = min(error.found for error in years), max(error.found for error in years)
    columns = {error.column for error in years}
    together = replace(
        years[0],
        column=columns.pop() if len(columns) == 1 else "",
        found=first if first == last else f"{first} … {last}",
        fix=Fix.SAY_SCHOOL_YEAR,
        rows=tuple(sorted({row for error in years for row in error.rows})),
    )
    return [together, *(error for error in errors if error.code is not Problem.AMBIGUOUS_PERIOD)]


def _fault(error: ErrorGroup, grid: Grid, names: Mapping[str, Any]) -> Fault:
    place = grid.column(error.column)
    return Fault(
        column=error.column,
        place=place,
        found=error.found,
        raw=grid.cell(error.rows[0], place),
        code=error.code,
        expected=error.expected,
        fix=error.fix,
        spans=spans_of(error.rows),
        told=tuple(grid.number(row) for row in error.rows[:ROWS_TOLD]),
        guess=_guess(error.found, names) if error.code is Problem.UNKNOWN_CATEGORY else None,
    )


def _guess(found: str, names: Mapping[str, Any]) -> int | None:
    """The known group whose name is nearest, if one is near; a person still presses the button."""
    near = get_close_matches(fold(found), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else None


def spans_of(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Return rows as spans: 2, 3, 4, 9 → (2, 4), (9, 9)."""
    spans: list[tuple[int, int]] = []
    for row in sorted(set(rows)):
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return tuple(spans)
