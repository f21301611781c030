"""Finding the group that a file means among the groups that the initiative knows."""

from __future__ import annotations

from measurement.rules.columns import fold
from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable
from measurement.rules.rows import TOTAL_NAMES, Categories, CategoryKey, Context


class GroupFinder:
    """Finds a group by its name or alias, with or without the name of its dimension."""

    def __init__(self, context: Context) -> None:
        self._totals = {"", *map(fold, TOTAL_NAMES), *map(fold, context.total_names)}
        self._within: dict[str, dict[str, CategoryKey]] = {}
        self._anywhere: dict[str, set[CategoryKey]] = {}
        for dimension in context.dimensions:
            names = {fold(n): c.key for c in dimension.categories for n in (c.name, *c.aliases)}
            self._within |= dict.fromkeys(map(fold, (dimension.name, *dimension.aliases)), names)
            for name, key in names.items():
                self._anywhere.setdefault(name, set()).add(key)

    def find(self, dimension: str, category: str) -> Categories | Unreadable:
        """The cell of one group, empty for the whole; refuses a group or a dimension that nobody knows."""
        split, name = fold(dimension), fold(category)
        if split and split not in self._within:
            return () if split in self._totals else _unknown_dimension(dimension)
        keys = self._named(split, name)
        if len(keys) > 1:
            return _ambiguous(category)
        return tuple(keys) if keys or name in self._totals else _unknown_category(category)

    def _named(self, split: str, name: str) -> set[CategoryKey]:
        if not split:
            return self._anywhere.get(name, set())
        key = self._within[split].get(name)
        return set() if key is None else {key}


def _unknown_dimension(found: str) -> Unreadable:
    return unreadable(found, Problem.UNKNOWN_DIMENSION, Expected.KNOWN_DIMENSION, Fix.ADD_OR_CHOOSE_DIMENSION)


def _unknown_category(found: str) -> Unreadable:
    return unreadable(found, Problem.UNKNOWN_CATEGORY, Expected.KNOWN_CATEGORY, Fix.ADD_OR_CHOOSE_CATEGORY)


def _ambiguous(found: str) -> Unreadable:
    return unreadable(found, Problem.AMBIGUOUS_CATEGORY, Expected.KNOWN_CATEGORY, Fix.NAME_DIMENSION)
