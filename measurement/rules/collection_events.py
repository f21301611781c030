"""What can happen while figures are collected."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

COLLECTION_KINDS: tuple[EventKind, ...] = (
    EventKind("duty.set", "{who} agreed with {partner} that it reports {what}.", Reader.MEMBERS),
    EventKind("duty.ended", "{who} ended that {partner} reports {what}.", Reader.MEMBERS),
    EventKind(
        "figures.reminded", "{who} reminded {partner} of the figures of {what} for {period}.", Reader.STAFF
    ),
    EventKind(
        "numbers.sent",
        "{who} sent {count} numbers for {partner}.",
        Reader.MEMBERS,
        for_one="{who} sent {count} number for {partner}.",
    ),
    EventKind("cycle.begun", "{who} began the improvement cycle {what}."),
    EventKind("cycle.moved", "{who} moved the improvement cycle {what} on to {stage}."),
)
