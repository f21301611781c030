"""Own words: what upper floors keep of a person's own writing, and how it goes when the person is erased.

A floor registers a function that empties what a person wrote there in the open initiative; `erase_person` calls them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from initiatives.models import Person

ERASED_WORDS = "—"
Erasing: TypeAlias = Callable[[Person], None]
_erasings: list[Erasing] = []


def erases_own_words(erasing: Erasing) -> Erasing:
    """Register a function that empties what a person wrote on this floor; safe to call again."""
    if erasing not in _erasings:
        _erasings.append(erasing)
    return erasing


def erasings() -> Iterator[Erasing]:
    """Return what all floors do when a person is erased."""
    return iter(_erasings)
