"""The crosswalk: what each partner calls what all have agreed to call one thing. DOMAIN section 1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One partner calls a shared word (its key) by another; `by` is as it was typed."""

    term: int
    word: str
    by: str


@dataclass(frozen=True, slots=True)
class TwoMeanings:
    """One word that partners use for different things: the calls in which they do."""

    word: str
    calls: tuple[Call, ...]


def two_meanings(calls: Iterable[Call]) -> list[TwoMeanings]:
    """Find the words that stand for more than one shared word; whoever hears one has to ask which is meant."""
    by_word: dict[str, list[Call]] = {}
    for call in calls:
        by_word.setdefault(_plain(call.word), []).append(call)
    return [
        TwoMeanings(said[0].word, tuple(said))
        for said in by_word.values()
        if len({call.term for call in said}) > 1
    ]


def calls_of(name: str, calls: Iterable[Call]) -> list[Call]:
    """Return what a partner calls things; its name may have been typed without what stands in brackets after it."""
    names = {_plain(name), _plain(re.sub(r"\s*\([^)]*\)\s*$", "", name))}
    return [call for call in calls if _plain(call.by) in names]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()
