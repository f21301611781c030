"""What the people we promised have said about the promise, as the rules see it."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from engagement.models import Engagement, NotKept, Obligation, PromiseeVote
from engagement.rules.promise_facts import (
    Claim,
    Code,
    Promisees,
    PromiseesVote,
    Purpose,
    RecordedBreak,
    Remedy,
)
from engagement.rules.spectrum import Level
from initiatives.models import local
from initiatives.together import Asking

PURPOSES = {
    PromiseeVote.Purpose.LOWER: Purpose.LOWER_LEVEL,
    PromiseeVote.Purpose.WAIVE: Purpose.WAIVE,
    PromiseeVote.Purpose.REOPEN: Purpose.REOPEN,
}


def promisees_of(engagement: Engagement) -> Asking[Promisees]:
    """Ask for votes, claims, remedies, and what the ledger says was broken."""
    owed, votes = Obligation.objects.filter(engagement=engagement), _votes(engagement)
    claimed = NotKept.objects.filter(engagement=engagement).exclude(code="")
    claims = claimed.values_list("code", "said_at", "answered_at")
    yield owed, votes, claims
    return Promisees(
        votes=tuple(_vote(row) for row in votes),
        claims=tuple(Claim(Code(code), said, answered) for code, said, answered in claims),
        remedies=tuple(
            Remedy(Code(row.code), row.remedied_at, local(row.remedy))
            for row in owed
            if row.remedied_at is not None
        ),
        broken=tuple(
            RecordedBreak(Code(row.code), row.broken_at) for row in owed if row.broken_at is not None
        ),
    )


def _votes(engagement: Engagement) -> QuerySet[PromiseeVote]:
    return PromiseeVote.objects.filter(engagement=engagement).annotate(
        voices_for=Count("voices", filter=Q(voices__agrees=True)),
        voices_against=Count("voices", filter=Q(voices__agrees=False)),
    )


def _vote(row: PromiseeVote) -> PromiseesVote:
    return PromiseesVote(
        PURPOSES[PromiseeVote.Purpose(row.purpose)],
        row.opened_at,
        row.reachable,
        getattr(row, "voices_for", 0),
        getattr(row, "voices_against", 0),
        Code(row.code) if row.code else None,
        Level(row.to_level) if row.to_level is not None else None,
    )
