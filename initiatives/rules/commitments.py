"""Commitments: who may do what with a promise, and from which state. Only the recipient or a witness marks it met."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PROPOSED, ACCEPTED, MET = "proposed", "accepted", "met"
MISSED, RENEGOTIATED, RELEASED = "missed", "renegotiated", "released"


class Side(StrEnum):
    """What somebody is to a commitment. A witness stands in where nobody of those it was promised to can judge it."""

    PROMISER = "promiser"
    RECIPIENT = "recipient"
    WITNESS = "witness"
    STAND_IN = "stand_in"


class Deed(StrEnum):
    """What can be done with a commitment."""

    ACCEPT = "accept"
    TELL = "tell"
    MEET = "meet"
    MISS = "miss"
    RENEW = "renew"
    RELEASE = "release"
    WITNESS = "witness"


class No(StrEnum):
    """Why a deed is refused."""

    NOT_YOURS = "not_yours"
    OWN_PROPOSAL = "own_proposal"
    OWN_PROMISE = "own_promise"
    NOT_NOW = "not_now"
    HAS_JUDGES = "has_judges"


@dataclass(frozen=True, slots=True)
class Law:
    """Who may do a deed, and in which states."""

    sides: frozenset[Side]
    states: frozenset[str]
    becomes: str = ""


_BOTH = frozenset({Side.PROMISER, Side.RECIPIENT})
_JUDGES = frozenset({Side.RECIPIENT, Side.WITNESS})
_LETS_GO = frozenset({Side.RECIPIENT, Side.STAND_IN})
_STANDING = frozenset({PROPOSED, ACCEPTED})
JUDGING = frozenset({Deed.MEET, Deed.RENEW, Deed.RELEASE})
BARRED = JUDGING | {Deed.WITNESS}

LAWS: dict[Deed, Law] = {
    Deed.ACCEPT: Law(_BOTH, frozenset({PROPOSED}), ACCEPTED),
    Deed.TELL: Law(frozenset({Side.PROMISER}), frozenset({ACCEPTED, MISSED})),
    Deed.MEET: Law(_JUDGES, frozenset({ACCEPTED, MISSED}), MET),
    Deed.MISS: Law(_BOTH | {Side.WITNESS}, frozenset({ACCEPTED}), MISSED),
    Deed.RENEW: Law(_LETS_GO, frozenset({ACCEPTED, MISSED}), RENEGOTIATED),
    Deed.RELEASE: Law(_LETS_GO, _STANDING | {MISSED}, RELEASED),
    Deed.WITNESS: Law(frozenset({Side.RECIPIENT}), frozenset({ACCEPTED, MISSED})),
}


def refused(
    deed: Deed,
    *,
    state: str,
    sides: frozenset[Side],
    is_own_proposal: bool = False,
    is_to_itself: bool = False,
    has_judges: bool = True,
) -> No | None:
    """Return why somebody who is `sides` to a commitment may not do a deed now; None when they may.

    A proposal is accepted by the other side: whoever made it can't accept it for them. Nobody judges what their own side
    promised, not with a second hat either, unless a group promised it to itself: there is no other side then. Where nobody
    is left who could judge it, those it was promised to name a witness from outside.
    """
    law = LAWS[deed]
    if not sides & law.sides:
        return No.NOT_YOURS
    if deed in JUDGING and Side.PROMISER in sides and not is_to_itself:
        return No.OWN_PROMISE
    if state not in law.states:
        return No.NOT_NOW
    if deed is Deed.WITNESS and has_judges:
        return No.HAS_JUDGES
    return No.OWN_PROPOSAL if deed is Deed.ACCEPT and is_own_proposal else None


def allowed(
    *,
    state: str,
    sides: frozenset[Side],
    is_own_proposal: bool = False,
    is_to_itself: bool = False,
    has_judges: bool = True,
) -> tuple[Deed, ...]:
    """Return all that somebody may do with a commitment now, in the order of the buttons."""
    refusals = (
        refused(
            deed,
            state=state,
            sides=sides,
            is_own_proposal=is_own_proposal,
            is_to_itself=is_to_itself,
            has_judges=has_judges,
        )
        for deed in Deed
    )
    return tuple(deed for deed, no in zip(Deed, refusals, strict=True) if no is None)
