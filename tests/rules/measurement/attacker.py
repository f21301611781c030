"""A reader with everything that was ever published, a computer, and time.

Written apart from the rule that it attacks. Unknown are the people with and without the event of every *atom* (one group
of every dimension at once) in every version. What the reader knows, as linear equations and inequalities:

- a shown cell: its people exactly; its events exactly, or, where only a rounded percent is published, the interval that
  the percent and its people leave;
- of a hidden cell: that it is hidden, and whether its figure stayed the same from one version to another (a release lists
  what it changes), withdrawn versions included;
- nobody is counted less than zero times, groups of a dimension are everybody, districts make up their county.

For each small count that was never shown the reader computes the least and the greatest possible value (linear
programming; whole numbers where asked for). **Recovered** is a count if that interval does not reach from 1 up to the
first count that is not small: 1–10 for people where fewer than 10 are small. An exact value is recovered in any case, and
so is every interval in which some small count is ruled out, or from which it follows that the count is small.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

Group = str
Key = tuple[Group, ...]
Counts = tuple[int, int]
NEAR = 1e-5


@dataclass(frozen=True)
class Seen:
    """What readers see of one cell in one version: its people and the interval of its events."""

    people: int
    least: float
    most: float


@dataclass
class Version:
    """One version as readers see it; `hidden` are the true counts, of which they know only whether they stayed the same."""

    shown: Mapping[Key, Seen]
    hidden: Mapping[Key, Counts]


@dataclass(frozen=True)
class Secret:
    """A small count that nobody was shown: which of people, events and others, in which version, and what is small."""

    version: int
    key: Key
    amount: str
    value: int
    limit: int


@dataclass(frozen=True)
class Space:
    """Groups that exclude each other, by dimension; `parents` lie above groups and are made up of them."""

    dimensions: Sequence[Sequence[Group]]
    parents: Mapping[Group, Group] = field(default_factory=dict)

    def atoms(self) -> list[frozenset[Group]]:
        """One group of every dimension, with those above it."""
        return [frozenset(self._upwards(atom)) for atom in product(*self.dimensions)]

    def _upwards(self, atom: Iterable[Group]) -> Iterator[Group]:
        for group in atom:
            at: Group | None = group
            while at is not None:
                yield at
                at = self.parents.get(at)


class Reader:
    """Knows all versions, and computes."""

    def __init__(self, space: Space, versions: Sequence[Version]) -> None:
        self.atoms, self.versions = space.atoms(), versions
        self.width = len(self.atoms)
        self.members: dict[Key, np.ndarray] = {}
        self._equal: list[tuple[np.ndarray, np.ndarray, float]] = []
        self._between: list[tuple[np.ndarray, float, float]] = []
        for at, version in enumerate(versions):
            self._learn(at, version)
        self._tie()
        self._build()

    def columns(self, key: Key, version: int, amount: str) -> np.ndarray:
        """The unknowns that add up to a count."""
        if key not in self.members:
            wanted = set(key)
            self.members[key] = np.array(
                [i for i, atom in enumerate(self.atoms) if wanted <= atom], dtype=int
            )
        start = 2 * self.width * version
        events, others = self.members[key] + start, self.members[key] + start + self.width
        return {"events": events, "others": others, "people": np.concatenate([events, others])}[amount]

    def _learn(self, at: int, version: Version) -> None:
        for key, seen in version.shown.items():
            self._equal.append((self.columns(key, at, "people"), np.array([], dtype=int), seen.people))
            events = self.columns(key, at, "events")
            if seen.least == seen.most:
                self._equal.append((events, np.array([], dtype=int), seen.least))
            else:
                self._between.append((events, seen.least, seen.most))

    def _tie(self) -> None:
        """A hidden figure that stayed the same is one unknown."""
        last: dict[tuple[Key, Counts], int] = {}
        for at, version in enumerate(self.versions):
            for key, counts in version.hidden.items():
                before = last.get((key, counts))
                last[key, counts] = at
                if before is not None:
                    for amount in ("events", "others"):
                        self._equal.append(
                            (self.columns(key, at, amount), self.columns(key, before, amount), 0.0)
                        )

    def _build(self) -> None:
        self.size = 2 * self.width * len(self.versions)
        self.a_equal, self.b_equal = (
            _matrix([(p, m) for p, m, _ in self._equal], self.size),
            [b for *_, b in self._equal],
        )
        nothing = np.array([], dtype=int)
        rows = [(p, nothing) for p, *_ in self._between] + [(nothing, p) for p, *_ in self._between]
        self.a_below = _matrix(rows, self.size)
        self.b_below = [most for *_, most in self._between] + [-least for _, least, _ in self._between]

    def recovered(
        self, secrets: Sequence[Secret], *, whole_numbers: bool = False
    ) -> list[tuple[Secret, float, float]]:
        """The secrets that are out, each with its interval."""
        seen: dict[Secret, tuple[float, float]] = {one: (one.value, one.value) for one in secrets}
        for one in secrets:
            for sign, enough in ((1, seen[one][0] <= 1), (-1, seen[one][1] >= one.limit)):
                if not enough:
                    self._widen(seen, self._extreme(one, sign, whole_numbers))
        return [
            (one, low, high) for one, (low, high) in seen.items() if low > 1 + NEAR or high < one.limit - NEAR
        ]

    def _widen(self, seen: dict[Secret, tuple[float, float]], world: np.ndarray) -> None:
        """Every world that fits is a world for all secrets."""
        for one, (low, high) in seen.items():
            value = float(world[self.columns(one.key, one.version, one.amount)].sum())
            seen[one] = min(low, value), max(high, value)

    def _extreme(self, secret: Secret, sign: int, whole_numbers: bool) -> np.ndarray:
        cost = np.zeros(self.size)
        columns = self.columns(secret.key, secret.version, secret.amount)
        cost[columns] = sign
        limit = (np.zeros(self.size), np.full(self.size, np.inf))
        target = 1 if sign > 0 else secret.limit  # farther is not asked: keeps the search bounded
        row = csr_array(
            (np.ones(len(columns)), (np.zeros(len(columns), dtype=int), columns)), shape=(1, self.size)
        )
        far = LinearConstraint(row, lb=target if sign > 0 else -np.inf, ub=np.inf if sign > 0 else target)
        if whole_numbers:
            rules = [LinearConstraint(self.a_equal, self.b_equal, self.b_equal), far]
            rules += [LinearConstraint(self.a_below, ub=self.b_below)] if self.b_below else []
            found = milp(cost, integrality=np.ones(self.size), bounds=limit, constraints=rules)
        else:
            below, most = self.a_below, [*self.b_below, -target if sign > 0 else target]
            stop = -row if sign > 0 else row
            both = csr_array(_stacked(below, stop))
            found = linprog(cost, both, most, self.a_equal, self.b_equal, method="highs")
        if found.x is None:  # not even the truth's own side of the limit is possible: cannot be
            raise AssertionError(f"the reader's reasoning contradicts the truth: {found.message}")
        return np.asarray(found.x)


def _matrix(rows: Sequence[tuple[np.ndarray, np.ndarray]], width: int) -> csr_array:
    at = [np.full(len(p) + len(m), i) for i, (p, m) in enumerate(rows)]
    columns = [np.concatenate([p, m]) for p, m in rows]
    values = [np.concatenate([np.ones(len(p)), -np.ones(len(m))]) for p, m in rows]
    if not rows:
        return csr_array((0, width))
    return csr_array(
        (np.concatenate(values), (np.concatenate(at), np.concatenate(columns))), shape=(len(rows), width)
    )


def _stacked(above: csr_array, below: csr_array) -> np.ndarray | csr_array:
    return vstack([above, below], format="csr")
