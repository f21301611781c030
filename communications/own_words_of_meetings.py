"""What people wrote around meetings, and how it goes when they are erased. That they were there stays: seats were counted."""

from __future__ import annotations

from communications.models import AccessWish, Amendment
from initiatives.models import Person
from initiatives.own_words import ERASED_WORDS, erases_own_words


@erases_own_words
def empty_amendments(person: Person) -> None:
    """Empty what somebody wanted the minutes to say. That they asked, and the answer, stay."""
    Amendment.objects.filter(asked_by=person).exclude(words=ERASED_WORDS).update(words=ERASED_WORDS)


@erases_own_words
def empty_wishes(person: Person) -> None:
    """Empty what somebody needed in order to come."""
    AccessWish.objects.filter(person=person).exclude(words="").update(words=ERASED_WORDS)
