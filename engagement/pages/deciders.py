"""Who decided, as the page of who was heard shows it: on the list of voters and voting, beside those whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from engagement.gathering.deciders import Deciders
from engagement.models import Decision
from engagement.pages.hearing import LESS, MORE
from engagement.rules.deciders import DecidingRow, deciding_rows
from engagement.rules.parity import PERCENT, SMALLEST_SHOWN

HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One group: its percent of those whom it concerns, of the list and of those who voted (None where protected)."""

    name: str
    whole: int
    listed: int | None
    voted: int | None
    words: str


@dataclass(frozen=True, slots=True)
class WhoDecided:
    """In which vote, how many on its list said to which groups they belong, and the groups of each kind."""

    decision: Decision
    listed: int
    said: int
    dimensions: list[tuple[str, list[DecidedRow]]]

    @property
    def is_shown(self) -> bool:
        """Whether enough people said it, so that nobody can be known from it."""
        return self.said >= SMALLEST_SHOWN and bool(self.dimensions)


def who_decided(found: Deciders | None) -> WhoDecided | None:
    """Return who decided, protected, the groups of a dimension together; nothing before it is decided or compared."""
    if found is None or not found.groups:
        return None
    dimensions: dict[str, list[DecidedRow]] = {}
    for row in deciding_rows(found.groups):
        dimensions.setdefault(row.dimension, []).append(_row(row))
    return WhoDecided(found.decision, found.listed, found.said, list(dimensions.items()))


def _row(row: DecidingRow) -> DecidedRow:
    return DecidedRow(
        name=row.group,
        whole=round(row.population_share * PERCENT),
        listed=_percent(row.listed_share),
        voted=_percent(row.voted_share),
        words=_in_words(row.ratio),
    )


def _percent(share: Fraction | None) -> int | None:
    return None if share is None else round(share * PERCENT)


def _in_words(ratio: Fraction | None) -> str:
    if ratio is None:
        return ""
    if ratio < HALF:
        return _("Well under its share")
    if ratio < LESS:
        return _("Less than its share")
    return _("More than its share") if ratio > MORE else _("About its share")
