"""The vote of the people we promised: one person, account or receipt, one vote. S1, S3, S7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from engagement.rules.parameters import Rules
from engagement.rules.promise_facts import Claim, Code, Promisees, PromiseesVote, Purpose
from engagement.rules.spectrum import Level

FEWEST_VOTERS = 5


class VoteResult(StrEnum):
    """How a vote of the promisees stands or ended."""

    OPEN = "open"
    CARRIED = "carried"
    NOT_CARRIED = "not_carried"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class VoteStanding:
    """A vote in numbers: `cast` of `reachable`, `needed_to_count` to be valid, `yes` above half of those cast carries."""

    result: VoteResult
    closes: datetime
    cast: int
    reachable: int
    needed_to_count: int
    yes: int
    needed_yes: int


def standing(vote: PromiseesVote, *, now: datetime, rules: Rules) -> VoteStanding:
    """Weigh a vote: open for its days, then a majority of the cast, of which there must be enough.

    Enough is at least five and at least the share of those who can be reached, rounded up. It never ends early.
    """
    closes = vote.opened + timedelta(days=rules.promisees_vote_days)
    share = rules.promisees_vote_share * vote.reachable
    enough = max(FEWEST_VOTERS, -(-share.numerator // share.denominator))
    cast = vote.yes + vote.no
    return VoteStanding(
        _result(vote, is_open=now < closes, is_enough=cast >= enough),
        closes,
        cast,
        vote.reachable,
        enough,
        vote.yes,
        cast // 2 + 1,
    )


def had_spoken(received: datetime, confirmed: datetime | None, *, opened: datetime) -> bool:
    """Whether a contribution makes its author one of those who are asked: it counted before the vote was opened.

    Who can be reached is frozen then; what comes afterwards would be voices that nobody counted on.
    """
    return max(received, confirmed or received) <= opened


def _result(vote: PromiseesVote, *, is_open: bool, is_enough: bool) -> VoteResult:
    if is_open:
        return VoteResult.OPEN
    if not is_enough:
        return VoteResult.TOO_FEW
    return VoteResult.CARRIED if vote.yes > vote.no else VoteResult.NOT_CARRIED


def carried(
    promisees: Promisees,
    purpose: Purpose,
    *,
    now: datetime,
    rules: Rules,
    code: Code | None = None,
    to: Level | None = None,
) -> datetime | None:
    """Return when a vote for this purpose (and obligation, or level `to`) was carried: the end of the latest one that was."""
    ends = (
        found.closes
        for vote in promisees.votes
        if vote.purpose is purpose and vote.code is code and vote.to_level == to
        for found in (standing(vote, now=now, rules=rules),)
        if found.result is VoteResult.CARRIED
    )
    return max(ends, default=None)


def unanswered_since(
    claims: tuple[Claim, ...], code: Code, *, now: datetime, rules: Rules
) -> datetime | None:
    """Return when a claim “promise not kept” about an obligation ran out of its time unanswered: it is broken then."""
    ends = (
        (claim.filed + timedelta(days=rules.promise_claim_days), claim.answered)
        for claim in claims
        if claim.code is code
    )
    return min(
        (end for end, answered in ends if now > end and (answered is None or answered > end)), default=None
    )
