"""When a text is agreed: per seat ratify, stand aside or dissent; share and quorum come from the bylaws. DOMAIN section 1."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Tally:
    """Seats by stance; `eligible` counts the voting seats that are filled when the round opens."""

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


class Need(StrEnum):
    """What a round asks for."""

    QUORUM = "quorum"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the rule as it stands now: `have` of `base`, `needed` to meet it."""

    need: Need
    have: int
    base: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Whether it would be met if the round closed now."""
        return self.have >= self.needed


def as_share(value: Decimal) -> Fraction:
    """Return the fraction that a share of four decimals stands for: 0.6667 is two thirds, not a little more."""
    return Fraction(value).limit_denominator(100)


def requirements(tally: Tally, *, quorum: Fraction, pass_share: Fraction) -> tuple[Requirement, ...]:
    """Return each line of the rule with its numbers, for the page to tick off while the round is open."""
    found = standing(tally, quorum=quorum, pass_share=pass_share)
    return (
        Requirement(Need.QUORUM, tally.answered, tally.eligible, found.quorum_needed),
        Requirement(Need.AGREEMENT, tally.ratify, tally.ratify + tally.dissent, found.ratify_needed),
    )


def standing(tally: Tally, *, quorum: Fraction, pass_share: Fraction) -> Standing:
    """Weigh a tally: quorum is the share of eligible seats that must answer, pass_share that of ratify against dissent.

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
