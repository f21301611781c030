"""What can happen to what residents see beside a chart."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (
    EventKind("reading.said", "Somebody said whether {what} matches what they see: {match}."),
    EventKind("reading.answered", "{who} answered somebody who sees {what} in another way."),
    EventKind("reading.hidden", "{who} hid something that was said beside {what}, on the ground: {ground}."),
)

catalogue.declare(*KINDS)
