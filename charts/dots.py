"""One hundred dots: so many of every hundred people, before, now and by the target.

Each dot answers three questions: did it count before, does it count now, will it count when the promise is
kept? A filled dot counts now, gold when it did not before. A speck in a ring counted before. A dashed ring
is a dot the promise will change. So one rule is right whether a figure rose or fell, and whether more or
less is better.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from charts.numbers import rounded
from charts.spec import Hundred


class DotState(StrEnum):
    """What one of the hundred dots tells, from the bottom of the picture to the top."""

    KEPT = "kept"  # counted before, counts now, will count
    CUT = "cut"  # counted before, counts now, the promise ends that
    ADDED = "added"  # new since before
    ADDED_CUT = "added_cut"  # new since before, the promise ends that
    GONE = "gone"  # counted before, no longer
    BACK = "back"  # counted before, no longer; the promise brings it back
    DUE = "due"  # the promise adds it
    REST = "rest"  # neither before, nor now, nor by the target


@dataclass(frozen=True, slots=True)
class DotWords:
    """The words of the key, one for each state; {count} is the number of dots."""

    kept: str
    cut: str
    added: str
    added_cut: str
    gone: str
    back: str
    due: str
    rest: str


class KeyItem(NamedTuple):
    """One line of the key: the state to draw a sample of, how many dots, and the words."""

    state: DotState
    number: int
    text: str


class Disc(NamedTuple):
    """A circle of a dot; the radius is a share of the dot's own."""

    role: str
    radius: float


_DASHED, _FULL, _INNER, _GOLD, _INNER_GOLD = (
    Disc("due", 1),
    Disc("on", 1),
    Disc("on", 0.6),
    Disc("new", 1),
    Disc("new", 0.6),
)
RADIUS = 7.4
_SPECK = Disc("on", 0.32)

SHAPES = MappingProxyType(
    {
        DotState.KEPT: (_FULL,),
        DotState.CUT: (_DASHED, _INNER),
        DotState.ADDED: (_GOLD,),
        DotState.ADDED_CUT: (_DASHED, _INNER_GOLD),
        DotState.GONE: (Disc("off", 1), _SPECK),
        DotState.BACK: (_DASHED, _SPECK),
        DotState.DUE: (_DASHED,),
        DotState.REST: (Disc("off", 1),),
    }
)

_STATES = MappingProxyType(
    {
        (True, True, True): DotState.KEPT,
        (True, True, False): DotState.CUT,
        (False, True, True): DotState.ADDED,
        (False, True, False): DotState.ADDED_CUT,
        (True, False, False): DotState.GONE,
        (True, False, True): DotState.BACK,
        (False, False, True): DotState.DUE,
        (False, False, False): DotState.REST,
    }
)


def states(spec: Hundred) -> tuple[DotState, ...]:
    """What each dot tells, the first one first. A target already passed changes nothing."""
    now = _count(spec.now)
    before = now if spec.before is None else _count(spec.before)
    target = now if spec.target is None else _count(spec.target)
    promised = min(now, target) if spec.is_less_better else max(now, target)
    return tuple([_STATES[k <= before, k <= now, k <= promised] for k in range(1, 101)])


def key(spec: Hundred, words: DotWords) -> tuple[KeyItem, ...]:
    """The states that occur with their counts, which add up to a hundred."""
    counts = Counter(states(spec))
    return tuple(
        KeyItem(state, counts[state], str(getattr(words, state)).format(count=counts[state]))
        for state in DotState
        if counts[state]
    )


def layers(spec: Hundred) -> dict[str, str]:
    """The circles of the picture by role, in a square of 200 by 200, filled from the bottom left."""
    circles: dict[str, list[str]] = {}
    for place, state in enumerate(states(spec)):
        row, column = divmod(place, 10)
        for disc in SHAPES[state]:
            circle = f'<circle cx="{10 + 20 * column}" cy="{190 - 20 * row}" r="{RADIUS * disc.radius:.2g}"/>'
            circles.setdefault(disc.role, []).append(circle)
    return {role: "".join(found) for role, found in sorted(circles.items())}


def _count(figure: Decimal) -> int:
    """A percentage as whole people of a hundred."""
    return int(rounded(figure, 0))
