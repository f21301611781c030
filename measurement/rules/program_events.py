"""What can happen to programs, their measures, and the thoughts about how they move the whole."""

from __future__ import annotations

from initiatives.rules.events import EventKind, catalogue

KINDS: tuple[EventKind, ...] = (
    EventKind("program.added", "{who} added the program {what}."),
    EventKind("program.changed", "{who} changed what the program {what} says of itself."),
    EventKind("program.ended", "{who} noted that the program {what} has ended."),
    EventKind("measure.added", "{who} added the performance measure {what}."),
    EventKind("measure.placed", "{who} made {what} a headline of its program."),
    EventKind("strategy.meant", "{who} said which indicators {what} is meant to move."),
    EventKind("contribution.said", "{who} said how work is thought to move the whole: {what}."),
    EventKind("contribution.withdrawn", "{who} withdrew a thought about how work moves the whole: {what}."),
)

catalogue.declare(*KINDS)
