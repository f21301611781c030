"""What changed between two versions of a text, as a person would mark it: by sentence first, then by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise, takewhile

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n\s*")
_TOKEN = re.compile(r"\s+|\S+")
# Below this share of common words a sentence reads better as struck out and written anew than as a patchwork.
_ALIKE = 0.4


class Change(StrEnum):
    """What happened to a run of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one fate."""

    change: Change
    text: str


def compare(before: str, after: str) -> tuple[Run, ...]:
    """Return the runs that lead from one text to the other.

    The runs that are not ADDED, joined, are exactly `before`; those that are not REMOVED are exactly `after`.
    """
    old, new = _sentences(before), _sentences(after)
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        runs += [Run(Change.SAME, left)] if tag == "equal" else _by_word(left, right)
    return tuple(_joined(runs))


def is_changed(runs: Sequence[Run]) -> bool:
    """Whether anything but white space changed."""
    return any(run.change is not Change.SAME and run.text.strip() for run in runs)


def _sentences(text: str) -> list[str]:
    cuts = [0, *(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts) if start < end]


def _by_word(before: str, after: str) -> list[Run]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if not _are_alike(matcher, old, new):
        return [Run(Change.REMOVED, before), Run(Change.ADDED, after)]
    runs: list[Run] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        left, right = "".join(old[i1:i2]), "".join(new[j1:j2])
        runs += (
            [Run(Change.SAME, left)]
            if tag == "equal"
            else [Run(Change.REMOVED, left), Run(Change.ADDED, right)]
        )
    return _without_islands(runs)


def _are_alike(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> bool:
    common = sum(
        not word.isspace() for i, _, size in matcher.get_matching_blocks() for word in old[i : i + size]
    )
    longest = max(sum(not word.isspace() for word in words) for words in (old, new))
    return bool(longest) and common >= _ALIKE * longest


def _without_islands(runs: Sequence[Run]) -> list[Run]:
    """Take a lone blank between two changes into both, so that a changed phrase is struck out in one stroke."""
    tidy: list[Run] = []
    for run in runs:
        if run.change is Change.SAME and run.text.isspace() and tidy and run is not runs[-1]:
            tidy += [Run(Change.REMOVED, run.text), Run(Change.ADDED, run.text)]
        else:
            tidy.append(run)
    return tidy


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours of one fate; inside a stretch of changes what was removed comes first."""
    same = removed = added = ""
    for run in runs:
        if run.change is Change.SAME and (removed or added):
            blank = _common_blank_end(removed, added)
            yield from _nonempty(same, removed.removesuffix(blank), added.removesuffix(blank))
            same, removed, added = blank, "", ""
        if run.change is Change.SAME:
            same += run.text
        elif run.change is Change.REMOVED:
            removed += run.text
        else:
            added += run.text
    blank = _common_blank_end(removed, added)
    yield from _nonempty(same, removed.removesuffix(blank), added.removesuffix(blank), blank)


def _nonempty(same: str, removed: str, added: str, end: str = "") -> Iterator[Run]:
    fates = (Change.SAME, Change.REMOVED, Change.ADDED, Change.SAME)
    for change, text in zip(fates, (same, removed, added, end), strict=True):
        if text:
            yield Run(change, text)


def _common_blank_end(one: str, other: str) -> str:
    """Return the white space with which both end: it did not change, and would be marked twice."""
    pairs = takewhile(
        lambda pair: pair[0] == pair[1] and pair[0].isspace(), zip(one[::-1], other[::-1], strict=False)
    )
    return "".join(left for left, _ in pairs)[::-1]


def before_side(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the earlier text alone, with what was removed from it."""
    return tuple(run for run in runs if run.change is not Change.ADDED)


def after_side(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return the later text alone, with what was added to it."""
    return tuple(run for run in runs if run.change is not Change.REMOVED)


def without_what_stays(before: str, after: str) -> tuple[str, str, int]:
    """Return two lists without the lines that both have, and how many those are."""
    old, new = before.splitlines(), after.splitlines()
    gone, come = ([line for line in one if line not in other] for one, other in ((old, new), (new, old)))
    return "\n".join(gone), "\n".join(come), len(old) - len(gone)
