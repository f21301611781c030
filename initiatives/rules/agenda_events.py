"""What can happen to the agenda, the shared words, the principles, and in the room."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

AGENDA_KINDS: tuple[EventKind, ...] = (
    # The agenda
    EventKind("agenda.drafted", "{who} began version {version} of the agenda", Reader.STAFF),
    EventKind(
        "agenda.draft_changed", "{who} changed the draft of version {version} of the agenda", Reader.STAFF
    ),
    EventKind("agenda.proposed", "{who} sent version {version} of the agenda for agreement"),
    EventKind("agenda.answered", "{who} answered the question on {what}"),
    EventKind(
        "agenda.answered_for", "{who} answered the question on {what}, standing in for a seat’s holder"
    ),
    EventKind(
        "agenda.withdrawn", "{who} took version {version} of the agenda back from the table", in_ledger=True
    ),
    EventKind("agenda.ratified", "Version {version} of the agenda was ratified", in_ledger=True),
    EventKind("agenda.not_ratified", "Version {version} of the agenda was not ratified", in_ledger=True),
    EventKind(
        "agenda.no_quorum", "Too few seats answered on version {version} of the agenda", in_ledger=True
    ),
    # The room
    EventKind(
        "round.noticed",
        "{who} put the question “{what}” before {seats} seats, to be answered from {opens_on} to {closes_on}",
        in_ledger=True,
        for_one="{who} put the question “{what}” before {seats} seat, to be answered from {opens_on} to {closes_on}",
        number="seats",
    ),
    EventKind(
        "round.electorate_frozen",
        "It is fixed who can answer the question “{what}”: {seats} seats",
        in_ledger=True,
        for_one="It is fixed who can answer the question “{what}”: {seats} seat",
        number="seats",
    ),
    EventKind("round.opened", "The question “{what}” opened", in_ledger=True),
    EventKind(
        "round.closed",
        "The question “{what}” closed: {present} of {eligible} seats were present",
        in_ledger=True,
    ),
    EventKind(
        "round.tallied",
        "“{what}”: {ratify} seats ratify, {stand_aside} stand aside, {dissent} dissent",
        in_ledger=True,
    ),
    # Words and principles
    EventKind("starter.given", "{who} took {words} words and {principles} principles to start from"),
    EventKind("word.added", "{who} added the shared word {what}"),
    EventKind("word.changed", "{who} changed the shared word {what}"),
    EventKind("word.agreed", "The meaning of the shared word {what} was agreed"),
    EventKind("principle.added", "{who} proposed a principle"),
    EventKind("principle.changed", "{who} changed a principle"),
    EventKind("principle.agreed", "A principle was agreed"),
    EventKind(
        "agenda.principles_agreed",
        "{principles} principles were agreed with version {version} of the agenda",
        in_ledger=True,
        for_one="{principles} principle was agreed with version {version} of the agenda",
        number="principles",
    ),
)
