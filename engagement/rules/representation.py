"""Who holds the voting seats: residents and young people against everybody else. SPECTRUM sections 1 and 2."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

RESIDENTS = frozenset({"community", "youth"})


@dataclass(frozen=True, slots=True)
class VotingSeat:
    """A voting seat: whom it speaks for and whether somebody holds it today."""

    seat_class: str
    is_held: bool = True


@dataclass(frozen=True, slots=True)
class Representation:
    """Voting seats that are held, by whom; `vacant` counts those that nobody holds."""

    residents: int
    others: int
    vacant: int
    vacant_for_residents: int
    by_class: tuple[tuple[str, int], ...]

    @property
    def held(self) -> int:
        """Voting seats that somebody holds."""
        return self.residents + self.others

    @property
    def share(self) -> Fraction | None:
        """The share of the held voting seats that residents hold; None while nobody holds any."""
        return Fraction(self.residents, self.held) if self.held else None

    @property
    def is_led_by_residents(self) -> bool:
        """Whether residents hold at least half of the votes."""
        return self.share is not None and self.share >= Fraction(1, 2)


def representation(seats: Iterable[VotingSeat]) -> Representation:
    """Count voting seats. Advisory seats are not handed in: a voice without a vote is no share of the decision."""
    seats = list(seats)
    held = Counter(seat.seat_class for seat in seats if seat.is_held)
    empty = [seat for seat in seats if not seat.is_held]
    residents = sum(count for seat_class, count in held.items() if seat_class in RESIDENTS)
    return Representation(
        residents=residents,
        others=held.total() - residents,
        vacant=len(empty),
        vacant_for_residents=sum(seat.seat_class in RESIDENTS for seat in empty),
        by_class=tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))),
    )
