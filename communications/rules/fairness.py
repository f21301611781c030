"""Do the priorities of one organisation win? Counted by partner: what was raised and adopted, money, seats, recusals, credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

LEAST_ADOPTED = 4
"""Of fewer matters nobody can say whose priorities win."""
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Share:
    """One partner, or (None) all others together: what it raised, what of that was adopted, and what it holds."""

    partner: int | None
    is_of_residents: bool = False
    votes: int = 0
    raised: int = 0
    adopted: int = 0
    promised: Decimal = Decimal(0)
    given: Decimal = Decimal(0)
    received: Decimal = Decimal(0)
    recusals: int = 0
    leads: int = 0
    credited: int = 0


class Finding(StrEnum):
    """What the counts say together."""

    TOO_LITTLE = "too_little"
    ONE_WINS = "one_wins"
    SPREAD = "spread"


def finding(shares: Sequence[Share]) -> tuple[Finding, int | None]:
    """Say whether at least half of what was adopted came from one partner, and from which.

    What residents raised, with a body of their own or without, counts in the whole: they are no organisation that could win.
    Two with half each are not one.
    """
    whole = sum(one.adopted for one in shares)
    if whole < LEAST_ADOPTED:
        return Finding.TOO_LITTLE, None
    partners = [one for one in shares if one.partner is not None and not one.is_of_residents]
    leading = [one.partner for one in partners if one.adopted >= HALF * whole]
    if len(leading) == 1:
        return Finding.ONE_WINS, leading[0]
    return Finding.SPREAD, None
