"""Reminders of figures that are due count among what partners are asked for."""

from __future__ import annotations

from datetime import datetime

from initiatives.nudges import Nudges, counts_as_nudges
from measurement.models import FigureReminder


@counts_as_nudges
def reminders_of_figures(since: datetime) -> Nudges:
    """Ask how often each partner was reminded of figures: a letter to three of its people counts once."""
    rows = FigureReminder.objects.filter(sent_at__gt=since)
    return rows.values_list("duty__membership", "duty", "period", "step").distinct()
