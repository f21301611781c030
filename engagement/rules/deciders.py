"""Who decided, against the people whom it concerns: who was on the list of voters and who voted, protected for small groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from engagement.rules.parity import PERCENT, SMALLEST_SHOWN, places_hidden


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
    on_list, casting = [each.listed for each in groups], [each.voted for each in groups]
    listed = places_hidden(on_list)
    told_apart = {at for at, each in enumerate(groups) if 0 < each.listed - each.voted < SMALLEST_SHOWN}
    voted = places_hidden(casting, besides=listed | told_apart)
    return [
        DecidingRow(
            each.dimension,
            each.group,
            Fraction(each.population_percent, PERCENT),
            None if at in listed else _share(each.listed, sum(on_list)),
            None if at in voted else _share(each.voted, sum(casting)),
        )
        for at, each in enumerate(groups)
    ]


def _share(part: int, whole: int) -> Fraction:
    return Fraction(part, whole) if whole else Fraction(0)
