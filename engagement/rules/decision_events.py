"""Decisions and votes: what can happen, each kind with its sentence, who may read it, and whether the ledger keeps it."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

DECISION_KINDS: tuple[EventKind, ...] = (
    EventKind(
        "decision.noticed",
        "{who} put the question “{what}” to {body}: votes count from {opens_on} to {closes_on}",
        in_ledger=True,
    ),
    EventKind(
        "decision.text_changed",
        "{who} changed the text of “{what}”, so notice is given anew: votes count from {opens_on}",
        in_ledger=True,
    ),
    EventKind("decision.postponed", "{who} moved the end of “{what}” to {closes_on}", in_ledger=True),
    EventKind("decision.deliberating", "“{what}” is being discussed"),
    EventKind(
        "decision.electorate_frozen", "It is fixed who can vote on “{what}”: {electors}", in_ledger=True
    ),
    EventKind("decision.opened", "The vote on “{what}” opened", in_ledger=True),
    EventKind("decision.not_opened", "The vote on “{what}” could not open yet: {lacks} things are missing"),
    EventKind(
        "decision.slips_printed",
        "{who} printed {slips} slips for “{what}”",
        in_ledger=True,
        for_one="{who} printed {slips} slip for “{what}”",
        number="slips",
    ),
    EventKind("decision.voted", "{who} voted on “{what}”"),
    EventKind("decision.vote_changed", "{who} changed their vote on “{what}”"),
    EventKind("decision.stepped_aside", "{who} stepped aside from “{what}”", in_ledger=True),
    EventKind(
        "decision.interest_found",
        "It came out later that somebody who voted on “{what}” had an interest in it",
        in_ledger=True,
    ),
    EventKind(
        "decision.objected", "{who} has a concern about “{what}” that must be resolved", in_ledger=True
    ),
    EventKind("decision.concern_resolved", "A concern about “{what}” was resolved", in_ledger=True),
    EventKind(
        "decision.closed", "The vote on “{what}” closed: {voted} of {electors} took part", in_ledger=True
    ),
    EventKind("decision.tallied", "“{what}” was counted: {ballots} ballots", in_ledger=True),
    EventKind(
        "decision.tied", "“{what}” ended in a tie, which the group or a public lot breaks", in_ledger=True
    ),
    EventKind("decision.tie_broken", "A tie in “{what}” was broken", in_ledger=True),
    EventKind("decision.teller_named", "Tellers were named for “{what}”", in_ledger=True),
    EventKind("decision.certified", "{who} certified the count of “{what}”", in_ledger=True),
    EventKind("decision.adopted", "“{what}” was adopted", in_ledger=True),
    EventKind("decision.not_adopted", "“{what}” was not adopted", in_ledger=True),
    EventKind("decision.no_quorum", "Too few took part in the vote on “{what}”", in_ledger=True),
    EventKind("decision.blocked", "A concern about “{what}” must be resolved first", in_ledger=True),
    EventKind("decision.in_force", "“{what}” is in force", in_ledger=True),
    EventKind("decision.mediation", "The concern about “{what}” is in mediation", in_ledger=True),
    EventKind(
        "decision.escalated", "“{what}” goes to its fallback rule: everybody votes anew", in_ledger=True
    ),
    EventKind("decision.withdrawn", "{who} withdrew the question “{what}”", in_ledger=True),
    EventKind("decision.reopened", "The vote on “{what}” was opened once more", in_ledger=True),
    EventKind("decision.lapsed", "The question “{what}” lapsed", in_ledger=True),
    EventKind("decision.review_due", "“{what}” is to be looked at again", in_ledger=True),
    EventKind("decision.reaffirmed", "“{what}” was reaffirmed", in_ledger=True),
    EventKind("decision.revised", "Another decision takes the place of “{what}”", in_ledger=True),
    EventKind("decision.ended", "“{what}” is no longer in force", in_ledger=True),
    EventKind("lot.announced", "{who} announced a public lot for “{what}”", in_ledger=True),
    EventKind("lot.volunteered", "{who} put their name in the hat for “{what}”", Reader.STAFF),
    EventKind("lot.drawn", "The lot for “{what}” was drawn: anybody can draw it again", in_ledger=True),
)
