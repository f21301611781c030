"""Contributors are told what became of their words: a row that says so, and a letter where they can be reached.

The letter is written above, in communications, where what mail servers say of an address is kept.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from engagement.gathering.contributors import with_who
from engagement.gathering.numbers import rules_for
from engagement.models import Engagement, EngagementStep, Input, InputContact, Told
from initiatives import clock
from initiatives.due import owe
from initiatives.jobs import enqueue
from initiatives.models import Person
from initiatives.record import record

TELL = "engagement.tell_contributor"
ASK = "engagement.ask_for_ratings"
CONTRIBUTOR = "contributor"
AGAIN = frozenset({Told.What.ANSWERED, Told.What.RATE})
ONCE = AGAIN | {Told.What.RECEIVED, Told.What.READ}


def tell(given: Input, what: Told.What) -> bool:
    """Tell the author of an input something, where they can be reached. Returns whether they are told (now or before).

    What became of their words, and that they can rate it, is told once, and once more of what is decided anew.
    """
    if not is_reachable(given):
        return False
    if what in ONCE and _is_told(given, what):
        return True
    told = Told.objects.create(
        engagement_id=given.engagement_id,
        what=what,
        input=given,
        person=given.contributor,
        audience=CONTRIBUTOR,
        at=clock.now(),
    )
    enqueue(TELL, key=f"told-{told.pk}", by=None, queue="mail", told=told.pk)
    return True


def _is_told(given: Input, what: Told.What) -> bool:
    steps = EngagementStep.objects.filter(engagement=given.engagement_id, to_state=Engagement.State.REOPENED)
    reopened = steps.aggregate(last=Max("at"))["last"] if what in AGAIN else None
    return Told.objects.of_now(reopened).filter(input=given, what=what).exists()


def is_reachable(given: Input) -> bool:
    """Whether there is an address to which word can be sent: of an account, or one that was left."""
    if given.withdrawn_at is not None:
        return False
    has_account = given.contributor is not None and given.contributor.is_active
    return has_account or InputContact.objects.reachable().filter(input=given).exists()


@transaction.atomic
def tell_what_became(*, engagement: Engagement, by: Person | None) -> int:
    """Send each contributor who can be reached what became of their own themes. C5. Returns how many are told."""
    told = sum(tell(given, Told.What.ANSWERED) for given in _authors(engagement))
    record("input.told", by=by, about=engagement, facts={"count": told})
    return told


@transaction.atomic
def ask_for_ratings(*, engagement: Engagement, by: Person | None) -> int:
    """Ask each contributor who can be reached, once, how their words were used, from 1 to 4. C6. Returns how many are asked."""
    who, first = dict(with_who(engagement.inputs.counted())), dict[str, Input]()
    for given in _authors(engagement):
        if is_reachable(given):
            first.setdefault(who[given.pk], given)
    asked = sum(tell(given, Told.What.RATE) for given in first.values())
    record("input.asked_to_rate", by=by, about=engagement, facts={"count": asked})
    return asked


def owe_the_asking(engagement: Engagement) -> None:
    """Promise to ask for ratings some days after it was reported back. C6."""
    days = timedelta(days=rules_for(engagement).rating_days)
    owe(ASK, key=str(engagement.record.number), at=clock.now() + days)


def ask_when_due(*, key: str) -> None:
    """Ask for ratings in the engagement of a number; safe to run again, everybody is asked once."""
    found = Engagement.objects.select_related("record").filter(record__number=int(key)).first()
    if found is not None:
        ask_for_ratings(engagement=found, by=None)


def _authors(engagement: Engagement) -> list[Input]:
    return list(
        engagement.inputs.counted()
        .filter(withdrawn_at__isnull=True)
        .select_related("contributor")
        .order_by("pk")
    )
