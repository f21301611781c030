"""Protection of small groups: the attacker over many releases, its speed, and whether tests notice changes of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product

from measurement.rules.lines import Dimension
from measurement.rules.suppression import HIDDEN, Cell, DisclosurePolicy, suppress
from measurement.rules.units import Unit
from tests.bench import mutants
from tests.bench.ground import Ground, say
from tests.bench.measuring import Row, seconds
from tests.rules.measurement.test_attacker import Tally, attack, without_covers, without_memory

MOST_CHANGES = 240  # drawn, always the same ones: all 758 take over half an hour on two quiet cores
RELEASES, PLANTED, WHOLE_NUMBERS, BATCH = 500, 60, 40, 50
SIZES, PEOPLE = (20, 25, 20), 2_000_000
RULES = tuple(
    f"measurement/rules/{name}.py"
    for name in ("complementary", "disclosure", "lines", "rounding", "suppression", "swaps", "versions")
)
TESTS = tuple(
    f"tests/rules/measurement/test_{name}.py" for name in ("suppression", "rounding", "same_pattern")
)


def attacker(_ground: Ground) -> list[Row]:
    """R4: linear programming over everything published; the same over two planted bugs, which it must see."""
    whole = Tally()
    for start in range(0, RELEASES, BATCH):
        whole += attack(range(start, start + BATCH))
        say(f"R4: {start + BATCH} indicators, {whole.recovered} of {whole.secrets} small counts recovered")
    counted = attack(range(RELEASES, RELEASES + WHOLE_NUMBERS), whole_numbers=True)
    bare = attack(range(PLANTED), without_covers)
    forgetful = attack(range(PLANTED), without_memory)
    recovered, share = whole.recovered + counted.recovered, whole.visible / whole.safe
    small = 1 - whole.safe / whole.cells
    return [
        Row(
            "R4",
            f"attack on {whole.releases} releases of {RELEASES} indicators, {whole.secrets} small counts",
            "recovered 0",
            f"recovered {recovered}",
            recovered == 0 and whole.releases >= RELEASES,
        ),
        Row("R4", f"safe cells shown ({small:.0%} of cells small)", "≥ 70 %", f"{share:.1%}", share >= 0.7),
        _planted("nothing covers the small cells", bare),
        _planted("former releases are forgotten", forgetful),
    ]


def _planted(what: str, tally: Tally) -> Row:
    return Row(
        "R4", f"planted bug: {what}", "recovered > 0", f"recovered {tally.recovered}", tally.recovered > 0
    )


def speed(ground: Ground) -> list[Row]:
    """G15: one period of 10,000 cells and their margins."""
    cells, dimensions = crossed_table()
    found = suppress(cells, DisclosurePolicy(), dimensions, unit=Unit.percent())
    hidden = sum(state in HIDDEN for state in found.values())
    taken = min(
        seconds(lambda: suppress(cells, DisclosurePolicy(), dimensions, unit=Unit.percent()))
        for _ in range(ground.rounds)
    )
    words = f"{taken:.1f} s"
    return [
        Row("G15", f"suppression of {len(cells)} cells × 3 ({hidden} hidden)", "≤ 5 s", words, taken <= 5)
    ]


def crossed_table(
    sizes: Sequence[int] = SIZES, people: int = PEOPLE, seed: int = 1
) -> tuple[list[Cell], list[Dimension]]:
    """A table of three dimensions with all margins; a quarter of its groups is small."""
    dice = random.Random(seed)
    groups = [[f"{name}{i}" for i in range(size)] for name, size in zip("abc", sizes, strict=True)]
    weights = [[dice.choice([0.03, 0.2, 1, 1, 1, 2]) for _ in one] for one in groups]
    whole = sum(weights[0]) * sum(weights[1]) * sum(weights[2])
    counts: dict[tuple[str, ...], Counter[str]] = {}
    for atom in product(*(range(size) for size in sizes)):
        share = weights[0][atom[0]] * weights[1][atom[1]] * weights[2][atom[2]] / whole
        many = round(people * share * dice.uniform(0.7, 1.3))
        events = round(many * min(0.99, max(0.01, dice.gauss(0.6, 0.1))))
        for axes in (axes for size in range(4) for axes in combinations(range(3), size)):
            key = tuple(groups[axis][atom[axis]] for axis in axes)
            counts.setdefault(key, Counter()).update(people=many, events=events)
    cells = [Cell("t", key, Decimal(one["events"]), Decimal(one["people"])) for key, one in counts.items()]
    return cells, [Dimension(at, frozenset(one)) for at, one in enumerate(groups)]


def mutation(_ground: Ground) -> list[Row]:
    """R15: small changes of the rules, one at a time, and whether their tests fail."""
    found = mutants.run(RULES, TESTS, most=MOST_CHANGES)
    words = f"{found.killed} of {found.tried} changes noticed, drawn from all: {found.score:.1%}"
    return [Row("R15", "mutation score of suppression", "≥ 85 %", words, found.score >= 0.85)]
