"""What people say: what can happen, each kind with its sentence, who may read it, and whether the ledger keeps it.

Nobody is named who said something: what people say is public, that it was they is not.
"""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

INPUT_KINDS: tuple[EventKind, ...] = (
    EventKind("input.code_made", "{who} made the code with which people can take part in {what}."),
    EventKind("input.received", "Contribution {number} to {what} came in."),
    EventKind("input.withdrawn", "Contribution {number} to {what} was taken back by whoever wrote it."),
    EventKind(
        "input.claimed", "Somebody keeps contribution {number} to {what} with their account.", Reader.STAFF
    ),
    EventKind(
        "input.entered",
        "{who} typed in contribution {number} to {what}; it waits for a second person.",
        Reader.MEMBERS,
    ),
    EventKind(
        "input.entry_confirmed",
        "{who} confirmed contribution {number} to {what}, typed in by somebody else.",
        in_ledger=True,
    ),
    EventKind(
        "input.entry_discarded",
        "{who} discarded what was typed in as contribution {number} to {what}.",
        Reader.MEMBERS,
    ),
    EventKind(
        "input.acknowledged",
        "{who} read and acknowledged {count} contributions to {what}.",
        for_one="{who} read and acknowledged {count} contribution to {what}.",
    ),
    EventKind("input.hidden", "{who} hid contribution {number} to {what}.", in_ledger=True),
    EventKind(
        "input.appealed", "The author of contribution {number} to {what} asked a second person to look."
    ),
    EventKind(
        "input.appeal_answered",
        "{who} answered the appeal about contribution {number} to {what}.",
        in_ledger=True,
    ),
    EventKind(
        "input.told",
        "{count} people were told what became of their words in {what}.",
        for_one="{count} person was told what became of their words in {what}.",
        for_none="Nobody left an address to be told what became of their words in {what}.",
    ),
    EventKind(
        "input.asked_to_rate",
        "{count} people were asked how their words were used in {what}.",
        for_one="{count} person was asked how their words were used in {what}.",
        for_none="Nobody left an address to be asked how their words were used in {what}.",
    ),
    EventKind("input.rated", "Somebody rated how their words were used in {what}."),
    EventKind("theme.made", "{who} made a theme in {what}."),
    EventKind("theme.renamed", "{who} worded a theme of {what} anew."),
    EventKind("theme.merged", "{who} merged two themes of {what}."),
    EventKind(
        "theme.sorted",
        "{who} sorted {count} contributions to {what} into a theme.",
        for_one="{who} sorted {count} contribution to {what} into a theme.",
    ),
    EventKind("theme.unsorted", "{who} took a contribution to {what} out of a theme."),
    EventKind("theme.answered", "{who} said what became of a theme in {what}."),
    EventKind("theme.placed", "{who} said where a concern stands among the options of {what}."),
    EventKind("theme.place_lifted", "{who} took back where a concern stands among the options of {what}."),
    EventKind(
        "panel.spoke", "A member of the panel said whether the table of {what} reflects what people said."
    ),
    EventKind("question.asked", "Somebody asked a question about {what}."),
    EventKind("question.corrected", "Somebody corrected what we heard in {what}."),
    EventKind("question.answered", "{who} answered a question about {what}."),
    EventKind("question.hidden", "{who} hid a question about {what}.", in_ledger=True),
    EventKind("session.planned", "{who} planned a session of {what}."),
    EventKind("session.cancelled", "{who} cancelled a session of {what}."),
    EventKind("session.supports_offered", "{who} said which support is offered for a session of {what}."),
    EventKind("session.room_opened", "{who} opened the room of a session of {what}."),
    EventKind("session.room_closed", "{who} closed the room of a session of {what}."),
    EventKind("support.asked", "Somebody asked for support to take part in {what}.", Reader.STAFF),
    EventKind("support.changed", "{who} noted support for somebody who takes part in {what}.", Reader.STAFF),
    EventKind("parity.shares_said", "{who} said who the people are that {what} concerns."),
    EventKind("parity.outreach", "{who} noted how we reached for people who were missing in {what}."),
)
