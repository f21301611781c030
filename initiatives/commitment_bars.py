"""Bars: who, by what an upper floor knows, may not judge a commitment, though it was made to them.

A floor registers a function that returns the refusal for somebody, or None. It holds for all that settles a commitment:
that it was kept, is agreed anew or is not owed any more. What such a refusal has to `keep`, the guard around the page
writes down.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from initiatives.models import Commitment, Person
from initiatives.rules.refusals import RuleBroken

Bar: TypeAlias = Callable[[Commitment, Person], RuleBroken | None]
_bars: list[Bar] = []


def bars_judging(bar: Bar) -> Bar:
    """Register a function that says who may not judge a commitment; safe to call again."""
    if bar not in _bars:
        _bars.append(bar)
    return bar


def barred(commitment: Commitment, person: Person) -> RuleBroken | None:
    """Return why somebody may not judge a commitment, by the first floor that says so."""
    return next((no for no in (bar(commitment, person) for bar in _bars) if no is not None), None)
