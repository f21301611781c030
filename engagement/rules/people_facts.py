"""The people of an engagement: its panel, its joint or deciding body, its promisees, and who took part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from engagement.rules.representation import RESIDENTS

PROFESSIONALS = frozenset({"backbone", "partner", "funder", "public_sector"})


class SupportKind(StrEnum):
    """What makes it possible to come. V6."""

    STIPEND = "stipend"
    CHILDCARE = "childcare"
    TRANSPORT = "transport"
    INTERPRETATION = "interpretation"
    MEAL = "meal"


OWED_SUPPORTS = frozenset(SupportKind) - {SupportKind.MEAL}


@dataclass(frozen=True, slots=True)
class Session:
    """A session of the panel or body, and the supports that were offered for it in its invitation. V6."""

    starts: datetime
    offered: frozenset[SupportKind] = frozenset()
    offered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PanelAnswer:
    """What the panel says to the matrix: members for and against, and where its dissent is printed. V4."""

    confirmed: int
    declined: int
    at: datetime
    dissent_printed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The standing panel: when it was named, its members today, and those from the group that the data shows behind.

    `group_behind` names that group as the data does ("" while nobody has said which it is).
    """

    named: datetime | None = None
    members: int = 0
    from_group_behind: int = 0
    group_behind: str = ""
    first_choice: str = ""
    answer: PanelAnswer | None = None
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class BodySeat:
    """A seat of the body: its class (community, youth, partner, …), voting or advisory, held by somebody or not."""

    seat_class: str
    is_voting: bool = True
    is_held: bool = True
    is_co_chair: bool = False

    @property
    def is_residents(self) -> bool:
        """Whether it speaks for residents."""
        return self.seat_class in RESIDENTS

    @property
    def is_professional(self) -> bool:
        """Whether the person in it is there by profession."""
        return self.seat_class in PROFESSIONALS


@dataclass(frozen=True, slots=True)
class Release:
    """A draft, data or minutes: when staff had it and when community seats had it. L6."""

    staff: datetime
    community_seats: datetime | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The joint body (COLLABORATING) or the deciding community body (EMPOWERING), with its charter."""

    chartered: datetime | None = None
    seats: tuple[BodySeat, ...] = ()
    releases: tuple[Release, ...] = ()
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class ParityGroup:
    """People of one group who took part, and the group's share of the affected population (a percent, 0 to 100).

    `people` are counted, never sent on when fewer than five; `dimension` is what was asked (age, neighborhood, …).
    """

    dimension: str
    group: str
    people: int
    population_percent: int


@dataclass(frozen=True, slots=True)
class ParityAnswer:
    """An extension or outreach recorded because a group was missing. C7."""

    dimension: str
    group: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Parity:
    """Who was heard, against the affected population. `unknown_because` when nobody said who they are. C7.

    `counted` is when the two were compared, or when it was said why nobody can.
    """

    counted: datetime | None = None
    groups: tuple[ParityGroup, ...] = ()
    answers: tuple[ParityAnswer, ...] = ()
    unknown_because: str = ""
