"""Finds shared words in a text: whole words, the longest first, each only where it first stands. DOMAIN section 1."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class SharedWord:
    """A word that all use in one sense: its key and every form in which it may stand in a text."""

    key: int
    forms: tuple[str, ...]


class Piece(NamedTuple):
    """A stretch of text; `key` names the shared word that it is, if it is one."""

    text: str
    key: int | None = None


def find_words(text: str, words: Iterable[SharedWord], *, seen: Collection[int] = ()) -> list[Piece]:
    """Cut a text at its shared words, leaving out those already `seen`; joined, the pieces are the text.

    Case does not matter; "group" is not found in "grouping"; of two forms that fit, the longer one counts.
    """
    keys = _one_meaning(words)
    keys = {form: key for form, key in keys.items() if key not in seen}
    if not keys:
        return [Piece(text)] if text else []
    met: set[int] = set()
    pieces: list[Piece] = []
    end = 0
    for found in _pattern(keys).finditer(text):
        key = keys.get(_plain(found[0]))
        if key is None or key in met:
            continue
        met.add(key)
        pieces += [Piece(text[end : found.start()]), Piece(found[0], key)]
        end = found.end()
    pieces.append(Piece(text[end:]))
    return [piece for piece in pieces if piece.text]


def keys_in(pieces: Iterable[Piece]) -> set[int]:
    """Return the shared words among pieces."""
    return {piece.key for piece in pieces if piece.key is not None}


def _one_meaning(words: Iterable[SharedWord]) -> dict[str, int]:
    """Return the forms that stand for one shared word; what one calls this and another calls that explains neither."""
    meant: dict[str, set[int]] = {}
    for word in words:
        for form in word.forms:
            if form.strip():
                meant.setdefault(_plain(form), set()).add(word.key)
    return {form: min(keys) for form, keys in meant.items() if len(keys) == 1}


def _plain(form: str) -> str:
    return " ".join(form.split()).casefold()


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    spelled = (r"\s+".join(map(re.escape, form.split())) for form in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)
