"""The people of an initiative who may come to a meeting without a seat that is called."""

from __future__ import annotations

from django.db.models import QuerySet

from communications.meetings.calling import day_of
from communications.models import Meeting
from initiatives.models import Person, RoleHolding, SeatTerm


def others_called(meeting: Meeting) -> QuerySet[Person]:
    """Return who takes part in the initiative on the day of a meeting, in the order of names."""
    day = day_of(meeting)
    held = RoleHolding.objects.on(day).values("person")
    seated = SeatTerm.objects.on(day).values("person")
    rows = Person.objects.filter(pk__in=held) | Person.objects.filter(pk__in=seated)
    return rows.filter(is_active=True).order_by("name", "pk")
