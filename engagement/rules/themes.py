"""When a theme has been answered, and when it has its place among the alternatives. C4 and V3."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from engagement.rules.spectrum import Level
from engagement.rules.stages import Stage
from engagement.rules.theme_facts import CHANGED_SOMETHING, MatrixRow, Theme, Themes

SHORTEST_REASON = 40
SAME_TEXT_ONE_OF = 3  # the same words on more than one theme of three are no reason
FEWEST_TO_COMPARE = 2  # a text that stands once is not the same as anything


class ThemeLack(StrEnum):
    """What a theme still wants."""

    DISPOSITION = "disposition"
    REASON = "reason"
    SAME_REASON = "same_reason"
    PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class ThemeGap:
    """A theme and what it still wants."""

    theme: str
    lack: ThemeLack


def takes_new_themes(level: Level, stage: Stage) -> bool:
    """Whether a theme may still be made: from INVOLVING up not once the options are fixed, for no option could answer it."""
    return stage is not Stage.OPTIONS_FROZEN or level < Level.INVOLVING


def gaps(themes: Themes) -> tuple[ThemeGap, ...]:
    """Return what the themes still want, each theme with its first lack, in their order."""
    copied = copied_reasons(themes.themes)
    found = ((theme.key, _lack(theme, copied)) for theme in themes.themes)
    return tuple(ThemeGap(key, lack) for key, lack in found if lack is not None)


def copied_reasons(themes: tuple[Theme, ...]) -> frozenset[str]:
    """Return the reasons that stand, apart from blanks and capitals, on more than a third of the themes."""
    texts = Counter(as_compared(theme.reason) for theme in themes if theme.reason.strip())
    return frozenset(
        text
        for text, times in texts.items()
        if times >= FEWEST_TO_COMPARE and times * SAME_TEXT_ONE_OF > len(themes)
    )


def as_compared(reason: str) -> str:
    """Return a reason as it is compared: blanks folded, without capitals."""
    return " ".join(reason.split()).casefold()


def _lack(theme: Theme, copied: frozenset[str]) -> ThemeLack | None:
    if theme.disposition is None or theme.disposed is None:
        return ThemeLack.DISPOSITION
    said = as_compared(theme.reason)
    if len(said) < SHORTEST_REASON:
        return ThemeLack.REASON
    if said in copied:
        return ThemeLack.SAME_REASON
    if theme.disposition in CHANGED_SOMETHING and not theme.passage.strip():
        return ThemeLack.PASSAGE
    return None


def unplaced(themes: Themes, alternatives: frozenset[str]) -> tuple[str, ...]:
    """Return the themes that are linked to no standing alternative and do not say why they are not reflected."""
    placed = {row.theme for row in themes.matrix if is_placed(row, alternatives)}
    return tuple(theme.key for theme in themes.themes if theme.key not in placed)


def is_placed(row: MatrixRow, alternatives: frozenset[str]) -> bool:
    """Whether a row of the matrix says where its theme stands."""
    says_where = bool(row.alternatives & alternatives) or bool(row.not_reflected_because.strip())
    return row.written is not None and says_where
