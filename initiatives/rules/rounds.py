"""Where a round stands: noticed, open, over, closed. Server time decides, no job is needed. SPECTRUM S10."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class InMeeting:
    """The times of a room that is an item of a meeting: when its agenda was public, and from when until when it is open."""

    noticed_at: datetime
    opens_at: datetime
    closes_at: datetime


class Phase(StrEnum):
    """Where a round stands at a moment."""

    NOTICED = "noticed"
    OPEN = "open"
    COUNTING = "counting"
    CLOSED = "closed"


def phase_at(
    moment: datetime, *, opens_at: datetime, closes_at: datetime, closed_at: datetime | None
) -> Phase:
    """Return where a round stands: it takes answers from `opens_at` on, until just before `closes_at`."""
    if closed_at is not None and moment >= closed_at:
        return Phase.CLOSED
    if moment < opens_at:
        return Phase.NOTICED
    return Phase.OPEN if moment < closes_at else Phase.COUNTING
