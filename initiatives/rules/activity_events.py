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
    EventKind("activity.taken_on", "{partner} leads {what} from now on: {who} took it on.", in_ledger=True),
    EventKind("activity.helped", "{partner} helps with {what}, said {who}."),
    EventKind("activity.help_ended", "{partner} no longer helps with {what}, said {who}."),
    EventKind("activity.logged", "{who} logged that an activity took place: {what}."),
    EventKind("activity.log_changed", "{who} changed what was logged: {what}."),
    EventKind("activity.log_corrected", "{who} corrected what was logged, and said why: {what}."),
    EventKind("learning.added", "{who} wrote down what was learned: {what}.", in_ledger=True),
)
