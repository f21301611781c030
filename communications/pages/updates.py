"""An update and what it said before: each correction as a comparison, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from communications.models import Update, UpdateCorrection
from initiatives.models import local
from initiatives.rules.diff import Run, compare


@dataclass(frozen=True, slots=True)
class Version:
    """One correction: why, when, by whom, and what changed in title and words."""

    correction: UpdateCorrection
    title: tuple[Run, ...]
    words: tuple[Run, ...]


def versions_of(update: Update) -> list[Version]:
    """Return the corrections of an update, the newest first, each against what came after it: one query."""
    title, words, found = local(update.record.title), local(update.words), []
    for one in update.corrections.select_related("by"):
        before_title, before_words = local(one.title_before), local(one.words_before)
        found.append(Version(one, compare(before_title, title), compare(before_words, words)))
        title, words = before_title, before_words
    return found
