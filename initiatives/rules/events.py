"""What can happen: each kind of event knows its sentence, who may read it, and whether the ledger keeps it.

A kind is declared once, by the floor that makes it happen; `record()` refuses any other. Sentences are message ids
for gettext; `{who}` and `{what}` are filled in by the page, everything else from the event's facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reader(StrEnum):
    """Who may read that something happened."""

    PUBLIC = "public"
    MEMBERS = "members"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class EventKind:
    """One thing that can happen. `for_one` is its sentence where the fact `number` is one, `for_none` where it is 0."""

    key: str
    sentence: str
    reader: Reader = Reader.PUBLIC
    in_ledger: bool = False
    for_one: str = ""
    for_none: str = ""
    number: str = "count"


class Catalogue:
    """All kinds of events of the product, by key."""

    def __init__(self) -> None:
        """Start empty; each app declares its own when it is loaded."""
        self.kinds: dict[str, EventKind] = {}

    def declare(self, *kinds: EventKind) -> None:
        """Add kinds; the same key twice is a mistake."""
        for kind in kinds:
            if self.kinds.get(kind.key, kind) != kind:
                raise ValueError(f"{kind.key} is declared twice")
            self.kinds[kind.key] = kind

    def __getitem__(self, key: str) -> EventKind:
        """Return a kind; KeyError for one that nobody declared."""
        return self.kinds[key]


catalogue = Catalogue()
