"""Finding swaps: people who change groups so that every sum that is shown stays the same.

One person leaves a cell and enters another along one axis; along two axes at once four cells change, along three eight,
and with them every published sum that does not cancel out. Only such swaps are looked for that begin at a given cell, and
only among its nearest neighbours: those that are hidden already, and those that have just enough people.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import NamedTuple

from measurement.rules.disclosure import Target
from measurement.rules.lines import EVERYBODY, Grid, Place, Shape
from measurement.rules.versions import Versions

REACH, MOST_SWAPS, MOST_INSIDE = 40, 300, 16
"""So many neighbours on each side, so many swaps, and so many places inside a cell are looked at for one count."""
_MOST_OUTSIDE = {1: (12, 4), 2: (6, 2), 3: (4, 1)}
"""Neighbours that are hidden, and that are not, by the number of axes along which people are swapped."""
Row = list[tuple[float, int]]
Signed = Sequence[tuple[int, int]]


class Swap(NamedTuple):
    """Cells that gain and cells that lose when one person moves; `cost` of them are shown so far."""

    gaining: tuple[int, ...]
    losing: tuple[int, ...]
    scope: int
    cost: int

    @property
    def cells(self) -> tuple[int, ...]:
        """All that it touches."""
        return (*self.gaining, *self.losing)


@dataclass(slots=True)
class Wanted:
    """Swaps for a target, along the axes of `way`, of cells that have so many, that hide at most `limit` cells."""

    target: Target
    way: Shape
    size: float
    limit: float = 0


class _Table:
    """A kind of cells as a swap meets it: its axes but the last of the swap, whether that is one of them, and no kind is finer."""

    __slots__ = ("first", "goes_on", "is_last")

    def __init__(self, axes: Sequence[int], shape: Shape, is_last: bool) -> None:
        self.first = tuple([at for at, axis in enumerate(axes[:-1]) if axis in shape])
        self.goes_on = bool(axes) and axes[-1] in shape
        self.is_last = is_last


@dataclass(slots=True)
class _Half:
    """A swap in the making, and the tables (with what it touches in them so far) in which it goes on."""

    gaining: list[int]
    losing: list[int]
    cost: int
    open: list[tuple[Signed, bool]]


class Swaps:
    """The swaps of one period."""

    def __init__(self, grid: Grid, versions: Versions) -> None:
        """Start with no neighbours known."""
        self.grid, self.versions = grid, versions
        self._rows: dict[tuple[Place, int, int], Row] = {}
        self._signs: dict[tuple[int, int, int], Signed] = {}
        self._covers: dict[tuple[Place, int], list[int]] = {}

    def find(self, wanted: Wanted) -> Iterator[Swap]:
        """Swaps that change the target's cell, those first that hide little."""
        own = self.grid.places[wanted.target.cell]
        if not wanted.limit and self._is_shown(_only(own, wanted.way), wanted.target.scope):
            return
        yield from islice(self._all(wanted, own), MOST_SWAPS)

    def remember(self, cell: int) -> None:
        """A cell that covers one count may cover its neighbours too."""
        place = self.grid.places[cell]
        for axis, node in enumerate(place):
            if node in self.grid.axes[axis].chains:
                self._covers.setdefault((_with(place, axis, EVERYBODY), axis), []).append(node)

    def _all(self, wanted: Wanted, own: Place) -> Iterator[Swap]:
        shapes = self.grid.over(wanted.way)
        axes = sorted(frozenset().union(*shapes))
        tables = [_Table(axes, shape, self.grid.is_last(shape)) for shape in shapes]
        for inner in self._inside(wanted, own, axes):
            *first, last = self._ways(wanted, own, inner, axes)
            for chosen in product(*first) if last else ():
                half = self._half(wanted, tables, chosen, last[0][:1])
                if half is not None:
                    yield from filter(None, (self._swap(wanted, half, end[1:]) for end in last))

    def _ways(self, wanted: Wanted, own: Place, inner: Place, axes: Sequence[int]) -> list[list[Signed]]:
        """On each axis, who may change places with the place inside; one empty axis where there is none."""
        found = []
        for axis in axes:
            others = self._outside(wanted, own, inner, axis) if axis in wanted.way else [EVERYBODY]
            found.append([self._signed(axis, inner[axis], other) for other in others])
        return found or [[()]]

    # --- One swap ------------------------------------------------------------------------------------------------------
    def _half(
        self, wanted: Wanted, tables: Sequence[_Table], chosen: Sequence[Signed], inside: Signed
    ) -> _Half | None:
        """What every swap touches that begins so: all of it but the other end of the last axis; None as in `_swap`."""
        half = _Half([], [], 0, [])
        for table in tables:
            start = _touched(table.first, chosen)
            if table.goes_on:
                half.open.append((start, table.is_last))
            if not self._touch(
                half, _gone_on(start, inside) if table.goes_on else start, table.is_last, wanted
            ):
                return None
        return half

    def _swap(self, wanted: Wanted, half: _Half, end: Signed) -> Swap | None:
        """The swap of one group against another on each axis; None if it is too dear, or would change what is known."""
        whole = _Half([*half.gaining], [*half.losing], half.cost, half.open)
        if whole.cost > wanted.limit:
            return None
        for start, is_last in half.open:
            if not self._touch(whole, _gone_on(start, end), is_last, wanted):
                return None
        return self._priced(whole, wanted)

    def _touch(self, half: _Half, places: Signed, is_last: bool, wanted: Wanted) -> bool:
        """Add the cells of these places; False if they are too dear, or one must not lose anybody."""
        at, shown, scope = self.grid.at_code, self.versions.shown, wanted.target.scope
        for code, sign in places:
            cell = at.get(code)
            if cell is None:
                if is_last:
                    return False
                continue
            if shown[cell] & scope:
                half.cost += 1
                if half.cost > wanted.limit:
                    return False
            (half.gaining if sign > 0 else half.losing).append(cell)
        return True

    def _priced(self, whole: _Half, wanted: Wanted) -> Swap | None:
        """The swap with all versions that it concerns."""
        scope, cost = wanted.target.scope, whole.cost
        if self.versions.are_several:
            cells = (*whole.gaining, *whole.losing)
            scope = self.versions.scope(cells, scope)
            found = self.versions.cost(cells, scope)
            if found is None or found > wanted.limit:
                return None
            cost = found
        return Swap(tuple(whole.gaining), tuple(whole.losing), scope, cost)

    def _signed(self, axis: int, inner: int, outer: int) -> Signed:
        """The groups that gain and lose when somebody moves from `outer` to `inner`, which is the first of them.

        Without an outer one, where somebody is.
        """
        key = (axis, inner, outer)
        if key not in self._signs:
            chains = self.grid.axes[axis].chains
            gain, lose = chains[inner], chains[outer] if outer else ()
            step = self.grid.steps[axis]
            up = [(node * step, 1) for node in gain if node not in lose]
            self._signs[key] = (*up, *[(node * step, -1) for node in lose if node not in gain])
        return self._signs[key]

    # --- Neighbours ----------------------------------------------------------------------------------------------------
    def _inside(self, wanted: Wanted, own: Place, axes: Sequence[int]) -> list[Place]:
        """The finest places inside the target's own; where it is not split, it is its own."""
        found = [own]
        for axis in axes:
            leaves = self.grid.axes[axis].below[own[axis]]
            if len(leaves) > 1 or not own[axis]:
                found = [
                    _with(place, axis, leaf)
                    for place in found
                    for leaf in self._near(
                        wanted, self._reduced(place, own, axis), axis, leaves, (MOST_INSIDE, MOST_INSIDE)
                    )
                ][:MOST_INSIDE]
            else:
                found = [_with(place, axis, leaves[0]) for place in found]
        return found

    def _outside(self, wanted: Wanted, own: Place, inner: Place, axis: int) -> list[int]:
        """Groups of an axis outside the target's own, as they are near it, and near the place inside it."""
        inside = self.grid.axes[axis].below[own[axis]]
        others = [leaf for leaf in self.grid.axes[axis].leaves if leaf not in inside]
        most = _MOST_OUTSIDE.get(len(wanted.way), (2, 1))
        near = self._near(wanted, own, axis, others, most)
        if inner != own:
            near += self._near(wanted, self._reduced(inner, own, axis), axis, others, most)
        return list(dict.fromkeys(near))

    def _reduced(self, place: Place, own: Place, axis: int) -> Place:
        """A place of which there is a table; if there is none so fine, that of the target."""
        shape = frozenset([a for a, node in enumerate(place) if node or a == axis])
        return place if shape in self.grid.shapes else own

    def _near(
        self, wanted: Wanted, place: Place, axis: int, allowed: Sequence[int], most: tuple[int, int]
    ) -> list[int]:
        """The groups along a line whose cells are hidden, then shown ones; each from just enough people to few."""
        blank = _with(place, axis, EVERYBODY)
        row = self._row(blank, axis, wanted.target.amount)
        middle = bisect_left(row, (wanted.size, 0))
        ordered = [*row[middle : middle + REACH], *row[max(0, middle - REACH) : middle][::-1]]
        covers = self._covers.get((blank, axis), [])[-REACH:]
        start, step, scope = self.grid.code(blank), self.grid.steps[axis], wanted.target.scope
        most_hidden, most_shown = most[0], most[1] if wanted.limit else 0
        hidden: list[int] = []
        shown: list[int] = []
        for leaf in dict.fromkeys([*covers, *[leaf for _has, leaf in ordered]]):
            if len(hidden) >= most_hidden and len(shown) >= most_shown:
                break
            if leaf in allowed:
                cost = self._cost(start + leaf * step, scope)
                if cost is not None:
                    (shown if cost else hidden).append(leaf)
        return hidden[:most_hidden] + shown[:most_shown]

    def _cost(self, code: int, scope: int) -> int | None:
        cell = self.grid.at_code.get(code)
        if cell is None or not self.versions.are_several:
            return 0 if cell is None or not self.versions.shown[cell] & scope else 1
        return self.versions.cost((cell,), self.versions.scope((cell,), scope))

    def _is_shown(self, place: Place, scope: int) -> bool:
        cell = self.grid.at.get(place)
        return cell is not None and bool(self.versions.shown[cell] & scope)

    def _row(self, blank: Place, axis: int, amount: int) -> Row:
        key = (blank, axis, amount)
        row = self._rows.get(key)
        if row is None:
            cells = [
                (self.grid.at.get(_with(blank, axis, leaf)), leaf) for leaf in self.grid.axes[axis].leaves
            ]
            has = self.versions.has
            row = self._rows[key] = sorted(
                (0.0 if cell is None else has(cell, amount), leaf) for cell, leaf in cells
            )
        return row


def _with(place: Place, axis: int, node: int) -> Place:
    return (*place[:axis], node, *place[axis + 1 :])


def _only(place: Place, way: Shape) -> Place:
    return tuple([node if axis in way else EVERYBODY for axis, node in enumerate(place)])


def _touched(axes: Sequence[int], signs: Sequence[Signed]) -> Signed:
    """The places that a swap changes in the table of these axes, as their codes, each with its sign."""
    found: Signed = ((0, 1),)
    for axis in axes:
        found = _gone_on(found, signs[axis])
    return found


def _gone_on(start: Signed, end: Signed) -> Signed:
    """The same along one axis more: of everybody who moves, one on each side."""
    return [(code + step, sign * one) for code, sign in start for step, one in end]
