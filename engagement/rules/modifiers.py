"""What may be asked beside the rule: quorums, the agreement of a kind of seat, one vote per organisation. SPECTRUM section 3."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from engagement.rules.impossible import Impossible
from engagement.rules.methods import Base, Rule, Shape, check_number, check_share


class TakingPart(StrEnum):
    """What counts for a quorum."""

    PRESENT = "present"  # or voted
    VOTED = "voted"


class CountedBy(StrEnum):
    """What a quorum counts: seats, or the organisations and people who hold them (one that holds three counts once)."""

    SEATS = "seats"
    MEMBERS = "members"


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many must take part: a share of those who might, or a number. `seat_classes` makes it one of certain seats."""

    needed: Fraction | int
    by: TakingPart
    counted: CountedBy
    seat_classes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a quorum of nobody."""
        if isinstance(self.needed, Fraction):
            check_share(self.needed, is_strict=False)
        else:
            check_number("A quorum", self.needed, least=1)


@dataclass(frozen=True, slots=True)
class ClassAgreement:
    """Class concurrence: seats of these kinds must agree by themselves as well, at least (or more than) `share` of `base`.

    Agreeing means: support or reservations; no unresolved objection; three fingers or more; yes. With options it means:
    approves a winner; gives a winner at least half of the top score or stars; gives a winner a point; stands with the
    winner in the last round (irv); has a winner among its first choices, as many as there are seats (stv).
    """

    seat_classes: tuple[str, ...]
    share: Fraction
    is_strict: bool
    base: Base

    def __post_init__(self) -> None:
        """Refuse a share of nobody."""
        check_share(self.share, is_strict=self.is_strict)
        if not self.seat_classes:
            raise Impossible("no_classes")


@dataclass(frozen=True, slots=True)
class OpeningFloor:
    """A vote opens only while seats of these kinds are at least `share` of all filled seats that may vote in it."""

    seat_classes: tuple[str, ...]
    share: Fraction

    def __post_init__(self) -> None:
        """Refuse a floor for nobody."""
        check_share(self.share, is_strict=False)
        if not self.seat_classes:
            raise Impossible("no_classes")


@dataclass(frozen=True, slots=True)
class Modifiers:
    """All that is asked beside the rule; whether empty seats count into bases has no default."""

    are_vacancies_counted: bool
    quorums: tuple[Quorum, ...] = ()
    class_agreements: tuple[ClassAgreement, ...] = ()
    opening_floor: OpeningFloor | None = None
    is_by_organisation: bool = False
    fallback: Rule | None = None

    def __post_init__(self) -> None:
        """Refuse a fallback that cannot be put to a body that could not agree on one proposal."""
        if self.fallback is not None and self.fallback.shape is not Shape.STANCE:
            raise Impossible("fallback_shape", rule=self.fallback.name)

    def named_classes(self) -> frozenset[str]:
        """Return the kinds of seat that a requirement names."""
        named = [one.seat_classes for one in self.quorums]
        named += [one.seat_classes for one in self.class_agreements]
        if self.opening_floor is not None:
            named.append(self.opening_floor.seat_classes)
        return frozenset(seat_class for classes in named for seat_class in classes)
