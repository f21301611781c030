"""The table that the cells of a period form: its axes, its lines, and the places of cells in it.

An *axis* is a dimension with its groups as a tree (a county and its districts); 0 stands for everybody. A cell has a
place: one group, or 0, on every axis. A *line* is a cell and its parts along one axis: the whole and the races, or
Black children and the sexes. Groups that no cell speaks of are one unnamed rest. The cells of most periods are the
same, so a table is laid out once for each set of cells met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from measurement.rules.rows import Categories, CategoryKey

EVERYBODY = 0
Place = tuple[int, ...]
Shape = frozenset[int]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way of splitting people: its groups, whether a person belongs to one of them only, and which lie in which."""

    key: CategoryKey
    categories: frozenset[CategoryKey]
    mutually_exclusive: bool = True
    parents: Mapping[CategoryKey, CategoryKey] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A cell and its parts along one axis, by their places in the list."""

    whole: int
    parts: tuple[int, ...]


class Axis:
    """The groups of one dimension that the cells of a period speak of, numbered from 1; some stand for a rest."""

    def __init__(self, dimension: Dimension, present: Iterable[CategoryKey], *, alone: bool) -> None:
        """Build the tree. `alone`: the one group overlaps with others, so that everybody else is its rest."""
        named = sorted(present, key=str)
        self.number = {category: at for at, category in enumerate(named, 1)}
        self.parts: dict[int, list[int]] = defaultdict(list)
        above = {at: self._above(category, dimension.parents) for category, at in self.number.items()}
        for at, parent in above.items():
            self.parts[parent].append(at)
        ends = _ends_below(dimension)
        rests = [
            node for node, parts in self.parts.items() if self._has_rest(node, parts, named, ends, alone)
        ]
        for at, node in enumerate(rests, len(named) + 1):
            self.parts[node].append(at)
            above[at] = node
        self.chains = {at: _chain(at, above) for at in above if at not in self.parts}
        self.leaves = tuple(self.chains)
        below: dict[int, list[int]] = defaultdict(list)
        for leaf, chain in self.chains.items():
            for node in (*chain, EVERYBODY):
                below[node].append(leaf)
        self.below = {node: tuple(leaves) for node, leaves in below.items()}
        self.above = above

    def _above(self, category: CategoryKey, parents: Mapping[CategoryKey, CategoryKey]) -> int:
        seen = {category}
        while (parent := parents.get(category)) is not None and parent not in seen:
            if parent in self.number:
                return self.number[parent]
            seen.add(parent)
            category = parent
        return EVERYBODY

    @staticmethod
    def _has_rest(
        node: int,
        parts: Sequence[int],
        named: Sequence[CategoryKey],
        ends: Mapping[CategoryKey | None, set[CategoryKey]],
        alone: bool,
    ) -> bool:
        if alone:
            return True
        told: set[CategoryKey] = set().union(*(ends[named[part - 1]] for part in parts))
        return not told >= ends[named[node - 1] if node else None]


def _ends_below(dimension: Dimension) -> dict[CategoryKey | None, set[CategoryKey]]:
    """The last groups of the tree below each group, and (None) of all."""
    ends: dict[CategoryKey | None, set[CategoryKey]] = defaultdict(set)
    inner = {dimension.parents[c] for c in dimension.categories if c in dimension.parents}
    for category in dimension.categories - inner:
        at: CategoryKey | None = category
        while at is not None and category not in ends[at]:
            ends[at].add(category)
            at = dimension.parents.get(at)
        ends[None].add(category)
    return ends


def _chain(leaf: int, above: Mapping[int, int]) -> tuple[int, ...]:
    """A group and everything that it lies in, itself first."""
    chain = [leaf]
    while parent := above[chain[-1]]:
        chain.append(parent)
    return tuple(chain)


class Grid:
    """The table of one set of cells. `places` begins with those of the cells; then come wholes and parts not told."""

    def __init__(self, cells: Sequence[Categories], split: Mapping[CategoryKey, Dimension]) -> None:
        """Lay the cells out; `split` says which dimension each group is of."""
        self.told = len(cells)
        self.axes, self.places = _laid_out(cells, split)
        self.at = {place: index for index, place in enumerate(self.places)}
        self.shapes = sorted(
            {_shape(place) for place in self.places}, key=lambda shape: (len(shape), sorted(shape))
        )
        self._over: dict[Shape, list[Shape]] = {}
        self.lines = self._lines()
        self.steps = [1]
        for axis in self.axes:
            self.steps.append(self.steps[-1] * (len(axis.above) + 1))
        self.at_code = {self.code(place): index for place, index in self.at.items()}

    @cached_property
    def is_closed(self) -> bool:
        """Does every line name all its groups? Then nobody is left over who could be found by subtraction."""
        return all(part < self.told for line in self.lines for part in line.parts)

    def code(self, place: Place) -> int:
        """A place as one number."""
        return sum(node * step for node, step in zip(place, self.steps, strict=False))

    def over(self, shape: Shape) -> list[Shape]:
        """The kinds of cells that split along all these axes, and perhaps along others."""
        if shape not in self._over:
            self._over[shape] = [one for one in self.shapes if one >= shape]
        return self._over[shape]

    def is_last(self, shape: Shape) -> bool:
        """Is no kind of cell finer than this one?"""
        return len(self.over(shape)) == 1

    def _lines(self) -> list[Line]:
        """Those of told cells, whose wholes and parts come into the table, and those of what came with them."""
        own = self._wholes(self.places)
        found = [self._line(whole, axis) for whole, axis in own]
        for whole, axis in self._wholes(self.places[self.told :]):
            if (whole, axis) not in own and all(
                place in self.at for place in (whole, *self._parts(whole, axis))
            ):
                found.append(self._line(whole, axis))
        return found

    def _wholes(self, places: Sequence[Place]) -> dict[tuple[Place, int], None]:
        """What these places are parts of, each with the axis along which they are."""
        return {
            ((*place[:axis], self.axes[axis].above[place[axis]], *place[axis + 1 :]), axis): None
            for place in places
            for axis in _shape(place)
        }

    def _parts(self, whole: Place, axis: int) -> list[Place]:
        return [(*whole[:axis], part, *whole[axis + 1 :]) for part in self.axes[axis].parts[whole[axis]]]

    def _line(self, whole: Place, axis: int) -> Line:
        return Line(self._index(whole), tuple([self._index(part) for part in self._parts(whole, axis)]))

    def _index(self, place: Place) -> int:
        if place not in self.at:
            self.at[place] = len(self.places)
            self.places.append(place)
        return self.at[place]


class Grids:
    """Lays tables out, one for each set of cells met."""

    def __init__(self, dimensions: Iterable[Dimension]) -> None:
        """Take the dimensions that the initiative knows."""
        self._split = {category: dimension for dimension in dimensions for category in dimension.categories}
        self._known: dict[tuple[Categories, ...], Grid] = {}

    def of(self, cells: tuple[Categories, ...]) -> Grid:
        """The table that these cells form."""
        grid = self._known.get(cells)
        if grid is None:
            grid = self._known[cells] = Grid(cells, self._split)
        return grid


def _laid_out(
    cells: Sequence[Categories], split: Mapping[CategoryKey, Dimension]
) -> tuple[list[Axis], list[Place]]:
    """The axes on which the cells lie, and the place of each."""
    keys = [{_axis_of(category, cell, split): category for category in cell} for cell in cells]
    present: dict[CategoryKey, set[CategoryKey]] = defaultdict(set)
    for key in keys:
        for name, category in key.items():
            present[name].add(category)
    order = sorted(present, key=str)
    axes = [_axis(name, present[name], split) for name in order]
    numbers = [(name, axis.number) for name, axis in zip(order, axes, strict=True)]
    return axes, [
        tuple([number[key[name]] if name in key else EVERYBODY for name, number in numbers]) for key in keys
    ]


def _axis_of(category: CategoryKey, cell: Categories, split: Mapping[CategoryKey, Dimension]) -> CategoryKey:
    """The axis on which a cell has this group: one of its dimension, or of its own where groups overlap."""
    dimension = split.get(category)
    if dimension is None or not dimension.mutually_exclusive or len(dimension.categories) == 1:
        return f"only {category}"
    first = next(other for other in cell if split.get(other) is dimension)
    return f"in {dimension.key}" if first == category else f"only {category}"


def _axis(name: CategoryKey, present: set[CategoryKey], split: Mapping[CategoryKey, Dimension]) -> Axis:
    alone = str(name).startswith("only ")
    one = next(iter(present))
    return Axis(Dimension(name, frozenset(present)) if alone else split[one], present, alone=alone)


def _shape(place: Place) -> Shape:
    return frozenset([axis for axis, node in enumerate(place) if node])
