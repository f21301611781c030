"""Roles as data: what each may do when an initiative starts. An initiative may grant its roles more or less later."""

from __future__ import annotations

from enum import StrEnum

from initiatives.rules.permissions import Permission as P


class Role(StrEnum):
    """What a person is in one initiative. A person may hold several."""

    DIRECTOR = "director"
    STAFF = "staff"
    DATA_STEWARD = "data_steward"
    PARTNER = "partner"
    RESIDENT = "resident"
    FUNDER = "funder"


_TAKES_PART = frozenset({P.SEE_TODAY, P.SEE_MEMBERS, P.AGENDA_RATIFY, P.REPORT_REQUEST, P.TOKENS_MANAGE})
_DATA = frozenset({P.INDICATORS_MANAGE, P.DATA_SUBMIT, P.DATA_PUBLISH, P.DATA_SEE_WITHHELD, P.SEE_DRAFTS})
_STAFF = (
    _TAKES_PART
    | _DATA
    | {
        P.SEE_AS_PUBLIC,
        P.AGENDA_EDIT,
        P.AGENDA_PROPOSE,
        P.WORDS_EDIT,
        P.PARTNERS_MANAGE,
        P.ROUND_OPEN,
        P.PEOPLE_INVITE,
        P.ATTACH_FILES,
        P.RESTRICTION_SET,
        P.INITIATIVE_EDIT,
    }
)

GRANTS: dict[Role, frozenset[P]] = {
    Role.DIRECTOR: frozenset(P) - {P.SEE_PUBLISHED, P.ASK_FOR_REVIEW},
    Role.STAFF: frozenset(_STAFF | {P.RESTRICTION_APPROVE, P.SEATS_MANAGE}),
    Role.DATA_STEWARD: frozenset(_TAKES_PART | _DATA | {P.SEE_AS_PUBLIC}),
    Role.PARTNER: frozenset(_TAKES_PART | {P.DATA_SUBMIT, P.ATTACH_FILES}),
    Role.RESIDENT: _TAKES_PART,
    Role.FUNDER: frozenset({P.SEE_TODAY, P.AGENDA_RATIFY, P.REPORT_REQUEST, P.TOKENS_MANAGE}),
}

BACKBONE = frozenset({Role.DIRECTOR, Role.STAFF, Role.DATA_STEWARD})
