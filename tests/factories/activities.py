"""Strategies and activities of the open initiative."""

from __future__ import annotations

from datetime import date

from initiatives.actions.activities import Undertaking, add_activity, add_strategy
from initiatives.models import Activity, Membership, Person, Strategy


def make_strategy(title: str = "Evening classes near home", *, by: Person) -> Strategy:
    """Put a strategy into the plan."""
    return add_strategy(title={"en": title}, expected_contribution={"en": "More students stay."}, by=by)


def make_activity(
    title: str = "Open two rooms until eight",
    *,
    by: Person,
    lead: Membership | None = None,
    strategy: Strategy | None = None,
    ends: date = date(2050, 1, 1),
) -> Activity:
    """Put an activity into the plan."""
    undertaking = Undertaking(
        title={"en": title}, lead=lead, ends_on=ends, success_seen_by={"en": "Forty come."}
    )
    return add_activity(undertaking=undertaking, strategy=strategy, by=by)
