"""Tables of which only some cells are published: readers work the others out, and so must the rule."""

from __future__ import annotations

from decimal import Decimal

import pytest

from measurement.rules.disclosure import UNKNOWN, Amounts, Floors
from measurement.rules.lines import Dimension, Grids
from measurement.rules.suppression import HIDDEN, Cell, DisclosurePolicy, suppress
from measurement.rules.units import Unit
from measurement.rules.versions import Versions
from tests.rules.measurement.attacker import Reader, Secret, Seen, Space, Version

Table = dict[str, tuple[int, int]]
DIMENSIONS = [Dimension(groups, frozenset(groups)) for groups in ("abc", "fm", "xy")]
SMALL = {"people": DisclosurePolicy().min_denominator, "events": DisclosurePolicy().min_events}
# People and events by groups; a group is a letter, no letter is everybody.
ONE_CROSSED_CELL: Table = {"": (193, 74), "a": (10, 4), "b": (43, 14), "f": (86, 28), "cm": (60, 30)}
MOST_OF_A_CUBE: Table = {
    "": (436, 182),
    "a": (46, 15),
    "c": (220, 83),
    "af": (27, 9),
    "am": (19, 6),
    "ax": (19, 6),
    "ay": (27, 9),
    "bm": (83, 41),
    "bx": (87, 43),
    "by": (83, 41),
    "cf": (80, 23),
    "fy": (140, 66),
    "my": (90, 44),
    "afx": (7, 3),
    "amx": (12, 3),
    "amy": (7, 3),
    "bfx": (7, 3),
    "cfx": (20, 3),
}
SEVERAL_LACK: Table = {"": (191, 75), "f": (31, 15), "af": (12, 6), "bm": (60, 20), "cf": (12, 6)}


def recovered(table: Table) -> list[Secret]:
    """Publish a table by the rule, and compute what was hidden."""
    cells = [
        Cell("t", tuple(groups), Decimal(events), Decimal(people))
        for groups, (people, events) in table.items()
    ]
    states = suppress(cells, DisclosurePolicy(), DIMENSIONS, unit=Unit.rate(1000))
    hidden = {key: table["".join(key)] for (_period, key), state in states.items() if state in HIDDEN}
    shown = {
        tuple(groups): Seen(people, events, events)
        for groups, (people, events) in table.items()
        if tuple(groups) not in hidden
    }
    secrets = [
        Secret(0, key, amount, count, SMALL[amount])
        for key, counts in hidden.items()
        for amount, count in zip(SMALL, counts, strict=True)
        if 0 < count < SMALL[amount]
    ]
    assert secrets
    reader = Reader(Space([sorted(one.categories) for one in DIMENSIONS]), [Version(shown, hidden)])
    return [secret for secret, _low, _high in reader.recovered(secrets)]


@pytest.mark.parametrize("table", [ONE_CROSSED_CELL, MOST_OF_A_CUBE])
def test_cells_that_nobody_published_give_no_small_count_away(table: Table) -> None:
    assert recovered(table) == []


def test_what_a_whole_has_left_is_given_to_its_unpublished_parts_once() -> None:
    grid = Grids(DIMENSIONS).of(tuple([tuple(groups) for groups in SEVERAL_LACK]))
    told: list[Amounts] = [(people, events, people - events) for people, events in SEVERAL_LACK.values()]
    found = Versions(grid, [told], [1] * len(told), [Floors(10, 5, is_share=False)]).tables[0]
    lines = [
        line for line in grid.lines if UNKNOWN not in (found[line.whole], *map(found.__getitem__, line.parts))
    ]
    assert len(lines) > 3
    for line in lines:
        assert found[line.whole][0] == sum(found[part][0] or 0 for part in line.parts)
