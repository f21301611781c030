"""The promise of an engagement, word for word, and the promises that stood before it. SPECTRUM sections 1 and 2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as LazyWords
from django.utils.translation import gettext_lazy as _

from engagement.models import Engagement, LevelChange
from engagement.rules.spectrum import Level, Promise, promise

POWER: dict[Level, LazyWords] = {
    Level.INFORMING: _("Informing: you are told"),
    Level.CONSULTING: _("Consulting: you are asked"),
    Level.INVOLVING: _("Involving: your concerns shape the options"),
    Level.COLLABORATING: _("Collaborating: we find it together"),
    Level.EMPOWERING: _("Empowering: the community decides"),
}


@dataclass(frozen=True, slots=True)
class Vow:
    """A promise that is in force, or that stood until `until` and was changed for a reason."""

    level: Level
    promise: Promise
    heading: LazyWords
    until: datetime | None = None
    reason: dict[str, str] | None = None
    was_raised: bool = False


def vows_of(engagement: Engagement, changes: Sequence[LevelChange]) -> tuple[Vow, ...]:
    """Return the promise in force, then every one before it, the newest first."""
    now = _vow(Level(engagement.level))
    before = [
        _vow(
            Level(change.from_level),
            until=change.at,
            reason=change.reason,
            was_raised=change.to_level > change.from_level,
        )
        for change in reversed(changes)
    ]
    return (now, *before)


def _vow(
    level: Level,
    *,
    until: datetime | None = None,
    reason: dict[str, str] | None = None,
    was_raised: bool = False,
) -> Vow:
    return Vow(level, promise(level), POWER[level], until, reason, was_raised)
