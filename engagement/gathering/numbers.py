"""The numbers by which one engagement runs: those of the bylaws at its announcement; while it is framed, today's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from engagement.models import Engagement, EngagementStep
from engagement.rules.parameters import DEFAULTS, Rules, rules_of
from initiatives import clock
from initiatives.models import RuleValue
from initiatives.models.backbone import in_force


def rules_for(engagement: Engagement) -> Rules:
    """Return the numbers of an engagement. Nobody changes the rule of a promise that was made."""
    announced = engagement.steps.filter(to_state=Engagement.State.ANNOUNCED).order_by("at")
    return rules_among(numbers_of_promise(announced))


def numbers_of_promise(steps: Iterable[EngagementStep]) -> QuerySet[RuleValue]:
    """Return the question for the numbers of an engagement whose steps are at hand, each with the clause that sets it."""
    return numbers_at(next((step.at for step in steps if step.to_state == Engagement.State.ANNOUNCED), None))


def numbers_at(at: datetime | None) -> QuerySet[RuleValue]:
    """Return the question for the numbers as they were at an instant, each with the clause that set it; None is now."""
    return _numbers(at).select_related("clause__document__record__initiative")


def rules_in_force(*, at: datetime | None = None) -> Rules:
    """Return the numbers of the open initiative, now or as they were at an instant."""
    return rules_among(_numbers(at))


def rules_among(numbers: Iterable[RuleValue]) -> Rules:
    """Return numbers that were read, with the starting value of every other."""
    return rules_of({row.key: row.value for row in numbers})


def _numbers(at: datetime | None) -> QuerySet[RuleValue]:
    return RuleValue.objects.filter(in_force(at or clock.now(), prefix="clause__"), key__in=DEFAULTS)
