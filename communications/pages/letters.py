"""How much each person was written to, and whether their address takes letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from communications.delivery.load import MONTH, WEEK, WENT_OUT, counted_after, sent_asked
from communications.models import Letter, NoticeBook, Subscriber
from engagement.models import InputContact
from initiatives import clock
from initiatives.models import Person, RoleHolding
from initiatives.together import ask_together, counted, number_of


@dataclass(frozen=True, slots=True)
class Load:
    """One person: letters of 7 and of 30 days against the limit, and what is wrong with their address."""

    person: Person
    week: int
    month: int
    most: int
    book: NoticeBook | None
    declined: Letter | None  # the last one that a mail server refused for what it says

    @property
    def is_full(self) -> bool:
        """Whether what comes at once or daily waits now."""
        return self.month >= self.most


@dataclass(frozen=True, slots=True)
class Without:
    """Everybody without an account, who is counted and not named: letters of 7 and 30 days, addresses, those that take none."""

    week: int
    month: int
    addresses: int
    refused: int
    declined: int


def loads(*, most: int) -> tuple[list[Load], Without]:
    """Return everybody who takes part or had a letter, whoever had most first, and all without an account: two journeys."""
    now = clock.now()
    sent, reminded = sent_asked(now - MONTH)
    held = RoleHolding.objects.on(clock.today()).values_list("person", flat=True)
    declined = Letter.objects.filter(state=Letter.State.DECLINED, asked_at__gt=now - MONTH).order_by("pk")
    of_others = _of_others(now)
    ask_together(sent, reminded, held, declined, *of_others)
    month, week = (counted_after(moment, sent, reminded) for moment in (now - MONTH, now - WEEK))
    people = Person.objects.filter(pk__in={*held, *month}, erased_at__isnull=True, is_active=True)
    books = NoticeBook.objects.filter(person__in={*held, *month})
    ask_together(people, books)
    book_of, refused = {one.person_id: one for one in books}, {one.person_id: one for one in declined}
    rows = [
        Load(one, week[one.pk], month[one.pk], most, book_of.get(one.pk), refused.get(one.pk))
        for one in people
    ]
    without = _without(*of_others, now=now, declined=sum(one.person_id is None for one in declined))
    return sorted(rows, key=lambda row: (-row.month, row.person.shown_name)), without


def _of_others(now: datetime) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any], QuerySet[Any, Any]]:
    """Ask for the letters to contributors and subscribers without an account, for their addresses, and for subscribers."""
    theirs = Q(key__contains="-input:") | Q(key__contains="subscriber")
    out = Letter.objects.filter(theirs, person__isnull=True, state__in=WENT_OUT, sent_at__gt=now - MONTH)
    left = InputContact.objects.exclude(email="").order_by("pk").values_list("email", "refused_at")
    return out.values_list("sent_at", flat=True), left, counted(Subscriber.objects.reading())


def _without(
    out: QuerySet[Any, Any],
    left: QuerySet[Any, Any],
    reading: QuerySet[Any, Any],
    *,
    now: datetime,
    declined: int,
) -> Without:
    addresses = dict(left)
    return Without(
        week=sum(at > now - WEEK for at in out),
        month=len(out),
        addresses=len(addresses) + number_of(reading),
        refused=sum(refused is not None for refused in addresses.values()),
        declined=declined,
    )
