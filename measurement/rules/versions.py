"""All that was ever published of one period: its versions, and who has seen what in which of them.

A version is the table as it stood after a release, also after one that was withdrawn. The last one is that which is
about to be published. A reader knows of every cell whether its figure stayed the same from one version to another; a
cell that did not change is the same unknown in all of them. Versions are bits of a number: 0b101 is the first and the
third.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import inf

from measurement.rules.disclosure import EVENTS, OTHERS, PEOPLE, UNKNOWN, Amounts, Floors, Target, target
from measurement.rules.lines import Grid, Line


class Versions:
    """The versions of a period, by the cells of its table; what is hidden of the last one can still grow."""

    def __init__(
        self,
        grid: Grid,
        tables: Sequence[Sequence[Amounts]],
        shown: Sequence[int],
        floors: Sequence[Floors],
        covering: Iterable[int] = (),
    ) -> None:
        """Take one table and one policy for each version, and for each told cell the versions in which it is shown.

        `covering` cells are hidden so far to protect others, and may be shown if nothing needs them any more.
        """
        self.grid, self.floors = grid, floors
        self.now = 1 << (len(tables) - 1)
        rest = len(grid.places) - grid.told
        self.tables = [_completed([*table, *[UNKNOWN] * rest], grid) for table in tables]
        self.shown = [*shown, *[0] * rest]
        for cell in range(grid.told):
            if tables[-1][cell] == UNKNOWN:  # readers have no counts of it, hidden or not
                self.shown[cell] &= ~self.now
        self._last = [
            grid.is_last(frozenset([a for a, node in enumerate(place) if node])) for place in grid.places
        ]
        self._told_now = [
            cell < grid.told and tables[-1][cell] != UNKNOWN for cell in range(len(grid.places))
        ]
        self.are_several = len(tables) > 1
        self._only = [] if self.are_several else self._of_the_only_version()
        self._looseness: dict[int, int] = {}
        self._sums: dict[int, list[int]] = {}
        self.newly_hidden = set(covering)
        self._same = [self._classes(cell) for cell in range(len(grid.places))] if self.are_several else []

    def _classes(self, cell: int) -> list[int]:
        """The versions in which the cell had each of its figures."""
        found: dict[Amounts, int] = {}
        for version, table in enumerate(self.tables):
            if table[cell] != UNKNOWN:
                found[table[cell]] = found.get(table[cell], 0) | 1 << version
        return list(found.values())

    # --- What can be moved ---------------------------------------------------------------------------------------------
    def scope(self, cells: Iterable[int], scope: int) -> int:
        """The versions in which cells must be moved together: a figure that stayed the same is one unknown."""
        if not self.are_several:
            return scope
        cells, before = list(cells), 0
        while scope != before:
            before = scope
            for cell in cells:
                for same in self._same[cell]:
                    scope |= same if same & scope else 0
        return scope

    def cost(self, cells: Iterable[int], scope: int) -> int | None:
        """How many of these cells would have to be hidden now; None if one was shown, and can never be hidden again."""
        cost = 0
        for cell in cells:
            if seen := self.shown[cell] & scope:
                if seen != self.now:
                    return None
                cost += 1
        return cost

    def least(self, cell: int, amount: int, scope: int) -> float:
        """The least that a cell had in these versions. Of a sum that nobody counted, there is always enough.

        Versions in which the cell is loose do not count: nothing there is tied to it.
        """
        if not self.are_several:
            return self._only[amount][cell]
        least, is_counted, scope = inf, False, scope & ~self._loose(cell)
        for version, table in enumerate(self.tables):
            has = table[cell][amount]
            if scope >> version & 1 and has is not None:
                least, is_counted = min(least, has), True
        return least if is_counted or not (self._last[cell] and scope) else 0.0

    def least_of(self, cells: Iterable[int], amount: int, scope: int) -> float:
        """The least that any of these cells had in these versions."""
        if not self.are_several:
            has = self._only[amount]
            return min([has[cell] for cell in cells], default=inf)
        return min([self.least(cell, amount, scope) for cell in cells], default=inf)

    def _of_the_only_version(self) -> list[list[float]]:
        """What each cell has of people, events and others, where there is one version alone: it is asked very often."""
        nobody = [0.0 if is_last else inf for is_last in self._last]
        columns = ([row[amount] for row in self.tables[0]] for amount in (PEOPLE, EVENTS, OTHERS))
        return [
            [less if has is None else has for has, less in zip(column, nobody, strict=True)]
            for column in columns
        ]

    def _loose(self, cell: int) -> int:
        """The versions in which a cell, and every sum that it is part of, is hidden and has another figure than elsewhere.

        There it need not move with the others: somebody more or less is made up for in these sums.
        """
        if cell not in self._looseness:
            found = 0
            for same in self._same[cell] if self._last[cell] else ():
                if all(self._is_free(above, same) for above in self._above(cell)):
                    found |= same
            self._looseness[cell] = found
        return self._looseness[cell]

    def supports(self, cell: int) -> Sequence[int]:
        """The cells that must stay hidden for a cell to be moved as it was: itself, and all that makes it loose."""
        return self._above(cell) if self.are_several and self._loose(cell) else (cell,)

    def _is_free(self, cell: int, scope: int) -> bool:
        return not self.shown[cell] & scope and self.scope((cell,), scope) == scope

    def _above(self, cell: int) -> list[int]:
        """A cell and all sums that it is part of."""
        if cell not in self._sums:
            chains = [
                [0, *axis.chains.get(node, ())]
                for axis, node in zip(self.grid.axes, self.grid.places[cell], strict=True)
            ]
            self._sums[cell] = [self.grid.at[place] for place in product(*chains) if place in self.grid.at]
        return self._sums[cell]

    def loosen(self, cell: int) -> bool:
        """Hide all news that a cell is part of, so that it is loose in the last version; False if that is impossible."""
        above = self._above(cell)
        if not self._last[cell] or not all(self.scope((one,), self.now) == self.now for one in above):
            return False
        for one in above:
            self.hide(one)
        return True

    def has(self, cell: int, amount: int) -> float:
        """What a cell has in the last version; nothing if that is not known."""
        return self.tables[-1][cell][amount] or 0.0

    def size(self, cell: int) -> float:
        """How much readers lose when it is hidden."""
        people, events, _ = self.tables[-1][cell]
        return (events or 0.0) if people is None else people

    # --- What is hidden ------------------------------------------------------------------------------------------------
    def hide(self, cell: int) -> bool:
        """Hide a cell in the last version; False if it is hidden."""
        if not self.shown[cell] & self.now:
            return False
        self.shown[cell] &= ~self.now
        self.newly_hidden.add(cell)
        self._looseness.clear()
        return True

    def show(self, cell: int) -> None:
        """Show a cell after all."""
        self.shown[cell] |= self.now
        self.newly_hidden.discard(cell)
        self._looseness.clear()

    def hide_news(self) -> None:
        """Hide everything of the last version that no reader has seen before."""
        for cell in range(self.grid.told):
            if self.shown[cell] & self.scope((cell,), self.now) == self.now:
                self.hide(cell)

    def targets(self) -> Iterator[Target]:
        """Every small count that nobody has seen, of every version, coarse cells first. Nothing is small twice."""
        for cell in sorted(range(len(self.grid.places)), key=self._order):
            done: set[tuple[int, int]] = set()
            for version in range(len(self.tables) - 1, -1, -1):
                amounts = self.tables[version][cell]
                scope = self.scope((cell,), 1 << version)
                if amounts == UNKNOWN or self.shown[cell] & scope:
                    continue
                for amount in self.floors[version].small(amounts):
                    if (amount, scope) not in done:
                        done.add((amount, scope))
                        yield target(cell, amount, scope, amounts, self.floors[version])

    def _order(self, cell: int) -> tuple[int, int]:
        return sum(map(bool, self.grid.places[cell])), cell


def _completed(table: list[Amounts], grid: Grid) -> list[Amounts]:
    """Work out what is not told from what is: a whole from its parts, the one part that a whole lacks.

    Of several lacking parts the first gets all that is left: nobody has counted them, but together they are so many.
    """
    if UNKNOWN not in table:
        return table
    for allowed in (1, 1, 1, inf):
        for line in grid.lines:
            unknown = [part for part in line.parts if table[part] == UNKNOWN]
            if table[line.whole] == UNKNOWN and not unknown:
                table[line.whole] = _sum([table[part] for part in line.parts])
            elif table[line.whole] != UNKNOWN and 0 < len(unknown) <= allowed:
                _fill(table, line, unknown)
    return table


def _fill(table: list[Amounts], line: Line, unknown: Sequence[int]) -> None:
    told = _sum([table[part] for part in line.parts if part not in unknown])
    rest = [
        None if has is None or less is None else has - less
        for has, less in zip(table[line.whole], told, strict=True)
    ]
    if any(amount is not None and amount < 0 for amount in rest):
        return
    table[unknown[0]] = rest[0], rest[1], rest[2]
    nobody = [None if has is None else 0.0 for has in rest]
    for part in unknown[1:]:
        table[part] = nobody[0], nobody[1], nobody[2]


def _sum(parts: Sequence[Amounts]) -> Amounts:
    """Of each count; unknown where one part has no such count."""
    people, events, others = ([part[i] for part in parts] for i in range(3))
    return _of(people), _of(events), _of(others)


def _of(counts: Sequence[float | None]) -> float | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
