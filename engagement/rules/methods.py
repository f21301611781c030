"""The rules that a decision may be taken under, each with its numbers; what is impossible is refused when it is written.

`name` carries a version: a result is recounted by the version under which it was made. SPECTRUM section 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar, TypeAlias

from engagement.rules.impossible import Impossible

HALF = Fraction(1, 2)
TOP_STARS = 5


class Base(StrEnum):
    """Of whom a share is taken. There is no default: it is always written down."""

    CAST = "cast"  # everybody who voted, in whatever way
    DECIDED = "decided"  # who voted, without abstentions, standing aside and blank ballots
    PRESENT = "present"  # who was present or voted
    ELIGIBLE = "eligible"  # who might have voted


class Shape(StrEnum):
    """What a ballot of a rule says."""

    STANCE = "one answer"
    APPROVED = "the options that it approves"
    RANKING = "the options in order"
    POINTS = "points for options"


class TooDear(StrEnum):
    """What a participatory budget does with an option that costs more than what is left."""

    SKIP = "skip"  # and looks whether the next one fits
    STOP = "stop"  # and funds nothing more


def check_share(share: Fraction, *, is_strict: bool) -> None:
    """Refuse a share that nobody or everybody meets."""
    if not 0 < share <= 1:
        raise Impossible("share_out_of_range", share=str(share))
    if is_strict and share == 1:
        raise Impossible("share_over_whole")


def check_number(what: str, number: int, *, least: int, most: int | None = None) -> None:
    """Refuse a number outside its limits."""
    if number < least:
        raise Impossible("number_too_small", what=what, least=least, number=number)
    if most is not None and number > most:
        raise Impossible("number_too_large", what=what, most=most, number=number)


@dataclass(frozen=True, slots=True)
class Consensus:
    """Nobody blocks, and at most `stand_aside_limit` stand aside; somebody must support it."""

    stand_aside_limit: int
    name: ClassVar[str] = "consensus@1"
    shape: ClassVar[Shape] = Shape.STANCE
    stances: ClassVar[tuple[str, ...]] = ("support", "reservations", "stand_aside", "block")

    def __post_init__(self) -> None:
        """Refuse a limit below nothing."""
        check_number("The limit of those who stand aside", self.stand_aside_limit, least=0)


@dataclass(frozen=True, slots=True)
class Consent:
    """No objection is left unresolved at the deadline; somebody must have answered."""

    name: ClassVar[str] = "consent@1"
    shape: ClassVar[Shape] = Shape.STANCE
    stances: ClassVar[tuple[str, ...]] = ("no_concern", "concern", "objection")


@dataclass(frozen=True, slots=True)
class FistToFive:
    """Nobody shows fewer than `floor` fingers, and the share of those who show 3 or more is at least `share` of `base`."""

    floor: int
    share: Fraction
    base: Base
    name: ClassVar[str] = "fist_to_five@1"
    shape: ClassVar[Shape] = Shape.STANCE
    stances: ClassVar[tuple[str, ...]] = ("0", "1", "2", "3", "4", "5")

    def __post_init__(self) -> None:
        """Refuse a floor that would make three fingers too few."""
        check_number("The floor", self.floor, least=0, most=3)
        check_share(self.share, is_strict=False)


@dataclass(frozen=True, slots=True)
class Majority:
    """More than half of `base` say yes."""

    base: Base
    name: ClassVar[str] = "majority@1"
    shape: ClassVar[Shape] = Shape.STANCE
    stances: ClassVar[tuple[str, ...]] = ("yes", "no", "abstain")


@dataclass(frozen=True, slots=True)
class Supermajority:
    """At least `share` of `base` say yes; more than `share` if `is_strict`."""

    share: Fraction
    base: Base
    is_strict: bool
    name: ClassVar[str] = "supermajority@1"
    shape: ClassVar[Shape] = Shape.STANCE
    stances: ClassVar[tuple[str, ...]] = ("yes", "no", "abstain")

    def __post_init__(self) -> None:
        """Refuse less than half, which would let both sides win."""
        check_share(self.share, is_strict=self.is_strict)
        if self.share < HALF:
            raise Impossible("share_under_half", share=str(self.share))


@dataclass(frozen=True, slots=True)
class Approval:
    """The `winners` options that most ballots approve."""

    winners: int
    name: ClassVar[str] = "approval@1"
    shape: ClassVar[Shape] = Shape.APPROVED

    def __post_init__(self) -> None:
        """Refuse to choose nothing."""
        check_number("The number of winners", self.winners, least=1)


@dataclass(frozen=True, slots=True)
class Score:
    """The `winners` options with the largest sums; each ballot gives each option 0 to `top`, nothing said is 0."""

    winners: int
    top: int
    name: ClassVar[str] = "score@1"
    shape: ClassVar[Shape] = Shape.POINTS

    def __post_init__(self) -> None:
        """Refuse scores that say nothing."""
        check_number("The number of winners", self.winners, least=1)
        check_number("The top score", self.top, least=1, most=100)


@dataclass(frozen=True, slots=True)
class Dots:
    """The `winners` options with the most points; each ballot spreads at most `points` over them."""

    winners: int
    points: int
    name: ClassVar[str] = "dots@1"
    shape: ClassVar[Shape] = Shape.POINTS

    def __post_init__(self) -> None:
        """Refuse points that say nothing."""
        check_number("The number of winners", self.winners, least=1)
        check_number("The number of points", self.points, least=1, most=1000)


@dataclass(frozen=True, slots=True)
class Budget:
    """A participatory budget: down the options by points, each is funded while its cost fits into what is left of `money`.

    Money is in whole cents (or the smallest coin there is). An option without any point is never funded.
    """

    points: int
    money: int
    too_dear: TooDear
    name: ClassVar[str] = "budget@1"
    shape: ClassVar[Shape] = Shape.POINTS

    def __post_init__(self) -> None:
        """Refuse a budget of nothing."""
        check_number("The number of points", self.points, least=1, most=1000)
        check_number("The money", self.money, least=1)


@dataclass(frozen=True, slots=True)
class Star:
    """Score, then automatic runoff: the two largest sums of 0 to 5 stars, then the one that more ballots prefer."""

    name: ClassVar[str] = "star@1"
    shape: ClassVar[Shape] = Shape.POINTS


@dataclass(frozen=True, slots=True)
class Irv:
    """Instant runoff: the last one leaves, round after round, until one has more than half of the ballots that still count."""

    name: ClassVar[str] = "irv@1"
    shape: ClassVar[Shape] = Shape.RANKING


@dataclass(frozen=True, slots=True)
class Stv:
    """Single transferable vote for `seats`, as Scotland counts its councils (SSI 2007/42, schedule 1, rules 45 to 52)."""

    seats: int
    name: ClassVar[str] = "stv@1"
    shape: ClassVar[Shape] = Shape.RANKING

    def __post_init__(self) -> None:
        """Refuse to elect nobody."""
        check_number("The number of seats", self.seats, least=1)


StanceRule: TypeAlias = Consensus | Consent | FistToFive | Majority | Supermajority
OptionRule: TypeAlias = Approval | Score | Dots | Budget | Star | Irv | Stv
Rule: TypeAlias = StanceRule | OptionRule
RULES: dict[str, type[Rule]] = {
    rule.name: rule
    for rule in (
        Consensus,
        Consent,
        FistToFive,
        Majority,
        Supermajority,
        Approval,
        Score,
        Dots,
        Budget,
        Star,
        Irv,
        Stv,
    )
}


def blocking(rule: Rule) -> frozenset[str]:
    """Return the answers by which one voter alone stops a decision: each is a concern that must be resolved."""
    match rule:
        case Consensus():
            return frozenset({"block"})
        case Consent():
            return frozenset({"objection"})
        case FistToFive():
            return frozenset(rule.stances[: rule.floor])
        case _:
            return frozenset()


def winners_of(rule: Rule) -> int | None:
    """Return how many options a rule chooses; None where that follows from the money, or where there are no options."""
    match rule:
        case Approval() | Score() | Dots():
            return rule.winners
        case Stv():
            return rule.seats
        case Star() | Irv():
            return 1
        case _:
            return None


def most_points(rule: Rule) -> int:
    """Return the most points that one ballot may give to one option."""
    match rule:
        case Score():
            return rule.top
        case Dots() | Budget():
            return rule.points
        case _:
            return TOP_STARS


def points_to_spend(rule: Rule) -> int | None:
    """Return how many points a ballot may give in all; None where each option is judged by itself."""
    return rule.points if isinstance(rule, Dots | Budget) else None
