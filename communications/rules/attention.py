"""What needs somebody: attention, not activity. Promises come first, then commitments, rooms, figures, people, openness. UX principle 4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NEAR = timedelta(days=7)


class Part(StrEnum):
    """The parts of Today, in the order in which they are shown."""

    PROMISES = "promises"
    COMMITMENTS = "commitments"
    ROOMS = "rooms"
    PLAN = "plan"
    FIGURES = "figures"
    MEETINGS = "meetings"
    OPENNESS = "openness"
    PEOPLE = "people"
    SETTING_UP = "setting_up"


class Urgency(StrEnum):
    """How a due day stands to today."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs somebody: what, where it is done, by when, and the verb on its button."""

    part: Part
    title: str
    url: str
    action: str
    meta: tuple[str, ...] = ()
    due: date | None = None

    def urgency(self, *, today: date) -> Urgency:
        """Say how the due day stands to today."""
        if self.due is None:
            return Urgency.NONE
        if self.due < today:
            return Urgency.LATE
        return Urgency.TODAY if self.due == today else Urgency.SOON

    def days_late(self, *, today: date) -> int:
        """Return by how many days the due day has passed; 0 when it has not."""
        return max(0, (today - self.due).days) if self.due else 0

    def is_pressing(self, *, today: date) -> bool:
        """Whether its button is filled: a day within a week, passed or not, or no day that one could wait for."""
        return self.due is None or self.due <= today + NEAR


def places_of(needs: Iterable[Need], *, base: str) -> Counter[str]:
    """Return how many needs are dealt with in each place of an initiative: by the first word below its address."""
    return Counter(
        need.url.removeprefix(base).partition("/")[0] for need in needs if need.url.startswith(base)
    )


def late_in(needs: Iterable[Need], *, today: date) -> Counter[Part]:
    """Return how many needs of each part are late."""
    return Counter(need.part for need in needs if need.days_late(today=today))


def ordered(needs: Iterable[Need], *, today: date) -> list[tuple[Part, list[Need]]]:
    """Return the needs by part: parts with something late first, each part by due day, what has no day last.

    Empty parts are left out.
    """
    found = list(needs)
    parts = [(part, [need for need in found if need.part == part]) for part in Part]
    kept = [(part, sorted(rows, key=_by_day)) for part, rows in parts if rows]
    return sorted(kept, key=lambda part: part[1][0].days_late(today=today) == 0)


def _by_day(need: Need) -> tuple[bool, date, str]:
    return need.due is None, need.due or date.max, need.title
