"""What a person decided about a file: how its columns are read, and what was put right. Kept as JSON with the Import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

from measurement.imports.grid import Grid
from measurement.rules.columns import ColumnPlan, Role, assign, choose, plan_columns
from measurement.rules.rows import Context, KnownCategory, KnownDimension
from measurement.rules.values import NumberStyle

_ROLES = frozenset(role.value for role in Role)
SAMPLE = 2_000  # rows from which the meaning of columns is guessed


@dataclass(frozen=True, slots=True)
class Decisions:
    """How columns are read where the person changed what was matched: header → role, header → the value to keep.

    `sheet` is the one that was chosen in a workbook, `lone_year` the school year that a year such as 2019 means.
    """

    roles: dict[str, str] = field(default_factory=dict)
    keep: dict[str, str] = field(default_factory=dict)
    style: str = NumberStyle.POINT.value
    sheet: str = ""
    lone_year: str = ""

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read decisions from an Import's plan."""
        return cls(**{name: stored[name] for name in cls.__slots__ if name in stored})

    def as_json(self) -> dict[str, Any]:
        """Return them as an Import's plan keeps them."""
        return asdict(self)

    def plan(self, grid: Grid, context: Context) -> ColumnPlan:
        """Return how a table is read: matched by name first, then as decided."""
        sample = grid.rows[:SAMPLE]
        plan = plan_columns(
            grid.headers, sample, dimensions=context.dimension_names, groups=context.group_names
        )
        roles = {header: Role(role) for header, role in self.roles.items() if role in _ROLES}
        plan = assign(plan, roles, sample) if roles else plan
        return choose(plan, **self.keep) if self.keep else plan


@dataclass(frozen=True, slots=True)
class Corrections:
    """What was put right by hand. Cells are "row:column", rows counted as in the file, the header being row 1.

    `texts` mend all equal cells of a column at once; `groups` and `dimensions` say which known one a name means
    (by id); `totals` are names of the whole; `left_out` are rows that are not taken.
    """

    cells: dict[str, str] = field(default_factory=dict)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    dimensions: dict[str, int] = field(default_factory=dict)
    totals: list[str] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """Read corrections from an Import."""
        return cls(**{name: stored[name] for name in cls.__slots__ if name in stored})

    def as_json(self) -> dict[str, Any]:
        """Return them as an Import keeps them."""
        return asdict(self)

    def applied(self, rows: Sequence[list[str]]) -> Iterable[list[str]]:
        """Return the rows as corrected; a row that is left out becomes a blank one, so that numbers stay."""
        return self._applied(rows) if self.cells or self.texts or self.left_out else rows

    def _applied(self, rows: Sequence[list[str]]) -> Iterator[list[str]]:
        skipped, texts = set(self.left_out), {int(column): found for column, found in self.texts.items()}
        for number, cells in enumerate(rows, 2):
            if number in skipped:
                yield []
                continue
            yield [
                self.cells.get(f"{number}:{at}", texts.get(at, {}).get(cell, cell))
                for at, cell in enumerate(cells)
            ]

    def known(self, context: Context) -> Context:
        """Return the context with the names that this file uses."""
        if not (self.groups or self.dimensions or self.totals):
            return context
        dimensions = tuple(self._named(dimension) for dimension in context.dimensions)
        return replace(context, dimensions=dimensions, total_names=(*context.total_names, *self.totals))

    def _named(self, dimension: KnownDimension) -> KnownDimension:
        names = tuple(name for name, key in self.dimensions.items() if key == dimension.key)
        categories = tuple(self._also_called(category) for category in dimension.categories)
        return replace(dimension, categories=categories, aliases=(*dimension.aliases, *names))

    def _also_called(self, category: KnownCategory) -> KnownCategory:
        names = tuple(name for name, key in self.groups.items() if key == category.key)
        return replace(category, aliases=(*category.aliases, *names)) if names else category
