"""What can happen to people, partners, seats, access and the bylaws."""

from __future__ import annotations

from initiatives.rules.events import EventKind, Reader

PEOPLE_KINDS: tuple[EventKind, ...] = (
    # Bodies and seats
    EventKind("body.created", "{who} set up {what}"),
    EventKind("body.charter_changed", "{who} changed the charge of {what}"),
    EventKind("seat.created", "{who} added a seat to {what}", in_ledger=True),
    EventKind("seat.chairs", "A seat of {what} became one of those that chair it", in_ledger=True),
    EventKind(
        "seat.leaves_chair", "A seat of {what} is no longer one of those that chair it", in_ledger=True
    ),
    EventKind("seat.ended", "{who} ended a seat of {what}", in_ledger=True),
    EventKind("seat.taken", "A seat of {what} was taken from {starts_on} to {ends_on}", in_ledger=True),
    EventKind("seat.left", "A seat of {what} became free on {left_on}", in_ledger=True),
    # Partners
    EventKind("partner.joined", "{what} joined"),
    EventKind("partner.changed", "{who} changed what {what} brings and does"),
    EventKind("partner.agreement_changed", "{who} changed what {what} agreed to give"),
    EventKind("partner.agreement_signed", "{who} signed the agreement of {what}", in_ledger=True),
    EventKind("partner.left", "{what} left on {left_on}", in_ledger=True),
    # Invitations, roles and rights
    EventKind("invitation.sent", "{who} invited somebody as {role}", Reader.STAFF),
    EventKind("invitation.resent", "{who} sent an invitation as {role} again", Reader.STAFF),
    EventKind("invitation.withdrawn", "{who} withdrew an invitation as {role}", Reader.STAFF),
    EventKind("invitation.accepted", "{who} accepted an invitation as {role}", Reader.MEMBERS),
    EventKind("invitation.asked_again", "Somebody asked for a new invitation as {role}", Reader.STAFF),
    EventKind("role.given", "{who} gave somebody the role {role}", Reader.MEMBERS),
    EventKind("role.ended", "{who} ended somebody’s role {role}", Reader.MEMBERS),
    EventKind("right.granted", "{who} gave the role {role} the right {right}", in_ledger=True),
    EventKind("right.revoked", "{who} took the right {right} from the role {role}", in_ledger=True),
    EventKind("token.made", "{who} made a key for programs, good until {expires_on}", Reader.STAFF),
    EventKind("token.revoked", "{who} revoked a key for programs", Reader.STAFF),
    EventKind("initiative.identity_changed", "{who} changed the name or the look of the initiative"),
    # Bylaws
    EventKind("bylaws.created", "{who} wrote down {what}", in_ledger=True),
    EventKind(
        "clause.adopted", "{who} put clause {number} of {what} in force, version {version}", in_ledger=True
    ),
    EventKind(
        "clause.written",
        "{who} put version {version} of clause {number} of {what} down, in force from {begins_on} on",
        in_ledger=True,
    ),
    EventKind("clause.begun", "Version {version} of clause {number} of {what} came into force"),
)
