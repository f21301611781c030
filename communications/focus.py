"""The one focus as it stands on the overview and on Today: headline, both sides, countdown, who has acted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from initiatives.models import Campaign
from initiatives.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Focus:
    """The focus of a day."""

    campaign: Campaign
    days_left: int
    acted: int


def focus_rows(viewer: Viewer, day: date) -> QuerySet[Campaign, Any]:
    """Return the question for the focus of a day, to be asked together with others."""
    running = Campaign.objects.visible_to(viewer).running(on=day)
    return running.select_related("record__initiative").annotate(acted=Count("acts"))[:1]


def focus_in(rows: Iterable[Campaign], day: date) -> Focus | None:
    """Return the focus that was found, if there is one."""
    found = next(iter(rows), None)
    if found is None:
        return None
    return Focus(found, (found.ends_on - day).days, getattr(found, "acted"))  # noqa: B009 (counted by the query)
