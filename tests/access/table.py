"""Who gets what: one row for each route. A route without a row fails the build.

How to add one: by its name, Row(get=who may read, post=who may send, args={"argument": "name in the scene"}).
`ALL` is the default for get; None says that a method is not offered. Members who may not get 403, strangers 404. What an
id stands for is made in scene.py; where there is nothing yet, make one there for both initiatives.
Routes outside any initiative stand in DOORS.
"""

from __future__ import annotations

from tests.access.parts import ALL, AT_THE_TABLE, DIRECTOR, MEMBERS, WITH_FILES
from tests.access.rows import NOT_THERE, READ, SENT, Door, Row

_NUMBER = {"number": "record"}

OPENNESS = {
    "open": Row(),
    "restriction": Row(args={"pk": "restriction"}),
    "restriction-add": Row(DIRECTOR, DIRECTOR, args=_NUMBER),
    "restriction-approval": Row(None, DIRECTOR, args={"pk": "waiting"}),
    "restriction-lifting": Row(None, DIRECTOR, args={"pk": "restriction"}),
    "restriction-renewal": Row(DIRECTOR, DIRECTOR, args={"pk": "restriction"}),
    "restriction-review": Row(ALL, ALL, args={"pk": "restriction"}),
    "restriction-answer": Row(DIRECTOR, DIRECTOR, args={"pk": "review"}),
    "history": Row(),
    "ledger": Row(),
    "ledger-file": Row(),
    "file": Row(args={"pk": "file"}),
    "file-add": Row(WITH_FILES, WITH_FILES, args=_NUMBER),
}

AGENDA = {
    "agenda": Row(),
    "agenda-answer": Row(None, AT_THE_TABLE),
    "agenda-edit": Row(DIRECTOR, DIRECTOR),
    "agenda-proposal": Row(None, DIRECTOR, post_ok=SENT | NOT_THERE),  # there is no draft: one is proposed
    "agenda-versions": Row(),
    "agenda-words": Row(),
    "agenda-word-add": Row(DIRECTOR, DIRECTOR),
    "agenda-word": Row(DIRECTOR, DIRECTOR, args={"number": "word"}),
    "agenda-word-agreement": Row(None, DIRECTOR, args={"number": "word"}),
    "agenda-principles": Row(),
    "agenda-principle-add": Row(DIRECTOR, DIRECTOR),
    "agenda-principle": Row(DIRECTOR, DIRECTOR, args={"number": "principle"}),
    "agenda-principle-agreement": Row(None, DIRECTOR, args={"number": "principle"}),
    "decisions": Row(),
    "decisions-spectrum": Row(),
    "decision": Row(args={"number": "round"}),
}

_CLAUSE = {"args": {"document": "document"}, "plain": {"number": "7.1"}}
_OWN_PARTNER = {"partner": "own_partner"}

PEOPLE = {
    "people": Row(),
    "partner-add": Row(DIRECTOR, DIRECTOR),
    "partner": Row(args={"partner": "partner"}),
    "partner-edit": Row(WITH_FILES, WITH_FILES, args=_OWN_PARTNER),
    "partner-leaving": Row(None, DIRECTOR, args={"partner": "partner"}),
    "partner-agreement": Row(args={"partner": "partner"}),
    "partner-agreement-edit": Row(WITH_FILES, WITH_FILES, args=_OWN_PARTNER),
    "partner-agreement-signature": Row(None, frozenset({"partner"}), args=_OWN_PARTNER),
    "invite": Row(DIRECTOR, DIRECTOR),
    "invitation-withdrawal": Row(None, DIRECTOR, args={"pk": "invitation"}),
    "invitation-resending": Row(None, DIRECTOR, args={"pk": "invitation"}),
    "body-add": Row(DIRECTOR, DIRECTOR),
    "body": Row(args={"group": "body"}),
    "body-edit": Row(DIRECTOR, DIRECTOR, args={"group": "body"}),
    "seat-add": Row(DIRECTOR, DIRECTOR, args={"group": "body"}),
    "seats": Row(),
    "seat-term": Row(DIRECTOR, DIRECTOR, args={"pk": "seat"}),
    "seat-ending": Row(DIRECTOR, DIRECTOR, args={"pk": "seat"}),
    "rules": Row(),
    "clause-add": Row(DIRECTOR, DIRECTOR, args={"document": "document"}),
    "clause": Row(**_CLAUSE),
    "clause-edit": Row(DIRECTOR, DIRECTOR, **_CLAUSE),
}

SETTINGS = {
    "settings": Row(DIRECTOR, DIRECTOR),
    "settings-access": Row(DIRECTOR, DIRECTOR),
    "role-ending": Row(None, DIRECTOR, args={"pk": "holding"}),
    "right-change": Row(None, DIRECTOR, plain={"doing": "granting"}),
    "settings-connections": Row(MEMBERS, MEMBERS),
    "token-revocation": Row(None, MEMBERS, args={"pk": "token"}, post_ok=SENT | {404}),  # only one’s own
}

START = {
    "start-resume": Row(DIRECTOR, None, get_ok=frozenset({200, 302})),
    "start-result": Row(DIRECTOR, DIRECTOR),
    "start-indicators": Row(DIRECTOR, DIRECTOR),
    "start-figures": Row(DIRECTOR, DIRECTOR),
    "start-people": Row(DIRECTOR, DIRECTOR),
    "start-publish": Row(DIRECTOR, DIRECTOR),
    "start-skip": Row(None, DIRECTOR, plain={"step": "people"}),
}

_IMPORT, _SIGN = {"number": "import"}, {"sign": "indicator"}

MEASUREMENT = {
    "results": Row(),
    "indicator-add": Row(DIRECTOR, DIRECTOR),
    "indicator": Row(args=_SIGN),
    "indicator-groups": Row(args=_SIGN),
    "indicator-data": Row(args=_SIGN),
    "indicator-next": Row(WITH_FILES, WITH_FILES, args=_SIGN),
    "indicator-csv": Row(args=_SIGN),
    "indicator-edit": Row(DIRECTOR, DIRECTOR, args=_SIGN),
    "indicator-target": Row(None, DIRECTOR, args=_SIGN),
    "indicator-break": Row(None, DIRECTOR, args=_SIGN),
    "release-withdrawal": Row(None, DIRECTOR, args={"sign": "indicator", "number": "release"}),
    "import-add": Row(WITH_FILES, WITH_FILES),
    "import-template": Row(
        WITH_FILES, get_ok=READ | NOT_THERE
    ),  # the address does not say for which indicator
    "import": Row(WITH_FILES, args=_IMPORT),
    "import-columns": Row(None, WITH_FILES, args=_IMPORT),
    "import-corrections": Row(None, WITH_FILES, args=_IMPORT),
    "import-discard": Row(None, WITH_FILES, args=_IMPORT),
    "import-compare": Row(WITH_FILES, args=_IMPORT),
    "import-release": Row(None, DIRECTOR, args=_IMPORT),
    "group-lists": Row(DIRECTOR, DIRECTOR),
    "group-list-starter": Row(None, DIRECTOR),
    "group-protection": Row(None, DIRECTOR),
    "group-add": Row(None, DIRECTOR, args={"pk": "dimension"}),
}

_REPORT = {"number": "report_number"}

COMMUNICATIONS = {
    "overview": Row(),
    "today": Row(MEMBERS),
    "search": Row(),
    "reports": Row(),
    "report-ask": Row(None, MEMBERS),
    "report": Row(args=_REPORT),
    "report-progress": Row(args=_REPORT),
}

API = {
    **{
        f"api-{noun}-list": Row()
        for noun in (
            "about",
            "agenda",
            "words",
            "principles",
            "partners",
            "groups",
            "rounds",
            "results",
            "indicators",
            "dimensions",
            "figures",
            "releases",
            "restrictions",
            "ledger",
            "reports",
        )
    },
    "api-words-detail": Row(args={"pk": "word_pk"}),
    "api-principles-detail": Row(args={"pk": "principle_pk"}),
    "api-partners-detail": Row(args={"partner": "partner"}),
    "api-groups-detail": Row(args={"body": "body"}),
    "api-rounds-detail": Row(args={"number": "round"}),
    "api-results-detail": Row(args={"pk": "result"}),
    "api-indicators-detail": Row(args={"indicator": "indicator"}),
    "api-dimensions-detail": Row(args={"dimension": "dimension_slug"}),
    "api-figures-detail": Row(args={"pk": "figure"}),
    "api-releases-detail": Row(args={"number": "release"}),
    "api-restrictions-detail": Row(args={"pk": "restriction"}),
    "api-ledger-detail": Row(plain={"seq": 1}),
    "api-reports-detail": Row(args={"issue": "report"}),
    "api-agenda-detail": Row(plain={"version": 1}),
    "api-about-detail": Row(args={"name": "slug"}),
}

TABLE: dict[str, Row] = {
    **OPENNESS,
    **AGENDA,
    **PEOPLE,
    **SETTINGS,
    **START,
    **MEASUREMENT,
    **COMMUNICATIONS,
    **API,
}

_PLAIN_DOORS = (
    "home", "help", "display", "healthz", "readyz", "demo-signin", "dev-mail", "start", "api-schema", "api-docs",
    "account", "account_login", "account_logout", "account_signup", "account_request_login_code",
    "account_confirm_login_code", "account_inactive", "account_reauthenticate", "account_email",
    "account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
)  # fmt: skip
DOORS: dict[str, Door] = {name: Door() for name in _PLAIN_DOORS} | {
    "join": Door({"token": "nobody-made-this"}),
    "join-again": Door({"token": "nobody-made-this"}),
    "dev-letter": Door({"key": "nothing"}),
    "account_confirm_email": Door({"key": "nothing"}),
    "account_reset_password_from_key": Door({"uidb36": "1", "key": "nothing"}),
    "mfa_remove_webauthn": Door({"pk": 1}),
    "mfa_edit_webauthn": Door({"pk": 1}),
}
