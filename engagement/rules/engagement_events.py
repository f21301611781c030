"""Engagements: what can happen, each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

ENGAGEMENT_KINDS: tuple[EventKind, ...] = (
    EventKind("engagement.framed", "{who} began to frame the question {what}", Reader.STAFF),
    EventKind("engagement.reworded", "{who} changed the framing of {what}", Reader.STAFF),
    # The machine
    EventKind("engagement.announce", "{what} was announced at level {level}", in_ledger=True),
    EventKind("engagement.open", "{what} was opened", in_ledger=True),
    EventKind("engagement.close_input", "The time to speak on {what} was closed", in_ledger=True),
    EventKind("engagement.freeze_options", "The options of {what} were fixed", in_ledger=True),
    EventKind("engagement.decide", "{what} was decided", in_ledger=True),
    EventKind("engagement.report_back", "{what}: it was reported back what became of people’s words", in_ledger=True),
    EventKind("engagement.implement", "What was decided on {what} began to be carried out", in_ledger=True),
    EventKind("engagement.complete", "{what} was completed", in_ledger=True),
    EventKind("engagement.withdraw", "{what} was withdrawn", in_ledger=True),
    EventKind("engagement.reopen", "{what} was taken up again", in_ledger=True),
    # Promise and clocks
    EventKind("engagement.level_raised", "The promise of {what} was raised from level {from} to {to}", in_ledger=True),
    EventKind("engagement.level_lowered", "The promise of {what} was lowered from level {from} to {to}", in_ledger=True),
    EventKind("engagement.date_moved", "A date of {what} was moved later: {which}", in_ledger=True),
    EventKind("engagement.decided_urgently", "{what} was decided urgently, until {until} at most", in_ledger=True),
    EventKind("engagement.urgent_lapsed", "What was decided urgently on {what} lapsed: nobody ratified it", in_ledger=True),
    EventKind("contact.disclosed", "{who} disclosed a contact about {what} outside the room", in_ledger=True),
    EventKind("engagement.delegated", "The decision on {what} was handed over to the community", in_ledger=True),
    EventKind("engagement.attempt_refused",
              "{who} tried, at {what}, what only the community may: {deed}. It was refused", in_ledger=True),
    # What is on the table
    EventKind("alternative.written", "{who} wrote an option of {what}"),
    EventKind("alternative.changed", "{who} changed an option of {what}"),
    EventKind("alternative.withdrawn", "{who} took an option of {what} out"),
    EventKind("evidence.added", "{who} added evidence to {what}"),
    EventKind("evidence.asked", "More evidence was asked for on {what}"),
    EventKind("evidence.answered", "{who} answered a request for evidence on {what}"),
    EventKind("engagement.decision_told", "The decision on {what} and its reasons went out to everybody at the same moment"),
    EventKind("statement.published", "{who} published on {what}: {kind}", in_ledger=True),
    EventKind("prompt.changed", "{who} changed the questions asked on {what}", Reader.STAFF),
    # Panel and criteria
    EventKind("panel.named", "{who} named a member of the panel of {what}"),
    EventKind("panel.left", "A member left the panel of {what}"),
    EventKind("criterion.proposed", "{who} proposed a criterion for {what}"),
    EventKind("criterion.removed", "{who} took a criterion for {what} out"),
    EventKind("criterion.voiced", "A seat answered on the criteria for {what}"),
    EventKind("criterion.adopted", "The criteria for {what} were agreed together", in_ledger=True),
    EventKind("criterion.scored", "A seat scored the options of {what}"),
)  # fmt: skip
