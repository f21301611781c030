"""Does a revision touch what a report says? Only if the report was made before it and holds the figure itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Revised:
    """A published figure that was changed: of which indicator, time and group (0 is everybody), from when to when."""

    indicator: str
    period: str
    group: int
    first_public: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """What a report holds: its moment, and for each indicator the periods of the whole and of each group."""

    as_of: datetime
    figures: Mapping[tuple[str, int], Collection[str]]


def touches(revised: Revised, held: Held) -> bool:
    """Whether the report says the old figure."""
    was_there = revised.first_public <= held.as_of < revised.changed
    return was_there and revised.period in held.figures.get((revised.indicator, revised.group), ())
