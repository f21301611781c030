"""What a cell counts, when it is small, and why it is hidden: the words of disclosure control."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PEOPLE, EVENTS, OTHERS = 0, 1, 2
Amounts = tuple[float | None, float | None, float | None]
UNKNOWN: Amounts = (None, None, None)


class Reason(StrEnum):
    """Why a figure is not shown."""

    SMALL_GROUP = "small_group"
    FEW_EVENTS = "few_events"
    SIZE_NOT_GIVEN = "size_not_given"
    HIDDEN_BEFORE = "hidden_before"
    PROTECTS_ANOTHER = "protects_another"


@dataclass(frozen=True, slots=True)
class Floors:
    """The policy's floors for people and for events, and whether the figure is a share of its people."""

    people: int
    events: int
    is_share: bool

    def of(self, amount: int) -> int:
        """From how many on people, events or others are not small."""
        return self.people if amount == PEOPLE else self.events

    def why_small(self, amounts: Amounts) -> Reason | None:
        """Too few people, too few events, or (for a share) too few without the event; zero is not few."""
        small = self.small(amounts)
        if not small:
            return None
        return Reason.SMALL_GROUP if small[0] == PEOPLE else Reason.FEW_EVENTS

    def small(self, amounts: Amounts) -> list[int]:
        """Which of people, events and others are small; the others count for a share only."""
        people, events, others = amounts
        found = [PEOPLE] if people is not None and 0 < people < self.people else []
        if events is not None and 0 < events < self.events:
            found.append(EVENTS)
        if self.is_share and others is not None and 0 < others < self.events:
            found.append(OTHERS)
        return found


@dataclass(frozen=True, slots=True)
class Target:
    """A small count of a hidden cell, in the versions `scope` in which its figure stood, and the room it must have.

    Readers must not be able to conclude that it is small, nor to rule any small count out: `up` to the first count that
    is not small, `down` to 1. It goes up and down by
    people with the event and without (`moves`), or by people where events are not counted.
    """

    cell: int
    amount: int
    scope: int
    up: float
    down: float
    moves: tuple[int, ...]


def target(cell: int, amount: int, scope: int, amounts: Amounts, floors: Floors) -> Target:
    """The room that a small count needs."""
    has = amounts[amount] or 0.0
    moves = (EVENTS, OTHERS) if amount == PEOPLE and amounts[OTHERS] is not None else (amount,)
    return Target(cell, amount, scope, max(0.0, floors.of(amount) - has), max(0.0, has - 1), moves)
