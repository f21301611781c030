"""What partners say they are able to do, wave by wave: are all strengthened by taking part? DOMAIN section 6."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from measurement.rules.collaboration import LEAST_ANSWERS, Capacity

Marks = Mapping[str, int]


class Course(StrEnum):
    """How what a partner is able to do has changed, taken together."""

    STRONGER = "stronger"
    AS_BEFORE = "as_before"
    WEAKER = "weaker"


@dataclass(frozen=True, slots=True)
class Rated:
    """One thing that a partner rates of itself, 1 to 4: now, and in the wave before."""

    item: Capacity
    now: int
    before: int | None = None

    @property
    def change(self) -> int | None:
        """By how many steps it rates itself higher; None where it was not asked before."""
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True)
class Strengthened:
    """How many partners rate themselves higher than before, of those who rated themselves both times."""

    more: int
    of: int


def rated(now: Marks, before: Marks | None = None) -> list[Rated]:
    """Lay what a partner says of itself now beside what it said before."""
    earlier = before or {}
    return [Rated(item, now[item], earlier.get(item)) for item in Capacity if item in now]


def course(now: Marks, before: Marks) -> Course | None:
    """Say whether a partner is able to do more than before, over what it rated both times; None where that is nothing."""
    changes = [one.change for one in rated(now, before) if one.change is not None]
    if not changes:
        return None
    total = sum(changes)
    if total == 0:
        return Course.AS_BEFORE
    return Course.STRONGER if total > 0 else Course.WEAKER


def strengthened(now: Mapping[int, Marks], before: Mapping[int, Marks]) -> Strengthened | None:
    """Count over partners who is stronger; None under five of them, as with all that the survey tells."""
    both = [course(now[one], before[one]) for one in now.keys() & before.keys()]
    known = [one for one in both if one is not None]
    if len(known) < LEAST_ANSWERS:
        return None
    return Strengthened(sum(one is Course.STRONGER for one in known), len(known))
