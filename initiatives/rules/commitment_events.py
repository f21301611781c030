"""What can happen to a commitment."""

from __future__ import annotations

from initiatives.rules.events import EventKind

COMMITMENT_KINDS: tuple[EventKind, ...] = (
    EventKind("commitment.proposed", "{who} proposed the commitment {what}.", in_ledger=True),
    EventKind("commitment.created", "The commitment {what} follows from a decision.", in_ledger=True),
    EventKind("commitment.accepted", "{who} accepted the commitment {what}.", in_ledger=True),
    EventKind("commitment.progress_told", "{who} told how far {what} is."),
    EventKind("commitment.witness_named", "{who} named a witness from outside for {what}.", in_ledger=True),
    EventKind("commitment.met", "{who} confirmed that {what} was kept.", in_ledger=True),
    EventKind("commitment.missed", "{who} noted that {what} was not kept.", in_ledger=True),
    EventKind("commitment.renegotiated", "{who} agreed to {what} anew, by {due}.", in_ledger=True),
    EventKind(
        "commitment.let_go", "{what} is not owed any more: what it followed from has ended.", in_ledger=True
    ),
    EventKind("commitment.released", "{who} released {what}: it is not owed any more.", in_ledger=True),
)
