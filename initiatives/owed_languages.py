"""Languages that upper floors owe: what was announced in a language stays in it until it is over.

A floor registers a function that returns the records that owe a language; the settings refuse to take it out meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from initiatives.models import Record
from initiatives.models.records import RecordQuerySet

Owing: TypeAlias = Callable[[str], RecordQuerySet]
_owing: list[Owing] = []


def owes_languages(owing: Owing) -> Owing:
    """Register a function that returns what owes a language; safe to call again."""
    if owing not in _owing:
        _owing.append(owing)
    return owing


def records_owing(language: str) -> RecordQuerySet:
    """Return all that owes a language, on every floor."""
    found = Record.objects.none()
    for owing in _owing:
        found |= owing(language)
    return found
