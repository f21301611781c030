"""Who was heard, against the affected population: which group is missing, and what may be shown of it. C7."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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

    See `places_hidden`. A group in which nobody took part is shown as nobody.
    """
    answered = {(answer.dimension, answer.group) for answer in parity.answers}
    return tuple(
        _row(
            each,
            total,
            is_hidden=at in hidden,
            is_answered=(each.dimension, each.group) in answered,
            rules=rules,
        )
        for groups in _by_dimension(parity).values()
        for numbers in ([each.people for each in groups],)
        for total, hidden in ((sum(numbers), places_hidden(numbers)),)
        for at, each in enumerate(groups)
    )


def missing_groups(parity: Parity, *, rules: Rules) -> tuple[ParityRow, ...]:
    """Return the groups under their part of the share, for which no extension or outreach is recorded."""
    return tuple(row for row in parity_rows(parity, rules=rules) if row.is_missing and not row.is_answered)


def _by_dimension(parity: Parity) -> dict[str, list[ParityGroup]]:
    found: dict[str, list[ParityGroup]] = defaultdict(list)
    for each in parity.groups:
        found[each.dimension].append(each)
    return found


def places_hidden(numbers: Sequence[int], *, besides: frozenset[int] = frozenset()) -> frozenset[int]:
    """Return the places of the numbers of people that are kept back: one to four, and `besides` those that tell of some.

    Whoever knows the whole knows what the hidden ones come to together. Where that alone would tell one of them, or name
    fewer than five people, the next smallest is hidden with them. Nobody is shown as nobody.
    """
    hidden = besides | {at for at, number in enumerate(numbers) if 0 < number < SMALLEST_SHOWN}
    rest = sorted(
        (at for at in range(len(numbers)) if at not in hidden and numbers[at]), key=numbers.__getitem__
    )
    while hidden and rest and _is_told([numbers[at] for at in hidden]):
        hidden |= {rest.pop(0)}
    return hidden


def _is_told(hidden: list[int]) -> bool:
    """Whether the sum of hidden numbers tells one of them: there is one, or all of them must be one, or four."""
    whole, many = sum(hidden), len(hidden)
    return many == 1 or whole < SMALLEST_SHOWN or whole in (many, many * (SMALLEST_SHOWN - 1))


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
