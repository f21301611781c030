"""How often each partner was asked for something: by the asks of this floor, and by what upper floors remind of.

A floor registers a function that says how many nudges each partner had since a moment; the budget of the bylaws holds for
all of them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import Ask, AskReminder, Membership
from initiatives.rules.asks import MONTH, Load

Counting: TypeAlias = Callable[[datetime], Counter[int]]
_countings: list[Counting] = []


def counts_as_nudges(counting: Counting) -> Counting:
    """Register a function that counts nudges by partner; safe to call again."""
    if counting not in _countings:
        _countings.append(counting)
    return counting


def nudges_since(moment: datetime) -> Counter[int]:
    """Return how often each partner was asked or reminded since a moment: one query for each floor, two for this one."""
    found: Counter[int] = Counter(
        Ask.objects.filter(asked_at__gt=moment).values_list("membership", flat=True)
    )
    found.update(AskReminder.objects.filter(sent_at__gt=moment).values_list("ask__membership", flat=True))
    for counting in _countings:
        found.update(counting(moment))
    return found


def load_of(membership: Membership) -> Load:
    """Return how often a partner was asked in the last 30 days, against what the bylaws allow."""
    asked = nudges_since(clock.now() - MONTH)[membership.pk]
    return Load(asked, int(rule_value("asks_per_month")))
