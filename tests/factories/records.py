"""Something governed, where a test does not care what."""

from __future__ import annotations

from initiatives.identity import give_record
from initiatives.models import Person, Principle, Record


def make_record(
    title: str = "Something governed",
    *,
    by: Person,
    published: bool = True,
    kind: str = "principle",
    path: str = "",
) -> Record:
    """Create a bare record."""
    return give_record(
        kind, title={"en": title}, path=path or "agenda/principles/", by=by, published=published
    )


def make_principle(
    words: str = "Nothing about us without us", *, by: Person, published: bool = True
) -> Principle:
    """Create a principle: the smallest governed row."""
    record = make_record(words, by=by, published=published)
    return Principle.objects.create(record=record, words={"en": words}, kind=Principle.Kind.WORKING)
