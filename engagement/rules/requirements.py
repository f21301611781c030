"""What a vote still needs, as lines with numbers that a page ticks off: "Community seats: 3 of 5 agreed, 3 needed"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Need(StrEnum):
    """What one line asks for."""

    OPENING_FLOOR = "opening_floor"
    QUORUM = "quorum"
    CLASS_QUORUM = "class_quorum"
    NO_BLOCK = "no_block"
    STAND_ASIDES = "stand_asides"
    SUPPORT = "support"
    NO_OBJECTION = "no_objection"
    NOBODY_BELOW = "nobody_below"
    AGREEMENT = "agreement"
    CLASS_AGREEMENT = "class_agreement"
    CHOICE = "choice"


AT_MOST = frozenset({Need.NO_BLOCK, Need.STAND_ASIDES, Need.NO_OBJECTION, Need.NOBODY_BELOW})
FOR_A_QUORUM = frozenset({Need.OPENING_FLOOR, Need.QUORUM, Need.CLASS_QUORUM})
FOR_NO_BLOCK = frozenset({Need.NO_BLOCK, Need.NO_OBJECTION, Need.NOBODY_BELOW})


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line: `have` of `base`, and `needed` (or allowed, where `is_at_most`). The numbers are None where a small kind of
    seat voted in secret: then only whether it is met is told.
    """

    need: Need
    is_met: bool
    have: int | None
    base: int | None
    needed: int | None
    seat_classes: tuple[str, ...] = ()

    @property
    def is_at_most(self) -> bool:
        """Whether `needed` is the most that is allowed."""
        return self.need in AT_MOST

    @property
    def is_withheld(self) -> bool:
        """Whether the numbers are kept back, to protect a secret vote."""
        return self.have is None


def line(
    need: Need, have: int, *, base: int, needed: int, seat_classes: tuple[str, ...] = (), is_told: bool = True
) -> Requirement:
    """Return a line whose tick follows from its numbers; the numbers themselves stay out unless `is_told`."""
    is_met = have <= needed if need in AT_MOST else have >= needed
    if is_told:
        return Requirement(need, is_met, have, base, needed, seat_classes)
    return Requirement(need, is_met, None, None, None, seat_classes)


def needed_of(base: int, share: Fraction, *, is_strict: bool) -> int:
    """Return the least whole number that is a share of a base (or more than it, if strict); never 0: silence decides nothing."""
    part = share * base
    least = part.numerator // part.denominator + 1 if is_strict else -(-part.numerator // part.denominator)
    return max(1, least)


CLASS_NAMES: dict[str, str] = {
    "community": "Community seats",
    "youth": "Youth seats",
    "partner": "Partner seats",
    "funder": "Funder seats",
    "public_sector": "Public sector seats",
    "backbone": "Backbone seats",
}

# What a line says, and what it says when its numbers are kept back. {who} is a name such as "Community seats".
PATTERNS: dict[Need, tuple[str, str]] = {
    Need.OPENING_FLOOR: (
        "{who}: {have} of {base} filled seats, {needed} needed to open",
        "{who}: enough seats are filled to open",
    ),
    Need.QUORUM: ("Quorum: {have} of {base} took part, {needed} needed", "Quorum"),
    Need.CLASS_QUORUM: (
        "{who}: {have} of {base} took part, {needed} needed",
        "{who}: enough took part",
    ),
    Need.NO_BLOCK: (
        "Concerns that must be resolved: {have}, none allowed",
        "No concern that must be resolved",
    ),
    Need.STAND_ASIDES: ("Stood aside: {have}, at most {needed} allowed", "Few stood aside"),
    Need.SUPPORT: ("Support: {have} of {base} who voted, {needed} needed", "Somebody supports it"),
    Need.NO_OBJECTION: (
        "Concerns not yet resolved: {have}, none allowed",
        "No concern that is not yet resolved",
    ),
    Need.NOBODY_BELOW: ("Below the floor: {have}, none allowed", "Nobody is below the floor"),
    Need.AGREEMENT: ("Agreed: {have} of {base}, {needed} needed", "Enough agreed"),
    Need.CLASS_AGREEMENT: ("{who}: {have} of {base} agreed, {needed} needed", "{who}: enough agreed"),
    Need.CHOICE: ("Chosen: {have} of {needed}", "Options are chosen"),
}


def sentence(requirement: Requirement, names: Mapping[str, str] = CLASS_NAMES) -> str:
    """Return a line in plain English; the page has its own patterns for other languages."""
    told, kept_back = PATTERNS[requirement.need]
    who = " and ".join(names.get(one, one) for one in requirement.seat_classes)
    if requirement.is_withheld:
        return f"{kept_back.format(who=who)}: {'yes' if requirement.is_met else 'no'}"
    return told.format(who=who, have=requirement.have, base=requirement.base, needed=requirement.needed)
