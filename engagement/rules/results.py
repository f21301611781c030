"""What a count finds and what a vote comes to. Amounts are written exactly: whole numbers, votes with five decimals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.ballots import Ballot
from engagement.rules.requirements import Requirement


class Status(StrEnum):
    """What a vote comes to; `tied` waits in the state tallied for the body or the lot."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"
    BLOCKED = "blocked"
    TIED = "tied"


class TiePurpose(StrEnum):
    """What a tie was about."""

    WIN = "win"
    FINALIST = "finalist"
    FUND = "fund"
    EXCLUDE = "exclude"
    TRANSFER_FIRST = "transfer_first"


class Broken(StrEnum):
    """How a tie was broken."""

    EARLIER_STAGE = "earlier_stage"
    HEAD_TO_HEAD = "head_to_head"
    HIGHER_SCORE = "higher_score"
    MOST_TOP_SCORES = "most_top_scores"
    BODY = "body"
    LOT = "lot"
    NO_DIFFERENCE = "no_difference"  # every way leads to the same winners
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that could not be told apart at a stage, how that was settled, and who was chosen (empty while open)."""

    stage: int
    purpose: TiePurpose
    options: tuple[str, ...]
    broken: Broken
    chosen: tuple[str, ...] = ()


class Happening(StrEnum):
    """What happened to an option in a round."""

    ELECTED = "elected"
    EXCLUDED = "excluded"
    SURPLUS = "surplus"  # what it had over the quota was passed on in this round
    FINALIST = "finalist"
    FUNDED = "funded"
    TOO_DEAR = "too_dear"


@dataclass(frozen=True, slots=True)
class Round:
    """One stage: each option's amount at its end, what happened, and what counts for nobody any more."""

    number: int
    amounts: tuple[tuple[str, str], ...]
    happened: tuple[tuple[Happening, str], ...] = ()
    not_transferable: str = "0"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an option came: equal amounts share a place; `amount` is votes, points or stars."""

    option: str
    amount: str
    place: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Count:
    """What one rule finds on the ballots, before quorums and the agreement of kinds of seat."""

    lines: tuple[Requirement, ...]
    agrees: Callable[[Ballot], bool]
    standings: tuple[Standing, ...] = ()
    rounds: tuple[Round, ...] = ()
    winners: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()

    @property
    def is_tied(self) -> bool:
        """Whether a tie is open."""
        return any(tie.broken is Broken.OPEN for tie in self.ties)


class Why(StrEnum):
    """Why a ballot lies aside."""

    RECUSED = "recused"
    ORGANISATION_SPLIT = (
        "organisation_split"  # seats of one organisation that share a vote gave different answers
    )
    ORGANISATION_COUNTED = "organisation_counted"  # its one vote is counted already, with the same answer


@dataclass(frozen=True, slots=True)
class SetAside:
    """A ballot that does not count, and why: listed, never dropped in silence."""

    voter: str
    why: Why


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a vote came to under which rule, and everything that shows why."""

    rule: str
    status: Status
    requirements: tuple[Requirement, ...]
    eligible: int
    present: int
    cast: int
    counts: tuple[tuple[str, int], ...]
    standings: tuple[Standing, ...]
    rounds: tuple[Round, ...]
    winners: tuple[str, ...]
    ties: tuple[Tie, ...]
    set_aside: tuple[SetAside, ...]


def standings(amounts: dict[str, int], winners: tuple[str, ...]) -> tuple[Standing, ...]:
    """Return options by amount, largest first; the same amount is the same place, and within it the order of the alphabet."""
    ordered = sorted(amounts, key=lambda one: (-amounts[one], one))
    return tuple(
        Standing(
            one,
            str(amounts[one]),
            1 + sum(other > amounts[one] for other in amounts.values()),
            one in winners,
        )
        for one in ordered
    )
