"""What can happen to a conversation that turns a curve."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (
    EventKind("turn.opened", "{who} opened the conversation {what}."),
    EventKind("turn.step_saved", "{who} wrote down the answer to question {question} in {what}."),
    EventKind("turn.forecast_agreed", "{who} froze what is expected if nothing changes, for {what}."),
    EventKind("turn.step_reached", "{who} went to question {question} in {what}."),
    EventKind("turn.room_opened", "{who} opened the room for {what}: whoever is there can add a line."),
    EventKind("turn.room_closed", "{who} closed the room for {what}."),
    EventKind("turn.line_added", "{who} added a line to question {question} in {what}."),
    EventKind("turn.line_taken_up", "{who} took up a line in {what}."),
    EventKind("turn.line_set_aside", "{who} set a line aside in {what}, and said why."),
    EventKind("turn.line_hidden", "{who} hid a line in {what}.", in_ledger=True),
    EventKind("turn.line_taken_back", "{who} took back a line of their own in {what}."),
    EventKind("turn.factor_added", "{who} added to the story of {what}."),
    EventKind("turn.partner_added", "{who} named a partner with a part in {what}."),
    EventKind("turn.idea_added", "{who} added an idea to {what}."),
    EventKind(
        "turn.idea_scored",
        "{who} scored {count} ideas in {what}.",
        for_one="{who} scored {count} idea in {what}.",
    ),
    EventKind("turn.action_added", "{who} added something to do to {what}."),
    EventKind("turn.part_removed", "{who} took something out of {what}."),
    EventKind(
        "turn.closed",
        "{who} closed the conversation {what}: {strategies} new strategies, {activities} new activities.",
        in_ledger=True,
    ),
    EventKind("turn.reread", "{who} read the story of {what} again: it still holds.", in_ledger=True),
)

catalogue.declare(*KINDS)
