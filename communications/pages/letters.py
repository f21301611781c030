"""How much each person was written to, and whether their address takes letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from communications.delivery.load import MONTH, WEEK, WENT_OUT, letters_since
from communications.models import Letter, NoticeBook, Subscriber
from engagement.models import InputContact
from initiatives import clock
from initiatives.models import Person, RoleHolding


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


def load_of(*, most: int) -> list[Load]:
    """Return everybody who takes part or had a letter, whoever had most first: six queries at any number of people."""
    now = clock.now()
    month, week = letters_since(now - MONTH, now - WEEK)
    held = RoleHolding.objects.on(clock.today()).values_list("person", flat=True)
    people = Person.objects.filter(pk__in={*held, *month}, erased_at__isnull=True)
    books = {book.person_id: book for book in NoticeBook.objects.filter(person__in=people)}
    declined = {one.person_id: one for one in _declined(now - MONTH).filter(person__in=people).order_by("pk")}
    rows = [
        Load(one, week[one.pk], month[one.pk], most, books.get(one.pk), declined.get(one.pk))
        for one in people
        if one.is_active
    ]
    return sorted(rows, key=lambda row: (-row.month, row.person.shown_name))


def load_without_account() -> Without:
    """Return how much is written to contributors and subscribers without an account, and how many addresses take none."""
    now = clock.now()
    out = Letter.objects.filter(person__isnull=True, state__in=WENT_OUT, sent_at__gt=now - MONTH)
    sent = list(out.values_list("sent_at", flat=True))
    left = dict(InputContact.objects.exclude(email="").order_by("pk").values_list("email", "refused_at"))
    return Without(
        week=sum(at is not None and at > now - WEEK for at in sent),
        month=len(sent),
        addresses=len(left) + Subscriber.objects.reading().count(),
        refused=sum(refused is not None for refused in left.values()),
        declined=_declined(now - MONTH).filter(person__isnull=True).count(),
    )


def _declined(since: datetime) -> QuerySet[Letter]:
    return Letter.objects.filter(state=Letter.State.DECLINED, asked_at__gt=since)
