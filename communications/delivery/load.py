"""How many letters each person had: counted for staff to see, and a reason to wait. UX principle 5."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from communications.models import Letter
from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.models import Person
from measurement.models import FigureReminder

MONTH, WEEK = timedelta(days=30), timedelta(days=7)
WENT_OUT = (Letter.State.SENT, Letter.State.BOUNCED)


def letters_since(moment: datetime, people: Iterable[int] | None = None) -> Counter[int]:
    """Return how many letters each person had since a moment, reminders of figures among them: two queries."""
    sent = Letter.objects.filter(state__in=WENT_OUT, sent_at__gt=moment, person__isnull=False)
    reminded = FigureReminder.objects.filter(sent_at__gt=moment)
    if people is not None:
        sent, reminded = sent.filter(person__in=people), reminded.filter(person__in=people)
    counted = Counter(pk for pk in sent.values_list("person", flat=True) if pk is not None)
    return counted + Counter(reminded.values_list("person", flat=True))


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
