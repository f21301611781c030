"""The shared words that a reader meets, read once a request and explained where each first stands on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpRequest

from initiatives.models import Term, local
from initiatives.rules.viewer import Viewer
from initiatives.rules.vocabulary import Piece, SharedWord, find_words, keys_in


@dataclass(frozen=True, slots=True)
class Meaning:
    """A shared word and what all agreed that it means, in the reader's language."""

    word: str
    definition: str
    path: str


@dataclass(slots=True)
class Vocabulary:
    """The agreed words of an initiative; remembers which were explained on this page already."""

    words: list[SharedWord]
    meanings: dict[int, Meaning]
    explained: set[int] = field(default_factory=set)

    def cut(self, text: str) -> list[Piece]:
        """Return a text in pieces, its shared words apart where they stand for the first time on the page."""
        pieces = find_words(text, self.words, seen=self.explained)
        self.explained |= keys_in(pieces)
        return pieces


def vocabulary_of(request: HttpRequest | None, viewer: Viewer | None) -> Vocabulary:
    """Return the words for this request: one query, however many texts the page shows."""
    known = getattr(request, "vocabulary", None)
    if isinstance(known, Vocabulary):
        return known
    found = _read(viewer) if viewer is not None else Vocabulary([], {})
    if request is not None:
        setattr(request, "vocabulary", found)  # noqa: B010 (a request has no such attribute for the type checker)
    return found


def _read(viewer: Viewer) -> Vocabulary:
    agreed = list(Term.objects.visible_to(viewer).filter(agreed_on__isnull=False).select_related("record"))
    return Vocabulary(
        words=[SharedWord(term.pk, _forms(term)) for term in agreed],
        meanings={
            term.pk: Meaning(local(term.word), local(term.definition), term.record.path) for term in agreed
        },
    )


def _forms(term: Term) -> tuple[str, ...]:
    return (*term.word.values(), *(alias["word"] for alias in term.aliases))
