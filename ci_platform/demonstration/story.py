"""How a history is told: steps in the order of their days, each in the scope and at the moment in which it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from django.db import transaction

from ci_platform.demonstration.posting import PRESENT, post
from engagement.models import Engagement
from initiatives import clock
from initiatives.models import Body, Initiative, Membership, Person, Seat
from initiatives.tenancy import inside
from measurement.models import Indicator, Result


@dataclass(slots=True)
class Told:
    """What has come into being so far; later steps find it here by a short key."""

    initiative: Initiative
    now: datetime
    people: dict[str, Person] = field(default_factory=dict)
    partners: dict[str, Membership] = field(default_factory=dict)
    seats: dict[str, Seat] = field(default_factory=dict)
    results: dict[str, Result] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    engagements: dict[str, Engagement] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)

    @property
    def director(self) -> Person:
        """Who runs the backbone."""
        return self.people["director"]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happens so many days ago, at an hour of that day (UTC)."""

    days_ago: int
    act: Callable[[Told], None]
    hour: int = 15


def tell(told: Told, steps: list[Step]) -> None:
    """Let all steps happen in their order, each in a transaction of its own at its own moment."""
    for step in sorted(steps, key=lambda one: (-one.days_ago, one.hour)):
        with transaction.atomic(), clock.at(moment_of(told.now, step)), inside(told.initiative.pk):
            step.act(told)
            if step.days_ago < PRESENT:
                post()


def moment_of(now: datetime, step: Step) -> datetime:
    """Return when a step happens; never after the seed itself runs."""
    day = (now - timedelta(days=step.days_ago)).date()
    return min(datetime.combine(day, time(step.hour, 7), tzinfo=UTC), now - timedelta(minutes=1))
