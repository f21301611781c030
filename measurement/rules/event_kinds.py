"""What can happen on this floor: each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = ()

catalogue.declare(*KINDS)
