"""The balance of giving and receiving: what each partner promised and gains, and how much of it has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """In which direction it goes."""

    GIVES = "gives"
    GAINS = "gains"


@dataclass(frozen=True, slots=True)
class Balance:
    """How much is promised and has come, in either direction."""

    gives: int = 0
    given: int = 0
    gains: int = 0
    gained: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether nobody has said what it gains: a reason to ask."""
        return self.gains == 0

    @property
    def leans(self) -> bool:
        """Whether what it promised has come, and nothing that it was to gain."""
        return self.given > 0 and self.gains > 0 and self.gained == 0


def balance_of(lines: Iterable[tuple[str, bool]]) -> Balance:
    """Count lines of (direction, whether it has come)."""
    known = list(lines)

    def count(way: Way, *, there: bool = False) -> int:
        return sum(one == way and (has_come or not there) for one, has_come in known)

    return Balance(
        count(Way.GIVES), count(Way.GIVES, there=True), count(Way.GAINS), count(Way.GAINS, there=True)
    )


def may_say_received(way: str, *, is_own: bool, manages: bool) -> bool:
    """Whoever gets it says that it has come: the partner for what it gains, anybody but the partner for what it gives."""
    return is_own if way == Way.GAINS else manages and not is_own
