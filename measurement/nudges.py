"""Reminders of figures that are due count among what partners are asked for."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from initiatives.nudges import counts_as_nudges
from measurement.models import FigureReminder


@counts_as_nudges
def reminders_of_figures(since: datetime) -> Counter[int]:
    """Return how often each partner was reminded of figures: a letter to three of its people counts once."""
    rows = FigureReminder.objects.filter(sent_at__gt=since)
    asked = rows.values_list("duty__membership", "duty", "period", "step").distinct()
    return Counter(membership for membership, _duty, _period, _step in asked)
