"""What can happen to the lists of groups by which figures and plans are read."""

from __future__ import annotations

from initiatives.rules.events import EventKind

POPULATION_KINDS: tuple[EventKind, ...] = (
    EventKind("population.added", "{who} added the population {what}."),
    EventKind("dimension.added", "{who} added the grouping {what}."),
    EventKind("category.added", "{who} added a group to {what}."),
    EventKind("category.changed", "{who} changed the name of a group in {what}."),
    EventKind("category.alias_added", "{who} noted another name for a group in {what}."),
)
