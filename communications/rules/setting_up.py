"""The order of the set-up path. UX journey (a): every step saves, any but the first can wait, none asks twice."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum


class Step(StrEnum):
    """The steps in their order."""

    NAME = "name"
    RESULT = "result"
    INDICATORS = "indicators"
    FIGURES = "figures"
    PEOPLE = "people"
    MEETING = "meeting"
    PUBLISH = "publish"


ORDER = tuple(Step)


def next_step(*, settled: AbstractSet[str]) -> Step | None:
    """Return the first step that was neither done nor skipped; None when all are."""
    return next((step for step in ORDER if step not in settled), None)


def after(step: Step) -> Step | None:
    """Return the step that follows, whatever was done."""
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else None
