"""How partners are asked: two letters at most, then a conversation; never more in a month than the bylaws allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

LADDER = (timedelta(days=-3), timedelta(days=0))
"""A letter three days before the day, and one on it. A third would change nothing."""
TALK_AFTER = timedelta(days=7)
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Load:
    """How often a partner was asked in 30 days, reminders among them, against what the bylaws allow."""

    asked: int
    most: int

    @property
    def is_full(self) -> bool:
        """Whether we pause."""
        return self.asked >= self.most

    @property
    def left(self) -> int:
        """How often it can still be asked."""
        return max(self.most - self.asked, 0)


def step_on(due: date, *, today: date) -> int:
    """Return how many reminders of an ask should have gone out by today."""
    return sum(today >= due + after for after in LADDER)


def next_step(due: date, *, today: date) -> date | None:
    """Return the day of the next reminder; None when the ladder is over."""
    return next((due + after for after in LADDER if due + after > today), None)


def wants_talk(due: date, *, today: date) -> bool:
    """Whether the ladder has come to its end: somebody talks with the partner now, and nobody writes any more."""
    return today >= due + TALK_AFTER
