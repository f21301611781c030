"""How many letters each person had: counted for staff to see, and a reason to wait. UX principle 5."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from communications.models import Letter
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import Person
from measurement.models import FigureReminder

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
WENT_OUT = (Letter.State.SENT, Letter.State.BOUNCED)


def letters_since(*moments: datetime) -> list[Counter[int]]:
    """Return for each moment how many letters each person had since, reminders of figures among them: two queries."""
    first = min(moments)
    sent = Letter.objects.filter(state__in=WENT_OUT, sent_at__gt=first, person__isnull=False)
    reminded = FigureReminder.objects.filter(sent_at__gt=first)
    had = [*sent.values_list("person", "sent_at"), *reminded.values_list("person", "sent_at")]
    return [
        Counter(person for person, at in had if person is not None and at is not None and at > moment)
        for moment in moments
    ]


def room_again_at(person: Person) -> datetime | None:
    """Return when somebody who had as many letters in 30 days as the bylaws allow can have the next; None: now."""
    since, most = clock.now() - MONTH, int(rule_value("letters_per_month"))
    sent = Letter.objects.filter(person=person, state__in=WENT_OUT, sent_at__gt=since)
    reminded = FigureReminder.objects.filter(person=person, sent_at__gt=since)
    told = [*sent.values_list("sent_at", flat=True), *reminded.values_list("sent_at", flat=True)]
    moments = sorted(moment for moment in told if moment is not None)
    if len(moments) < most:
        return None
    return moments[-most] + MONTH
