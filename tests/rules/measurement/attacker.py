"""A reader who knows the published rule and subtracts everything that can be subtracted.

Written apart from the rule it attacks: it enumerates whole numbers instead of reasoning about ranges. It sees
shown counts, rounded percents with their people, the state of each hidden cell and the reason beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from measurement.rules.disclosure import Reason
from measurement.rules.rows import Categories
from measurement.rules.suppression import Cell

FLOOR, FEW = 10, 5
Pair = tuple[int, int]


@dataclass(frozen=True)
class Table:
    """One published table: what readers see of each cell, its counts or the reason why it is hidden."""

    shown: Mapping[Categories, Pair]
    hidden: Mapping[Categories, Reason]
    dimensions: Sequence[Sequence[str]]


def see(cell: Cell) -> Pair:
    """People and events of a shown cell; events are worked back from a rounded percent."""
    people = int(cell.denominator or 0)
    if cell.numerator is not None:
        return people, int(cell.numerator)
    return people, round(Decimal(people) * (cell.value or 0) / 100)


def possible(reason: Reason, people: int, events: int) -> bool:
    """Could a cell that is hidden for this reason have these counts?"""
    few = 0 < events < FEW or 0 < people - events < FEW
    if not 0 <= events <= people:
        return False
    if reason is Reason.HIDDEN_BEFORE:
        return people > 0
    if reason is Reason.SMALL_GROUP:
        return 0 < people < FLOOR
    return people >= FLOOR and few is (reason is Reason.FEW_EVENTS)


def whole_of(table: Table) -> Pair | None:
    """The whole, read or added up from a dimension in which every group is shown."""
    if () in table.shown:
        return table.shown[()]
    for groups in table.dimensions:
        if len(groups) > 1 and all((group,) in table.shown for group in groups):
            pairs = [table.shown[(group,)] for group in groups]
            return sum(p for p, _ in pairs), sum(e for _, e in pairs)
    return None


def recovered(table: Table) -> set[Categories]:
    """The hidden cells of which this reader learns the people or the events exactly."""
    whole = whole_of(table)
    found: set[Categories] = set()
    for groups in table.dimensions if whole else ():
        assert whole is not None
        secret = [(g,) for g in groups if (g,) in table.hidden]
        seen = [table.shown[(g,)] for g in groups if (g,) in table.shown]
        left = (whole[0] - sum(p for p, _ in seen), whole[1] - sum(e for _, e in seen))
        if len(groups) > 1 and len(seen) + len(secret) == len(groups) and secret:
            found |= _pinned(secret, table.hidden, left, whole)
    return found


def _pinned(
    secret: Sequence[Categories], why: Mapping[Categories, Reason], left: Pair, whole: Pair
) -> set[Categories]:
    if len(secret) > 2:
        return _pinned_by_people(secret, why, left[0])
    options: list[set[Pair]] = [set() for _ in secret]
    for solution in _solutions(len(secret), left):
        if all(possible(why[cell], *pair) for cell, pair in zip(secret, solution, strict=True)):
            for seen, pair in zip(options, solution, strict=True):
                seen.add(pair)
    assert all(options), "the reader's reasoning contradicts the truth"
    return {cell for cell, seen in zip(secret, options, strict=True) if _learns(seen, whole)}


def _learns(options: set[Pair], whole: Pair) -> bool:
    """Exactly known people or events; that nobody or everybody of the whole had the event is no news."""
    people, events = {p for p, _ in options}, {e for _, e in options}
    return len(people) == 1 or (len(events) == 1 and 0 < whole[1] < whole[0])


def _solutions(cells: int, left: Pair) -> list[tuple[Pair, ...]]:
    if cells == 1:
        return [(left,)]
    return [((p, e), (left[0] - p, left[1] - e)) for p, e in product(range(left[0] + 1), range(left[1] + 1))]


def _pinned_by_people(
    secret: Sequence[Categories], why: Mapping[Categories, Reason], left: int
) -> set[Categories]:
    """Many unknowns: which numbers of people can each have, if all add up to what is left?"""
    ranges = [_ends(why[cell], left) for cell in secret]
    found: set[Categories] = set()
    for i, cell in enumerate(secret):
        sums = 1
        for j, one in enumerate(ranges):
            if j != i:
                sums = _shifted(sums, one, left)
        fits = [n for n in ranges[i] if n <= left and sums >> (left - n) & 1]
        assert fits, "the reader's reasoning contradicts the truth"
        found |= {cell} if len(fits) == 1 else set()
    return found


def _ends(reason: Reason, most: int) -> range:
    if reason is Reason.SMALL_GROUP:
        return range(1, FLOOR)
    return range(1 if reason is Reason.HIDDEN_BEFORE else FLOOR, most + 1)


def _shifted(sums: int, one: range, left: int) -> int:
    shifted = 0
    for n in one:
        shifted |= sums << n
    return shifted & ((1 << (left + 1)) - 1)
