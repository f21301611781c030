"""What can happen to a conflict. Sentences never say what it is about: that stays in the room."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

CONFLICT_KINDS: tuple[EventKind, ...] = (
    EventKind("conflict.raised", "A concern was raised: {what}.", in_ledger=True),
    EventKind("conflict.talk_begun", "The parties of {what} began to talk.", Reader.MEMBERS),
    EventKind("conflict.mediator_named", "A mediator was named for {what}.", in_ledger=True),
    EventKind("conflict.overdue", "The time for {what} is over, and it has not ended.", in_ledger=True),
    EventKind("conflict.noted", "A note was added to {what}.", Reader.STAFF),
    EventKind("conflict.to_panel", "{what} went before a panel.", in_ledger=True),
    EventKind("conflict.closed", "{what} was closed: {outcome}.", in_ledger=True),
)
