"""The promise of one engagement: what is owed, what the people we promised said, and by which numbers it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engagement.models import FrontBanner, NotKept, Obligation, PromiseeVote
from engagement.pages.applied import Number, numbers_from
from engagement.pages.owed import OwedLine
from engagement.pages.room import Head
from engagement.rules.promise_facts import PromiseesVote
from engagement.rules.promisees import VoteStanding, standing
from engagement.rules.spectrum_table import Deed
from engagement.rules.stages import FROM_DECIDED_ON, Transition
from initiatives.together import ask_together


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A part of the promise with what was said about it."""

    line: OwedLine
    stored: Obligation | None
    claims: list[NotKept]


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote of the people we promised, as it stands or ended."""

    vote: PromiseeVote
    plain: PromiseesVote
    found: VoteStanding

    @property
    def is_open(self) -> bool:
        """Whether it takes voices."""
        return self.found.result == "open"


@dataclass(frozen=True, slots=True)
class PromisePage:
    """What the page of the promise shows below its header."""

    rows: list[OwedRow]
    votes: list[VoteRow]
    banners: list[FrontBanner]
    numbers: list[Number]
    may_ask: bool
    may_answer: bool
    may_lift: bool
    is_decided: bool


def promise_page(head: Head) -> PromisePage:
    """Read what was said about the promise, the newest first."""
    engagement = head.engagement
    owed = Obligation.objects.filter(engagement=engagement).select_related("remedied_by")
    claims = NotKept.objects.filter(engagement=engagement).select_related("answered_by")
    votes = PromiseeVote.objects.filter(engagement=engagement).select_related("opened_by")
    banners = FrontBanner.objects.filter(engagement=engagement).select_related("lifted_by")
    ask_together(owed, claims, votes, banners)
    stored = {row.code: row for row in owed}
    return PromisePage(
        rows=[
            OwedRow(
                line,
                stored.get(line.obligation.code),
                [each for each in claims if each.code == line.obligation.code],
            )
            for line in head.owed
        ],
        votes=_votes(head, votes),
        banners=list(banners),
        numbers=numbers_from(head.numbers),
        may_ask=head.may(Transition.REPORT_BACK) and head.is_announced,
        may_answer=head.may(Transition.REPORT_BACK),
        may_lift=head.may(Deed.MARK_DONE),
        is_decided=head.facts.timeline.stage in FROM_DECIDED_ON,
    )


def _votes(head: Head, votes: Iterable[PromiseeVote]) -> list[VoteRow]:
    """The facts hold the same votes in the same order: voices are counted there once."""
    plain = head.facts.promisees.votes
    return [
        VoteRow(vote, counted, standing(counted, now=head.now, rules=head.rules))
        for vote, counted in zip(votes, plain, strict=True)
    ]
