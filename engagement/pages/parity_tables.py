"""Tables of groups beside their shares of the people whom it concerns: of those who were heard, of those who decided."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from engagement.rules.parity import PERCENT

LESS, MORE = Fraction(4, 5), Fraction(6, 5)


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: its share under each heading (None where protected), how close it is, and a mark on that."""

    name: str
    shares: tuple[tuple[str, str | None], ...]
    words: str
    mark: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """The groups of one kind under what each column is a share of."""

    name: str
    caption: str
    heads: tuple[str, ...]
    lines: tuple[GroupLine, ...]


def heads_of(*besides: str) -> tuple[str, ...]:
    """Return the headings: of people whom it concerns, and what stands beside that."""
    return (_("Of people whom it concerns"), *besides)


def percent(share: Fraction | None, *, of_nobody: bool = False) -> str | None:
    """Return a share in whole percents; a dash where it would be one of nobody; None where it is protected."""
    if of_nobody:
        return "–"
    return None if share is None else _("{percent} %").format(percent=round(share * PERCENT))


def closeness(ratio: Fraction | None, *, least: Fraction) -> str:
    """Say how close a group is to its share; under `least` of it, it is missing. Nothing where that is protected."""
    if ratio is None:
        return ""
    if ratio < least:
        return _("Well under its share")
    if ratio < LESS:
        return _("Less than its share")
    return _("More than its share") if ratio > MORE else _("About its share")
