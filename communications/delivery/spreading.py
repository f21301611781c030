"""Having what happened told soon: one waking at a time for an initiative, whoever asks for it."""

from __future__ import annotations

from datetime import timedelta

from initiatives import clock
from initiatives.due import owe
from initiatives.models import Due
from initiatives.tenancy import current_initiative

SPREAD = "communications.spread_notices"
SOON = timedelta(seconds=30)


def wake_spreading(key: str) -> None:
    """Have what waits told soon; nothing where that is on the list already. Each `key` wakes once."""
    due = Due.objects.filter(initiative=current_initiative(), job=SPREAD, claimed_at__isnull=True)
    if not due.exists():
        owe(SPREAD, key=key, at=clock.now() + SOON)
