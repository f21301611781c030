"""What the counts of rankings share: earlier stages tell equals apart, the most recent one first (SSI 2007/42, rules 49, 51)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from engagement.rules.ballots import Ballot
from engagement.rules.results import Broken, TiePurpose
from engagement.rules.ties import Breaker

Ranking: TypeAlias = tuple[str, ...]
Credits: TypeAlias = dict[str, int]


def rankings_of(ballots: Iterable[Ballot]) -> Counter[Ranking]:
    """Return each sequence of choices with how often it was given; blank ballots are no choice."""
    return Counter(ballot.options for ballot in ballots if ballot.options)


def first_among(ranking: Ranking, continuing: frozenset[str]) -> str | None:
    """Return the highest choice that is still there."""
    return next((one for one in ranking if one in continuing), None)


def told_apart(
    tied: Sequence[str], before: Sequence[Credits], *, purpose: TiePurpose, breaker: Breaker
) -> str | None:
    """Return who leaves (has least) or goes first (has most) among equals; `before` are all stages up to this one.

    At the most recent stage at which they were not all equal, the least (most) decides; if several share that, they alone
    stay in the tie and earlier stages go on telling them apart.
    """
    left, stage = sorted(tied), len(before)
    best = min if purpose is TiePurpose.EXCLUDE else max
    for credited in reversed(before):
        edge = best(credited[one] for one in left)
        left = [one for one in left if credited[one] == edge]
        if len(left) == 1:
            breaker.note(stage, purpose, tied, broken=Broken.EARLIER_STAGE, chosen=left)
            return left[0]
    if len(left) < len(tied):
        breaker.note(stage, purpose, tied, broken=Broken.EARLIER_STAGE, chosen=left)
    return breaker.pick(stage, purpose, left)
