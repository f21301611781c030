"""What the figures of an indicator must be like: six kinds of rules, and the look for odd ones. Pure: nothing is stored.

Only figures that are new or changed are blamed; those that count already are what they are compared with.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import islice, takewhile
from typing import NamedTuple

from measurement.rules.outliers import odd
from measurement.rules.periods import Period, PeriodKind
from measurement.rules.rows import Categories, CategoryKey


class Demand(StrEnum):
    """What a rule demands. `ODD` is the look for odd figures, which every indicator has without a rule."""

    RANGE = "range"
    SUM_TO_TOTAL = "sum_to_total"
    MONOTONE = "monotone"
    RATIO = "ratio"
    CHANGE_LIMIT = "change_limit"
    ACROSS_MEASURES = "across_measures"
    ODD = "odd"


class Amount(NamedTuple):
    """A figure with what it was made from."""

    value: Decimal
    part: Decimal | None = None


Amounts = Mapping[Period, Mapping[Categories, Amount]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `tolerance` is in the unit of the figures; for sums it is a part of the total (0.01 is one percent)."""

    key: int | None
    demand: Demand
    low: Decimal | None = None
    high: Decimal | None = None
    tolerance: Decimal | None = None
    blocks: bool = False
    others: Amounts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure that a rule asks about. `low` and `high` are what was expected; `likely` is what may have been meant."""

    rule: int | None
    demand: Demand
    period: Period
    categories: Categories
    found: Decimal
    low: Decimal | None = None
    high: Decimal | None = None
    blocks: bool = False
    likely: Decimal | None = None
    times: Decimal | None = None

    @property
    def place(self) -> tuple[int | None, Period, Categories]:
        """What makes it the same finding again."""
        return self.rule, self.period, self.categories


@dataclass(frozen=True, slots=True)
class Shelves:
    """New figures beside those that count. `partitions` are groups that together are everybody, each person once.

    `breaks` are the days from which figures are made in an incomparable way.
    """

    new: Amounts
    known: Amounts
    partitions: tuple[tuple[CategoryKey, ...], ...] = ()
    has_ratio: bool = True
    breaks: tuple[date, ...] = ()
    _rows: dict[tuple[PeriodKind, int], list[Period]] = field(default_factory=dict, compare=False, repr=False)

    def at(self, period: Period, cell: Categories) -> Amount | None:
        """The figure as it would be: the new one, else the one that counts."""
        return self.new.get(period, {}).get(cell) or self.known.get(period, {}).get(cell)

    def cells(self) -> Iterator[tuple[Period, Categories, Amount]]:
        """Every new figure, the earliest first."""
        for period in sorted(self.new):
            for cell, amount in self.new[period].items():
                yield period, cell, amount

    def before(self, period: Period, cell: Categories, most: int = 12) -> list[Decimal]:
        """The values of a cell in earlier periods of the same kind and length, the latest last.

        Nothing is compared across a day from which figures are made in an incomparable way.
        """
        row = self._alike(period)
        since = max((day for day in self.breaks if day <= period.start), default=date.min)
        earlier = (row[at] for at in range(bisect_left(row, period) - 1, -1, -1))
        near = takewhile(lambda one: one.start >= since, earlier)
        found = (amount.value for one in near if (amount := self.at(one, cell)) is not None)
        return [*islice(found, most)][::-1]

    def _alike(self, period: Period) -> list[Period]:
        """All periods of the same kind and length, the earliest first; sorted once for all."""
        if not self._rows:
            for one in sorted({*self.new, *self.known}):
                self._rows.setdefault((one.kind, one.months), []).append(one)
        return self._rows.get((period.kind, period.months), [])


def findings(shelves: Shelves, rules: Iterable[Rule]) -> list[Finding]:
    """Return all that rules find among new figures, by time."""
    found = [one for rule in rules for one in _CHECKS[rule.demand](shelves, rule)]
    return sorted(found, key=lambda one: (one.period.end, one.period.start, tuple(map(str, one.categories))))


def _in_range(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    for period, cell, amount in shelves.cells():
        if not _between(amount.value, rule.low, rule.high):
            yield _asked(rule, period, cell, amount.value, rule.low, rule.high)


def _never_back(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    for period, cell, amount in shelves.cells():
        before = shelves.before(period, cell, 1)
        if before and amount.value < before[0]:
            yield _asked(rule, period, cell, amount.value, before[0], None)


def _small_steps(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    most = rule.tolerance or Decimal(0)
    for period, cell, amount in shelves.cells():
        before = shelves.before(period, cell, 1)
        if before and abs(amount.value - before[0]) > most:
            yield _asked(rule, period, cell, amount.value, before[0] - most, before[0] + most)


def _share_of_other(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    for period, cell, amount in shelves.cells():
        other = rule.others.get(period, {}).get(cell)
        if other is None or rule.low is None or rule.high is None:
            continue
        low, high = sorted((rule.low * other.value, rule.high * other.value))
        if not low <= amount.value <= high:
            yield _asked(rule, period, cell, amount.value, low, high)


def _not_over_other(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    for period, cell, amount in shelves.cells():
        other = rule.others.get(period, {}).get(cell)
        if other is not None and amount.value > other.value + (rule.tolerance or 0):
            yield _asked(rule, period, cell, amount.value, None, other.value)


def _sums(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    """Groups that are everybody together must give the whole: their cases where they are known, else their counts."""
    for period in sorted(shelves.new):
        whole = shelves.at(period, ())
        total = None if whole is None else whole.part
        for groups in shelves.partitions:
            parts = [shelves.at(period, (group,)) for group in groups]
            counts = [one.part for one in parts if one is not None and one.part is not None]
            if total is None or len(counts) < len(groups):
                continue
            found, most = sum(counts, Decimal(0)), abs(total) * (rule.tolerance or 0)
            if abs(found - total) > most:
                yield _asked(rule, period, (), found, total - most, total + most)


def _odd_ones(shelves: Shelves, rule: Rule) -> Iterator[Finding]:
    for period, cell, amount in shelves.cells():
        if found := odd(shelves.before(period, cell), amount.value, has_ratio=shelves.has_ratio):
            value, likely, times = amount.value, found.likely, found.times
            yield Finding(
                rule.key, rule.demand, period, cell, value, found.low, found.high, rule.blocks, likely, times
            )


def _asked(
    rule: Rule, period: Period, cell: Categories, found: Decimal, low: Decimal | None, high: Decimal | None
) -> Finding:
    return Finding(rule.key, rule.demand, period, cell, found, low, high, rule.blocks)


def _between(value: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


_CHECKS = {
    Demand.RANGE: _in_range,
    Demand.SUM_TO_TOTAL: _sums,
    Demand.MONOTONE: _never_back,
    Demand.RATIO: _share_of_other,
    Demand.CHANGE_LIMIT: _small_steps,
    Demand.ACROSS_MEASURES: _not_over_other,
    Demand.ODD: _odd_ones,
}
