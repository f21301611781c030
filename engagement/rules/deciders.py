"""Who decided, against the people whom it concerns: who was on the list of voters and who voted, protected for small groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from engagement.rules.parity import PERCENT, SMALLEST_SHOWN


@dataclass(frozen=True, slots=True)
class DecidingGroup:
    """People of one group on the list of voters, those of them who voted, and its share of the people whom it concerns."""

    dimension: str
    group: str
    listed: int
    voted: int
    population_percent: int


@dataclass(frozen=True, slots=True)
class DecidingRow:
    """A group as the page shows it: its shares, each None where fewer than five people could be known from it."""

    dimension: str
    group: str
    population_share: Fraction
    listed_share: Fraction | None
    voted_share: Fraction | None

    @property
    def ratio(self) -> Fraction | None:
        """How close those who voted are to its share; None where hidden or where it has no population."""
        if self.voted_share is None or not self.population_share:
            return None
        return self.voted_share / self.population_share


def deciding_rows(groups: Iterable[DecidingGroup]) -> tuple[DecidingRow, ...]:
    """Return all groups, those of a dimension together, protected: never one to four people, nor told by subtraction.

    Who voted is hidden as well where one to four of a group did not: who did not vote can be known by name.
    """
    by_dimension: dict[str, list[DecidingGroup]] = defaultdict(list)
    for each in groups:
        by_dimension[each.dimension].append(each)
    return tuple(row for found in by_dimension.values() for row in _rows(found))


def _rows(groups: list[DecidingGroup]) -> list[DecidingRow]:
    listed = _hidden(groups, lambda each: each.listed, frozenset())
    told_apart = {each for each in groups if 0 < each.listed - each.voted < SMALLEST_SHOWN}
    voted = _hidden(groups, lambda each: each.voted, listed | told_apart)
    on_list, casting = sum(each.listed for each in groups), sum(each.voted for each in groups)
    return [
        DecidingRow(
            each.dimension,
            each.group,
            Fraction(each.population_percent, PERCENT),
            None if each in listed else _share(each.listed, on_list),
            None if each in voted else _share(each.voted, casting),
        )
        for each in groups
    ]


def _hidden(
    groups: list[DecidingGroup], number: Callable[[DecidingGroup], int], besides: frozenset[DecidingGroup]
) -> frozenset[DecidingGroup]:
    """Return the groups that are hidden. One alone could be told from the others: the next smallest goes with it."""
    small = besides | {each for each in groups if 0 < number(each) < SMALLEST_SHOWN}
    others = sorted((each for each in groups if each not in small and number(each)), key=number)
    return small | set(others[:1]) if len(small) == 1 else small


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
