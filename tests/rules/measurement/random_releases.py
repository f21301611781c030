"""Random indicators for the attacker: two or three dimensions, some with counties above districts, one to four versions."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations, product

from measurement.rules.lines import Dimension
from measurement.rules.suppression import (
    HIDDEN,
    Cell,
    CellKey,
    DisclosurePolicy,
    EarlierCell,
    PublicationState,
    suppress,
)
from measurement.rules.units import Unit
from tests.rules.measurement.attacker import Counts, Group, Key, Secret, Seen, Space, Version

States = Mapping[CellKey, PublicationState]
Suppress = Callable[..., States]
Atom = tuple[Group, ...]
POLICY = DisclosurePolicy()
UNSTATED = "unstated"


@dataclass
class Place:
    """Where people are counted: the groups by dimension, those above them, and which tables are published."""

    dimensions: list[list[Group]]
    parents: dict[Group, Group]
    shapes: list[tuple[int, ...]]
    with_events: bool
    decimals: int
    unit: Unit
    unstated: bool = False

    def cells(self) -> Iterator[Key]:
        """The cells of the published tables."""
        for shape in self.shapes:
            for groups in product(*(self._groups(at) for at in shape)):
                yield tuple(sorted(groups))

    def _groups(self, at: int) -> list[Group]:
        own = [group for group in self.dimensions[at] if group != UNSTATED]
        return own + sorted({self.parents[group] for group in own if group in self.parents})

    def known(self) -> list[Dimension]:
        """The dimensions as the rule knows them."""
        return [
            Dimension(
                at,
                frozenset(self._groups(at)),
                parents={g: p for g, p in self.parents.items() if g in groups},
            )
            for at, groups in enumerate(self.dimensions)
        ]

    def space(self) -> Space:
        """The same as the attacker sees it: alone standing groups have a rest."""
        lone = [[*groups, f"not {groups[0]}"] if len(groups) == 1 else groups for groups in self.dimensions]
        return Space(lone, self.parents)


@dataclass
class Published:
    """One random indicator with all its versions, as published by a rule."""

    place: Place
    versions: list[Version] = field(default_factory=list)
    secrets: list[Secret] = field(default_factory=list)
    safe: int = 0
    visible: int = 0
    cells: int = 0


def place_of(dice: random.Random) -> Place:
    """Dimensions and tables."""
    many = dice.choice([2, 3, 3])
    dimensions = [
        [f"{name}{i}" for i in range(dice.choice(sizes))]
        for name, sizes in zip("rsp", ([3, 4, 5, 6], [2, 2, 3], [3, 4, 6, 8]), strict=True)
    ][:many]
    parents: dict[Group, Group] = {}
    if many == 3 and dice.random() < 0.4:
        half = len(dimensions[2]) // 2
        parents = {group: ("county0" if i < half else "county1") for i, group in enumerate(dimensions[2])}
    if dice.random() < 0.1:
        dimensions[1] = dimensions[1][:1]
    every = [shape for size in range(many + 1) for shape in combinations(range(many), size)]
    crossed = [shape for shape in every if len(shape) > 1]
    shapes = (
        [shape for shape in every if len(shape) < 2] if dice.random() < 0.9 else [(at,) for at in range(many)]
    )
    kind = dice.random()
    if kind < 0.5:
        shapes += crossed
    elif kind < 0.8:
        shapes.append(dice.choice(crossed))
    unit = Unit.percent() if dice.random() < 0.8 else Unit.rate(1000)
    with_events = dice.random() < 0.7 or unit.kind != Unit.percent().kind
    return Place(dimensions, parents, shapes, with_events, dice.choice([0, 1, 1]), unit)


def people_of(place: Place, dice: random.Random) -> tuple[Counter[Atom], Counter[Atom]]:
    """People with and without the event, by atom; some groups are small."""
    lone = [[*groups, f"not {groups[0]}"] if len(groups) == 1 else groups for groups in place.dimensions]
    weights = [[dice.choice([0.03, 0.3, 0.5, 1, 1, 1]) for _ in groups] for groups in lone]
    chance = dice.choice([0.12, 0.3, 0.5, 0.7, 0.88])
    most = dice.choice([2000, 8000, 40_000, 200_000])
    total = sum(_product(w) for w in product(*weights))
    events: Counter[Atom] = Counter()
    others: Counter[Atom] = Counter()
    for atom, weight in zip(product(*lone), product(*weights), strict=True):
        own = min(0.98, max(0.02, dice.gauss(chance, 0.08)))
        people = round(most * _product(weight) / total * dice.uniform(0.6, 1.4))
        events[atom] = sum(dice.random() < own for _ in range(people)) if people < 60 else round(people * own)
        others[atom] = people - events[atom]
    return events, others


def _product(numbers: Sequence[float]) -> float:
    result = 1.0
    for number in numbers:
        result *= number
    return result


def corrected(events: Counter[Atom], others: Counter[Atom], dice: random.Random) -> None:
    """A few people come late, leave, had another group, or another outcome."""
    atoms = sorted(events)
    if dice.random() < 0.25:
        _recount(events, others, dice)
    for _ in range(dice.choice([1, 1, 2, 4])):
        one, other = dice.choice(atoms), dice.choice(atoms)
        many = dice.choice([1, 2, 5, 12])
        match dice.choice(["late", "left", "moved", "outcome"]):
            case "late":
                dice.choice([events, others])[one] += many
            case "left":
                events[one] = max(0, events[one] - many)
            case "moved":
                many = min(many, others[one])
                others[one] -= many
                others[other] += many
            case _:
                many = min(many, events[one])
                events[one] -= many
                others[one] += many


def _recount(events: Counter[Atom], others: Counter[Atom], dice: random.Random) -> None:
    """One group is counted again, in all places: some of its people belonged elsewhere."""
    group = dice.choice(sorted({group for atom in events for group in atom}))
    for atom in sorted(events):
        if group in atom:
            counts = dice.choice([events, others])
            counts[atom] = max(0, counts[atom] + dice.choice([-3, -1, 0, 0, 2, 6]))


def table_of(place: Place, events: Counter[Atom], others: Counter[Atom]) -> dict[Key, Counts]:
    """The counts of every published cell: people and events."""
    found: dict[Key, Counts] = {}
    for key in place.cells():
        inside = [atom for atom in events if set(key) <= {*atom, *(place.parents.get(g, g) for g in atom)}]
        part = sum(events[atom] for atom in inside)
        found[key] = part + sum(others[atom] for atom in inside), part
    return found


def cell_of(key: Key, counts: Counts, place: Place) -> Cell:
    """A cell as it is brought: with its events, or with a rounded percent."""
    people, events = counts
    step = Decimal(1).scaleb(-place.decimals)
    value = (Decimal(100 * events) / people).quantize(step, ROUND_HALF_UP) if people else None
    if place.with_events:
        return Cell("t", key, Decimal(events), Decimal(people), value)
    return Cell("t", key, None, Decimal(people), value)


def seen_of(counts: Counts, place: Place) -> Seen:
    """What a shown cell tells: a rounded percent is an interval of events."""
    people, events = counts
    if place.with_events or not people:
        return Seen(people, events, events)
    step = Decimal(1).scaleb(-place.decimals)
    value, half = (Decimal(100 * events) / people).quantize(step, ROUND_HALF_UP), step / 2
    least, most = (float((value + side) * people / 100) for side in (-half, half))
    return Seen(people, max(0.0, least), min(float(people), most))


def publish(seed: int, rule: Suppress = suppress, *, policy: DisclosurePolicy = POLICY) -> Published:
    """Publish a random indicator, version after version, by a rule."""
    dice = random.Random(seed)
    place = place_of(dice)
    events, others = people_of(place, dice)
    found, earlier, standing = Published(place), [], {}
    count, later = dice.choice([1, 1, 2, 3, 4]), []
    if count > 1 and dice.random() < 0.5:  # crossed tables come with the second version
        later, place.shapes = (
            [one for one in place.shapes if len(one) > 1],
            [one for one in place.shapes if len(one) < 2],
        )
    for number in range(1, count + 1):
        if number > 1:
            corrected(events, others, dice)
        if number == 2:
            place.shapes += later
        table = table_of(place, events, others)
        cells = [cell_of(key, counts, place) for key, counts in table.items()]
        states = rule(cells, policy, place.known(), earlier, unit=place.unit)
        rows = {
            c.categories: (c, states[c.key])
            for c in cells
            if standing.get(c.categories) != (c, states[c.key])
        }
        taken_back = number + 1 if number < count and dice.random() < 0.2 else None
        earlier += [
            EarlierCell(c, state, 2 * number, 2 * taken_back - 1 if taken_back else None)
            for c, state in rows.values()
        ]
        standing = standing if taken_back else {**standing, **rows}
        _look(found, table, states, policy)
    return found


def _look(found: Published, table: dict[Key, Counts], states: States, policy: DisclosurePolicy) -> None:
    place = found.place
    shown = {key: seen_of(counts, place) for key, counts in table.items() if states["t", key] not in HIDDEN}
    hidden = {key: counts for key, counts in table.items() if key not in shown}
    found.versions.append(Version(shown, hidden))
    for key, (people, part) in table.items():
        limits = {"people": (people, policy.min_denominator), "events": (part, policy.min_events)}
        if place.unit.is_share:
            limits["others"] = (people - part, policy.min_events)
        small = {name: pair for name, pair in limits.items() if 0 < pair[0] < pair[1]}
        found.cells += 1
        found.safe += not small
        found.visible += not small and key in shown
        if key in hidden:
            at = len(found.versions) - 1
            found.secrets += [Secret(at, key, name, *pair) for name, pair in small.items()]


def kept(found: Published) -> list[Secret]:
    """The secrets that no version has shown with the same counts."""
    told = {
        (key, (seen.people, seen.least, seen.most))
        for one in found.versions
        for key, seen in one.shown.items()
    }
    return [one for one in found.secrets if (one.key, _seen(found, one)) not in told]


def _seen(found: Published, one: Secret) -> tuple[int, float, float]:
    seen = seen_of(found.versions[one.version].hidden[one.key], found.place)
    return seen.people, seen.least, seen.most
