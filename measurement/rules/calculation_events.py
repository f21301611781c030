"""What can happen to calculated measures."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (
    EventKind("calculation.set", "{who} said how {what} is calculated: {expression}.", in_ledger=True),
)

catalogue.declare(*KINDS)
