"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue
from initiatives.rules.people_events import PEOPLE_KINDS

KINDS: tuple[EventKind, ...] = (*PEOPLE_KINDS,)

catalogue.declare(*KINDS)
