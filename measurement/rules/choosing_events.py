"""What can happen when indicators are chosen, and to the data development agenda."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (
    EventKind("indicator.rated", "{who} rated the indicator {what}."),
    EventKind("data_item.added", "{who} put on the data development agenda: {what}."),
    EventKind("data_item.changed", "{who} changed who gets {what}, by when, or at what cost."),
    EventKind("data_item.moved", "{what} on the data development agenda is now {state}."),
)

catalogue.declare(*KINDS)
