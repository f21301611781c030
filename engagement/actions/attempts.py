"""What the server refuses and remembers: the attempt of a professional where the community decides. E2.

A refusal takes back whatever had begun, so the attempt is written down after that: by `witnessed` around the action, and
by the guard around a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from engagement.models import Engagement
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

P = ParamSpec("P")
T = TypeVar("T")


def note_attempt(*, deed: str, ground: str, engagement: Engagement, by: Person) -> None:
    """Write down, for ever and for everybody, that a professional tried what only the community may."""
    facts = {"deed": deed.replace("_", " "), "ground": ground}
    record("engagement.attempt_refused", by=by, about=engagement, facts=dict(facts))


def witnessed(action: Callable[P, T]) -> Callable[P, T]:
    """Carry out an action as one step; a refused attempt is written down after the step is taken back."""

    @wraps(action)
    def watched(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction.atomic():
                return action(*args, **kwargs)
        except RuleBroken as refused:
            if refused.keep is not None:
                refused.keep()
            raise

    return watched
