"""What can happen to what is public: restrictions and their reviews, files, the ledger itself, and erasure."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

OPENNESS_KINDS: tuple[EventKind, ...] = (
    EventKind("restriction.set", "{who} restricted {what} until {until}", in_ledger=True),
    EventKind(
        "restriction.approved", "{who} agreed to the restriction of {what} until {until}", in_ledger=True
    ),
    EventKind("restriction.lifted", "{who} made {what} public again", in_ledger=True),
    EventKind("review.asked", "{who} asked for a review of the restriction of {what}"),
    EventKind("review.answered", "{who} answered a request for a review of {what}"),
    EventKind("attachment.added", "{who} added a file to {what}"),
    EventKind("attachment.removed", "{who} took a file away from {what}"),
    EventKind("ledger.verified", "The ledger was checked: {count} entries hold", Reader.STAFF),
    EventKind("ledger.broken", "The ledger was checked and does not hold in {count} places", Reader.STAFF),
    EventKind("person.erased", "The words and the name of somebody were erased on request", in_ledger=True),
)
