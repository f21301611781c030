"""What can happen to requests to join, to roles of the backbone, to its duties and its logins. No name of a person stands in them."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

BACKBONE_KINDS: tuple[EventKind, ...] = (
    # Requests to join
    EventKind("joining.asked", "Somebody asked to join"),
    EventKind("joining.nominated", "Somebody was named for a seat of {what}"),
    EventKind("joining.welcomed", "{who} welcomed somebody who had asked to join"),
    EventKind("joining.declined", "{who} declined a request to join, with a reason"),
    # Roles with hours and money
    EventKind("staff_role.written", "{who} wrote down the role {what}"),
    EventKind("staff_role.changed", "{who} changed the role {what}"),
    EventKind("staff_role.taken", "The role {what} is held by somebody else"),
    EventKind("staff_role.ended", "{who} ended the role {what}"),
    # The calendar of duties
    EventKind("upkeep.written", "{who} put {what} in the calendar of duties", Reader.MEMBERS),
    EventKind("upkeep.changed", "{who} changed the duty {what}", Reader.MEMBERS),
    EventKind("upkeep.done", "{who} did {what}", Reader.MEMBERS),
    EventKind("upkeep.ended", "{who} took {what} out of the calendar of duties", Reader.MEMBERS),
    EventKind("login.kept", "{who} wrote down where a login is kept", Reader.STAFF),
    EventKind("login.ended", "{who} took a login off the list", Reader.STAFF),
    # Somebody leaves
    EventKind(
        "work.handed_over",
        "{who} handed over {count} things that somebody looked after",
        Reader.MEMBERS,
        for_one="{who} handed over one thing that somebody looked after",
    ),
)
