"""Everything that was ever published, given to somebody who computes. More of it: `python -m tests.bench --only R4`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from measurement.rules.suppression import CellKey, PublicationState, suppress
from tests.rules.measurement.attacker import Reader, Secret, Seen, Space, Version
from tests.rules.measurement.random_releases import Suppress, kept, publish

RELEASES = 60


@dataclass
class Tally:
    """What came of an attack."""

    secrets: int = 0
    recovered: int = 0
    safe: int = 0
    visible: int = 0
    cells: int = 0
    releases: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))


def attack(seeds: range, rule: Suppress = suppress, *, whole_numbers: bool = False) -> Tally:
    """Publish random indicators by a rule, and compute."""
    tally = Tally()
    for seed in seeds:
        found = publish(seed, rule)
        secrets = kept(found)[:6] if whole_numbers else kept(found)
        reader = Reader(found.place.space(), found.versions)
        tally.recovered += len(reader.recovered(secrets, whole_numbers=whole_numbers))
        tally.secrets += len(secrets)
        tally.safe += found.safe
        tally.visible += found.visible
        tally.cells += found.cells
        tally.releases += len(found.versions)
    return tally


def without_covers(*given: Any, **named: Any) -> Mapping[CellKey, PublicationState]:
    """A planted bug: only the small cells themselves are hidden."""
    second, shown = PublicationState.SUPPRESSED_COMPLEMENTARY, PublicationState.SHOWN
    return {key: shown if state is second else state for key, state in suppress(*given, **named).items()}


def without_memory(
    cells: Any, policy: Any, dimensions: Any, _earlier: Any, **named: Any
) -> Mapping[CellKey, PublicationState]:
    """A planted bug: each release is looked at alone."""
    return suppress(cells, policy, dimensions, **named)


def test_nobody_recovers_a_small_count_from_all_that_was_published_and_most_is_visible() -> None:
    tally = attack(range(RELEASES))
    assert tally.secrets > 1000
    assert tally.recovered == 0
    assert tally.visible / tally.safe >= 0.7


def test_nobody_recovers_one_by_whole_numbers() -> None:
    assert attack(range(500, 512), whole_numbers=True).recovered == 0


def test_the_attacker_succeeds_where_nothing_covers_the_small_cells() -> None:
    assert attack(range(10), without_covers).recovered > 20


def test_the_attacker_succeeds_where_former_releases_are_forgotten() -> None:
    assert attack(range(40, 60), without_memory).recovered > 20


def test_the_attacker_computes_what_can_be_computed_by_hand() -> None:
    shown = {(): Seen(30, 15, 15), ("b",): Seen(22, 11, 11)}
    secret = Secret(0, ("a",), "people", 8, 10)
    alone = Version(shown, {("a",): (8, 4)})
    assert Reader(Space([["a", "b"]]), [alone]).recovered([secret]) == [(secret, 8, 8)]
    covered = Version({(): Seen(30, 15, 15)}, {("a",): (8, 4), ("b",): (22, 11)})
    assert Reader(Space([["a", "b"]]), [covered]).recovered([secret]) == []


def test_the_attacker_subtracts_versions() -> None:
    first = Version({(): Seen(30, 15, 15)}, {("a",): (8, 4), ("b",): (22, 11)})
    second = Version({(): Seen(32, 16, 16), ("b",): Seen(24, 12, 12)}, {("a",): (8, 4)})
    secret = Secret(0, ("a",), "people", 8, 10)
    assert Reader(Space([["a", "b"]]), [first, second]).recovered([secret]) == [(secret, 8, 8)]
