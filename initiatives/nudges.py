"""How often each partner was asked for something: by the asks of this floor, and by what upper floors remind of.

A floor registers a function that asks for the nudges since a moment, a row for each that begins with its partner; the
budget of the bylaws holds for all of them together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import QuerySet

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import Ask, AskReminder, Membership
from initiatives.rules.asks import MONTH, Load
from initiatives.together import ask_together

Nudges: TypeAlias = QuerySet[Any, Any]
Counting: TypeAlias = Callable[[datetime], Nudges]
_countings: list[Counting] = []


def counts_as_nudges(counting: Counting) -> Counting:
    """Register a function that asks for nudges; safe to call again."""
    if counting not in _countings:
        _countings.append(counting)
    return counting


def nudges_asked(moment: datetime) -> list[Nudges]:
    """Return the questions for all nudges since a moment, to be asked together with others; `by_partner` reads them."""
    asks = Ask.objects.filter(asked_at__gt=moment).values_list("membership")
    reminders = AskReminder.objects.filter(sent_at__gt=moment).values_list("ask__membership")
    return [asks, reminders, *(counting(moment) for counting in _countings)]


def by_partner(nudges: Iterable[Nudges]) -> Counter[int]:
    """Return how many nudges each partner had."""
    return Counter(membership for rows in nudges for membership, *_more in rows)


def nudges_since(moment: datetime) -> Counter[int]:
    """Return how often each partner was asked or reminded since a moment: one journey."""
    nudges = nudges_asked(moment)
    ask_together(*nudges)
    return by_partner(nudges)


def load_of(membership: Membership) -> Load:
    """Return how often a partner was asked in the last 30 days, against what the bylaws allow."""
    asked = nudges_since(clock.now() - MONTH)[membership.pk]
    return Load(asked, int(rule_value("asks_per_month")))
