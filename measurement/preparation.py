"""What publishing a table would do: the changes, what may be shown afterwards, and the rows that would be written."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from measurement.disclosure import States, states_of
from measurement.figures import Published, Row, Shelf, read_shelf, rule_of, unit_of
from measurement.models import DisclosurePolicy, Indicator
from measurement.rules.changes import Change, Comparison, Table, compare
from measurement.rules.periods import Period
from measurement.rules.rounding import as_told
from measurement.rules.rows import Categories
from measurement.rules.suppression import HIDDEN
from measurement.rules.suppression import DisclosurePolicy as Rule
from measurement.rules.units import Unit


@contextmanager
def collecting_later() -> Iterator[None]:
    """Let no cycles be looked for meanwhile: among a hundred thousand figures that all stay, that takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release that could be published. `restated` are cells whose figure stays and that become hidden or shown."""

    table: Table
    shelf: Shelf
    comparison: Comparison
    states: States
    restated: list[Row]
    rule: Rule
    unit: Unit

    @property
    def is_empty(self) -> bool:
        """Nothing would change."""
        return self.comparison.is_empty and not self.restated

    def rows(self) -> list[Row]:
        """Return what would be written, in the order in which it is hashed: by time, then by cell."""
        changes = [*self.comparison.added, *self.comparison.changed]
        rows = [self._row(change) for change in changes] + self.restated
        return sorted(
            rows, key=lambda row: (row.period.start, row.period.end, row.period.kind, row.categories)
        )

    def after(self, everything: Shelf, rows: Iterable[Row] | None = None) -> Shelf:
        """Return what readers would be told, on top of everything that counts now; `rows` saves making them."""
        live = {period: dict(cells) for period, cells in everything.live.items()}
        for period, categories, figure, publication in self.told(self.rows() if rows is None else rows):
            live.setdefault(period, {})[categories] = Published(figure, publication, 0)
        return Shelf(live)

    def told(self, rows: Iterable[Row]) -> Iterable[Row]:
        """Return rows with their figures as readers are told them: the same rows where nothing is coarsened."""
        if self.rule.is_exact:
            return rows
        return [
            row._replace(figure=as_told(row.figure, row.publication, self.rule, self.unit)) for row in rows
        ]

    def hidden(self) -> list[tuple[Period, Categories]]:
        """Return the cells of the table's periods that readers will not see."""
        return [cell for cell, state in self.states.items() if state in HIDDEN]

    def _row(self, change: Change) -> Row:
        state = self.states[change.period, change.categories]
        return Row(change.period, change.categories, change.new, state.value)


def prepare(table: Table, *, indicator: Indicator, policy: DisclosurePolicy, same_policy: bool) -> Prepared:
    """Say what publishing a table would do. Where no figure changes under the same policy, nothing is restated."""
    shelf = read_shelf(indicator, table)
    comparison, how = compare(table, shelf.figures()), (rule_of(policy), unit_of(indicator))
    if comparison.is_empty and same_policy:
        return Prepared(table, shelf, comparison, {}, [], *how)
    states = states_of(table, shelf, indicator=indicator, policy=policy)
    return Prepared(table, shelf, comparison, states, _restated(shelf, comparison, states), *how)


def _restated(shelf: Shelf, comparison: Comparison, states: States) -> list[Row]:
    written = {(c.period, c.categories) for c in (*comparison.added, *comparison.changed)}
    return [
        Row(period, categories, one.figure, states[period, categories].value)
        for period, cells in shelf.live.items()
        for categories, one in cells.items()
        if (period, categories) not in written and states[period, categories].value != one.publication
    ]
