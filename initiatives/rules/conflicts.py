"""Conflicts: the way of a case, who may mediate, and who may read what was said. DOMAIN section 4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

RAISED, DIRECT_TALK, MEDIATION, PANEL, CLOSED = "raised", "direct_talk", "mediation", "panel", "closed"

# A case may go on from each of these to each of those; a block in a decision enters at mediation.
WAY: dict[str, frozenset[str]] = {
    RAISED: frozenset({DIRECT_TALK, MEDIATION, CLOSED}),
    DIRECT_TALK: frozenset({MEDIATION, CLOSED}),
    MEDIATION: frozenset({PANEL, CLOSED}),
    PANEL: frozenset({CLOSED}),
    CLOSED: frozenset(),
}


class Unfit(StrEnum):
    """Why somebody can't mediate."""

    IS_PARTY = "is_party"
    RAISED_IT = "raised_it"
    TIED_TO_ONE_SIDE = "tied_to_one_side"


@dataclass(frozen=True, slots=True)
class Party:
    """One person of a side (1, 2, …), with the ids of the partners that they speak for."""

    person: int
    side: int
    partners: frozenset[int] = field(default=frozenset())


def may_go(state: str, to: str) -> bool:
    """Whether a case in one state may go on to another."""
    return to in WAY.get(state, frozenset())


def unfit_mediator(
    mediator: int, *, partners: frozenset[int], raised_by: int, parties: Iterable[Party]
) -> Unfit | None:
    """Return why somebody can't mediate; None when they can.

    A mediator is no party, did not raise the case, and has no tie to one side only: a tie to every side is known to
    all and does no harm, a tie to one does. `partners` are the partners that the mediator belongs to.
    """
    known = list(parties)
    if any(party.person == mediator for party in known):
        return Unfit.IS_PARTY
    if mediator == raised_by:
        return Unfit.RAISED_IT
    sides = {party.side for party in known}
    tied = {party.side for party in known if party.partners & partners}
    return Unfit.TIED_TO_ONE_SIDE if tied and tied != sides else None


def may_read_notes(person: int | None, *, mediator: int | None, parties: Iterable[int]) -> bool:
    """Whether somebody reads what was said in a mediation: its parties and the mediator, nobody else, whatever their rights."""
    return person is not None and (person == mediator or person in set(parties))
