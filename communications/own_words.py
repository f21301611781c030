"""What people wrote on this floor, and how it goes when they are erased. Registered by `communications.apps`."""

from __future__ import annotations

from communications.models import Notice, NoticeBook, NoticeChoice, Post, PostHiding, Subscriber
from initiatives.models import Person
from initiatives.own_words import ERASED_WORDS, erases_own_words


@erases_own_words
def empty_posts(person: Person) -> None:
    """Empty what somebody said in conversations. That something was said stays, so that replies make sense."""
    Post.objects.filter(by=person).update(words=ERASED_WORDS)
    PostHiding.objects.filter(post__by=person).exclude(appeal="").update(appeal=ERASED_WORDS)


@erases_own_words
def forget_choices(person: Person) -> None:
    """Forget when somebody wanted to be told of what, and what they were still to be told."""
    Notice.objects.waiting().filter(book__person=person).delete()
    NoticeChoice.objects.filter(book__person=person).delete()
    Subscriber.objects.filter(email__iexact=person.email).delete()
    NoticeBook.objects.filter(person=person).update(
        zone="", quiet_from=None, quiet_until=None, bounced_why=""
    )
