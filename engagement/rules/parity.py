"""Who was heard, against the affected population: which group is missing, and what may be shown of it. C7."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from engagement.rules.parameters import Rules
from engagement.rules.people_facts import Parity, ParityGroup

SMALLEST_SHOWN = 5
PERCENT = 100


@dataclass(frozen=True, slots=True)
class ParityRow:
    """A group as the page shows it. `people` and `participants_share` are None where fewer than five could be known.

    `ratio` is its share of those who took part over its share of the population: 1 is parity.
    """

    dimension: str
    group: str
    people: int | None
    participants_share: Fraction | None
    population_share: Fraction
    is_missing: bool
    is_answered: bool

    @property
    def is_hidden(self) -> bool:
        """Whether its numbers are kept back, to protect people."""
        return self.people is None

    @property
    def ratio(self) -> Fraction | None:
        """How close it is to its share of the population; None where hidden or where it has no population."""
        if self.participants_share is None or not self.population_share:
            return None
        return self.participants_share / self.population_share


def parity_rows(parity: Parity, *, rules: Rules) -> tuple[ParityRow, ...]:
    """Return all groups, those of a dimension together, protected: never a group of one to four people.

    Where one group of a dimension alone were hidden, its number could be told from the others: the next smallest is
    hidden with it. A group in which nobody took part is shown as nobody.
    """
    answered = {(answer.dimension, answer.group) for answer in parity.answers}
    return tuple(
        _row(
            each,
            total,
            is_hidden=each in hidden,
            is_answered=(each.dimension, each.group) in answered,
            rules=rules,
        )
        for groups in _by_dimension(parity).values()
        for total, hidden in ((sum(each.people for each in groups), _hidden(groups)),)
        for each in groups
    )


def missing_groups(parity: Parity, *, rules: Rules) -> tuple[ParityRow, ...]:
    """Return the groups under their part of the share, for which no extension or outreach is recorded."""
    return tuple(row for row in parity_rows(parity, rules=rules) if row.is_missing and not row.is_answered)


def _by_dimension(parity: Parity) -> dict[str, list[ParityGroup]]:
    found: dict[str, list[ParityGroup]] = defaultdict(list)
    for each in parity.groups:
        found[each.dimension].append(each)
    return found


def _hidden(groups: list[ParityGroup]) -> frozenset[ParityGroup]:
    small = [each for each in groups if 0 < each.people < SMALLEST_SHOWN]
    others = sorted((each for each in groups if each.people >= SMALLEST_SHOWN), key=lambda each: each.people)
    return frozenset(small + others[:1]) if len(small) == 1 else frozenset(small)


def _row(each: ParityGroup, total: int, *, is_hidden: bool, is_answered: bool, rules: Rules) -> ParityRow:
    share = Fraction(each.people, total) if total else Fraction(0)
    of_population = Fraction(each.population_percent, PERCENT)
    return ParityRow(
        each.dimension,
        each.group,
        None if is_hidden else each.people,
        None if is_hidden else share,
        of_population,
        is_missing=share < rules.parity_share * of_population,
        is_answered=is_answered,
    )
