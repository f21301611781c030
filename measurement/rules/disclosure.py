"""What a cell counts, when it is small, and why it is hidden: the words of disclosure control."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from measurement.rules.rows import Categories

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

    def why_small(self, amounts: Amounts) -> Reason | None:
        """Too few people, too few events, or (for a share) too few without the event; zero is not few."""
        people, events, others = amounts
        if people is not None and 0 < people < self.people:
            return Reason.SMALL_GROUP
        if events is not None and 0 < events < self.events:
            return Reason.FEW_EVENTS
        few_others = self.is_share and others is not None and 0 < others < self.events
        return Reason.FEW_EVENTS if few_others else None


@dataclass(slots=True, eq=False)
class Member:
    """A cell while its period is looked at: what it counts, why it is hidden, whether it is known anyway."""

    categories: Categories
    amounts: Amounts
    hidden: Reason | None = None
    is_known: bool = False

    @property
    def is_secret(self) -> bool:
        """Hidden, and not to be read in an earlier publication."""
        return self.hidden is not None and not self.is_known
