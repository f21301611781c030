"""How many letters each person had: counted for staff to see, and a reason to wait. UX principle 5."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from communications.models import Letter
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import Person
from measurement.models import FigureReminder

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
WENT_OUT = (Letter.State.SENT, Letter.State.BOUNCED)


def sent_asked(since: datetime) -> tuple[QuerySet[Letter, Any], QuerySet[FigureReminder, Any]]:
    """Return the questions for whom was written to when, reminders of figures among them; `counted_after` reads both."""
    sent = _letters().filter(sent_at__gt=since, person__isnull=False)
    reminded = FigureReminder.objects.filter(sent_at__gt=since)
    return sent.values_list("person", "sent_at"), reminded.values_list("person", "sent_at")


def counted_after(moment: datetime, *asked: Iterable[tuple[int | None, datetime | None]]) -> Counter[int]:
    """Return how many letters each person had after a moment."""
    had = [row for rows in asked for row in rows]
    return Counter(pk for pk, at in had if pk is not None and at is not None and at > moment)


def room_again_at(person: Person) -> datetime | None:
    """Return when somebody who had as many letters in 30 days as the bylaws allow can have the next; None: now."""
    since, most = clock.now() - MONTH, int(rule_value("letters_per_month"))
    sent = _letters().filter(person=person, sent_at__gt=since)
    reminded = FigureReminder.objects.filter(person=person, sent_at__gt=since)
    told = [*sent.values_list("sent_at", flat=True), *reminded.values_list("sent_at", flat=True)]
    moments = sorted(moment for moment in told if moment is not None)
    if len(moments) < most:
        return None
    return moments[-most] + MONTH


def _letters() -> QuerySet[Letter]:
    """All that went out, but reminders of figures: these are counted where they are kept."""
    return Letter.objects.filter(state__in=WENT_OUT).exclude(key__startswith="reminder-")
