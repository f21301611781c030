"""What can happen to strategies, activities, and what is learned from them."""

from __future__ import annotations

from initiatives.rules.events import EventKind

ACTIVITY_KINDS: tuple[EventKind, ...] = (
    EventKind("strategy.added", "{who} added the strategy {what} to the plan.", in_ledger=True),
    EventKind("strategy.changed", "{who} changed the words of the strategy {what}."),
    EventKind("activity.added", "{who} added the activity {what} to the plan.", in_ledger=True),
    EventKind("activity.changed", "{who} changed the activity {what}."),
    EventKind("activity.begun", "{who} noted that {what} is under way.", in_ledger=True),
    EventKind("activity.done", "{who} noted that {what} is done.", in_ledger=True),
    EventKind("activity.stopped", "{who} noted that {what} was stopped.", in_ledger=True),
    EventKind("activity.planned", "{who} put {what} back among what is planned.", in_ledger=True),
    EventKind("learning.added", "{who} wrote down what was learned: {what}.", in_ledger=True),
)
