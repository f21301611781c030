"""When a text is agreed: per seat ratify, stand aside or dissent; share and quorum come from the bylaws. DOMAIN section 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Stance(StrEnum):
    """What a seat answers to a proposed text."""

    RATIFY = "ratify"
    STAND_ASIDE = "stand_aside"
    DISSENT = "dissent"


class Outcome(StrEnum):
    """What came of a round of ratification."""

    RATIFIED = "ratified"
    NOT_RATIFIED = "not_ratified"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Tally:
    """Seats by stance; `eligible` counts the voting seats that were filled when the round opened."""

    ratify: int
    stand_aside: int
    dissent: int
    eligible: int

    @property
    def answered(self) -> int:
        """Seats that answered in any way."""
        return self.ratify + self.stand_aside + self.dissent


@dataclass(frozen=True, slots=True)
class Standing:
    """How a tally stands against the rule, in numbers that the page puts into words."""

    outcome: Outcome
    quorum_needed: int
    ratify_needed: int


def standing(tally: Tally, *, quorum: Fraction, pass_share: Fraction) -> Standing:
    """Weigh a tally: quorum is a share of eligible seats that answered, pass_share one of ratify against dissent.

    Standing aside counts for the quorum and not in the base of the share: it neither carries nor stops a text.
    """
    quorum_needed = _ceil(quorum * tally.eligible)
    ratify_needed = max(1, _ceil(pass_share * (tally.ratify + tally.dissent)))
    if tally.answered < quorum_needed or tally.eligible == 0:
        return Standing(Outcome.NO_QUORUM, quorum_needed, ratify_needed)
    carried = tally.ratify >= ratify_needed
    return Standing(Outcome.RATIFIED if carried else Outcome.NOT_RATIFIED, quorum_needed, ratify_needed)


def _ceil(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)
