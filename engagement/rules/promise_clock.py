"""When the obligations of an engagement can next stand otherwise by the passing of time alone. SPECTRUM S3, S7, E7."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from engagement.rules.facts import EngagementFacts
from engagement.rules.obligation import Obligation, ObligationState
from engagement.rules.parameters import Rules
from engagement.rules.progress import far_late_from

RUNNING = frozenset({ObligationState.NOT_YET_DUE, ObligationState.PENDING, ObligationState.LATE})
ONE_SECOND = timedelta(seconds=1)
ONE_DAY = timedelta(days=1)


def next_change(
    owed: Iterable[Obligation], facts: EngagementFacts, *, now: datetime, rules: Rules
) -> datetime | None:
    """Return the next instant at which something has to be computed anew; None once nothing runs any more.

    While anything runs it is at the latest a day away: an obligation has several clocks, and only its nearest is known.
    """
    owed = tuple(owed)
    ends = [each + ONE_SECOND for each in _ends(owed, facts, rules) if each >= now]
    if any(each.state in RUNNING for each in owed):
        ends.append(now + ONE_DAY)
    return min(ends, default=None)


def _ends(owed: Iterable[Obligation], facts: EngagementFacts, rules: Rules) -> Iterator[datetime]:
    for each in owed:
        if each.due is not None and each.state in RUNNING:
            yield each.due
            yield each.due + rules.broken_after
    for claim in facts.promisees.claims:
        if claim.answered is None:
            yield claim.filed + timedelta(days=rules.promise_claim_days)
    for vote in facts.promisees.votes:
        yield vote.opened + timedelta(days=rules.promisees_vote_days)
    for commitment in facts.outcome.commitments:
        if commitment.done is None and commitment.released is None:
            yield far_late_from(commitment, facts, rules)
