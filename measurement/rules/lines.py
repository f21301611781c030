"""Finding the lines of a period: every whole with its parts along every dimension.

The cells of most periods are the same, so the plan of the lines is made once for each set of cells met.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measurement.rules.complementary import Line
from measurement.rules.disclosure import UNKNOWN, Member
from measurement.rules.rows import Categories, CategoryKey


@dataclass(frozen=True, slots=True)
class Dimension:
    """A way of splitting people: its groups, and whether a person belongs to one of them only."""

    key: CategoryKey
    categories: frozenset[CategoryKey]
    mutually_exclusive: bool = True

    @property
    def groups(self) -> int:
        """How many groups make up everybody; a group that stands alone has an unnamed rest, a group too."""
        return len(self.categories) if self.mutually_exclusive and len(self.categories) > 1 else 2


@dataclass(frozen=True, slots=True)
class _Place:
    """A line by the places of its cells in the list: the whole (None if not published), the parts."""

    whole: int | None
    parts: tuple[int, ...]
    groups: int


class LineFinder:
    """Finds the lines of one period after another."""

    def __init__(self, dimensions: Iterable[Dimension]) -> None:
        self._split = {c: dimension for dimension in dimensions for c in dimension.categories}
        self._plans: dict[tuple[Categories, ...], list[list[_Place]]] = {}

    def find(self, members: Sequence[Member]) -> list[Line]:
        """The lines of a period. Where the whole is not published, one dimension may betray it to another."""
        plan = self._planned(tuple([member.categories for member in members]))
        return [line for places in plan for line in _with_whole(places, members)]

    def is_closed(self, cells: tuple[Categories, ...]) -> bool:
        """Does every line name all its groups? Then nobody is left over who could be found by subtraction."""
        return all(len(place.parts) >= place.groups for places in self._planned(cells) for place in places)

    def _planned(self, cells: tuple[Categories, ...]) -> list[list[_Place]]:
        plan = self._plans.get(cells)
        if plan is None:
            plan = self._plans[cells] = self._plan(cells)
        return plan

    def _plan(self, cells: Sequence[Categories]) -> list[list[_Place]]:
        """The lines of each whole, published or not."""
        at = {categories: index for index, categories in enumerate(cells)}
        parts: dict[tuple[Categories, CategoryKey, CategoryKey | None], list[int]] = defaultdict(list)
        groups: dict[CategoryKey, int] = {}
        for index, categories in enumerate(cells):
            for category in categories:
                dimension = self._split.get(category) or Dimension(f"only {category}", frozenset({category}))
                groups[dimension.key] = dimension.groups
                alone = None if dimension.mutually_exclusive else category
                rest = tuple(other for other in categories if other != category)
                parts[rest, dimension.key, alone].append(index)
        found: dict[Categories, list[_Place]] = defaultdict(list)
        for (rest, key, _), places in parts.items():
            found[rest].append(_Place(at.get(rest), tuple(places), groups[key]))
        return list(found.values())


def _with_whole(places: Sequence[_Place], members: Sequence[Member]) -> list[Line]:
    lines = [_line(place, members) for place in places]
    if places[0].whole is not None:
        return lines
    told = [line for line in lines if line.is_complete and not any(part.is_secret for part in line.parts)]
    if not told or len(lines) == 1:
        return []
    people, events, others = (_sum(part.amounts[i] for part in told[0].parts) for i in range(3))
    whole = Member((), (people, events, others))
    return [Line(whole, line.parts, line.is_complete) for line in lines]


def _line(place: _Place, members: Sequence[Member]) -> Line:
    whole = Member((), UNKNOWN) if place.whole is None else members[place.whole]
    parts = [members[index] for index in place.parts]
    known = len(parts) - [part.amounts for part in parts].count(UNKNOWN)
    return Line(whole, parts, known >= place.groups)


def _sum(amounts: Iterable[float | None]) -> float | None:
    known = list(amounts)
    return None if None in known else sum(amount or 0 for amount in known)
