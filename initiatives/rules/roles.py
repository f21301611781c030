"""Roles as data: what each may do when an initiative starts. An initiative may grant its roles more or less later."""

from __future__ import annotations

from enum import StrEnum

from initiatives.rules.permissions import EVERYBODY, Permission


class Role(StrEnum):
    """What a person is in one initiative. A person may hold several."""

    DIRECTOR = "director"
    STAFF = "staff"
    DATA_STEWARD = "data_steward"
    PARTNER = "partner"
    RESIDENT = "resident"
    FUNDER = "funder"


_TAKES_PART = frozenset(
    {
        Permission.SEE_TODAY,
        Permission.SEE_MEMBERS,
        Permission.AGENDA_RATIFY,
        Permission.REPORT_REQUEST,
        Permission.TOKENS_MANAGE,
        Permission.POWER_RATE,
        Permission.READING_ADD,
        Permission.TURN_ADD,
        Permission.VOTE_CAST,
        Permission.TELL,
        Permission.CONFLICT_RAISE,
        Permission.COMMITMENT_EDIT,
    }
)
_DATA = frozenset(
    {
        Permission.INDICATORS_MANAGE,
        Permission.DATA_SUBMIT,
        Permission.DATA_PUBLISH,
        Permission.DATA_SEE_WITHHELD,
        Permission.DATA_APPROVE,
        Permission.COLLECTION_MANAGE,
        Permission.PROGRAMS_EDIT,
        Permission.SEE_DRAFTS,
    }
)
_STAFF = (
    _TAKES_PART
    | _DATA
    | {
        Permission.SEE_AS_PUBLIC,
        Permission.AGENDA_EDIT,
        Permission.UPDATES_PUBLISH,
        Permission.ASKS_SEND,
        Permission.AGENDA_PROPOSE,
        Permission.WORDS_EDIT,
        Permission.PARTNERS_MANAGE,
        Permission.ROUND_OPEN,
        Permission.PEOPLE_INVITE,
        Permission.ATTACH_FILES,
        Permission.RESTRICTION_SET,
        Permission.INITIATIVE_EDIT,
        Permission.TURN_RUN,
        Permission.PLAN_EDIT,
        Permission.ENGAGEMENT_FACILITATE,
        Permission.DISPOSITION_RECORD,
        Permission.ASSISTED_ENTER,
        Permission.MODERATE,
        Permission.SUPPORTS_MANAGE,
        Permission.VOTE_OPEN,
        Permission.MEDIATE,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.DIRECTOR: frozenset(Permission) - EVERYBODY,
    Role.STAFF: frozenset(_STAFF | {Permission.RESTRICTION_APPROVE, Permission.SEATS_MANAGE}),
    Role.DATA_STEWARD: frozenset(_TAKES_PART | _DATA | {Permission.SEE_AS_PUBLIC}),
    Role.PARTNER: frozenset(
        _TAKES_PART | {Permission.DATA_SUBMIT, Permission.PROGRAMS_EDIT, Permission.ATTACH_FILES}
    ),
    Role.RESIDENT: _TAKES_PART,
    Role.FUNDER: frozenset(
        {
            Permission.SEE_TODAY,
            Permission.AGENDA_RATIFY,
            Permission.REPORT_REQUEST,
            Permission.TOKENS_MANAGE,
            Permission.READING_ADD,
            Permission.VOTE_CAST,
            Permission.CONFLICT_RAISE,
            Permission.COMMITMENT_EDIT,
        }
    ),
}

BACKBONE = frozenset({Role.DIRECTOR, Role.STAFF, Role.DATA_STEWARD})
