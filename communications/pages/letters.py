"""How much each person was written to, and whether their address takes letters."""

from __future__ import annotations

from dataclasses import dataclass

from communications.delivery.load import MONTH, WEEK, letters_since
from communications.models import NoticeBook
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

    @property
    def is_full(self) -> bool:
        """Whether what comes at once or daily waits now."""
        return self.month >= self.most


def load_of(*, most: int) -> list[Load]:
    """Return everybody who takes part or had a letter, whoever had most first: five queries at any number of people."""
    now = clock.now()
    month, week = letters_since(now - MONTH, now - WEEK)
    held = RoleHolding.objects.on(clock.today()).values_list("person", flat=True)
    people = Person.objects.filter(pk__in={*held, *month}, erased_at__isnull=True)
    books = {book.person_id: book for book in NoticeBook.objects.filter(person__in=people)}
    rows = [
        Load(one, week[one.pk], month[one.pk], most, books.get(one.pk)) for one in people if one.is_active
    ]
    return sorted(rows, key=lambda row: (-row.month, row.person.shown_name))
