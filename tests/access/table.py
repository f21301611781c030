"""Who gets what: one row for each route. A route without a row fails the build.

How to add one: by its name, Row(get=who may read, post=who may send, args={"argument": "name in the scene"}).
`ALL` is the default for get; None says that a method is not offered. Members who may not get 403, strangers 404, and who
is signed out is asked to sign in where a page could be read (not in the API: `visitor_refused`). What an id stands for is made in scene.py; where there is nothing yet, make one there for both initiatives.
Routes outside any initiative stand in DOORS.
"""

from __future__ import annotations

from tests.access.parts import ALL, AT_THE_TABLE, DIRECTOR, MAY_ADD, MEMBERS, WITH_FILES
from tests.access.rows import NOT_THERE, READ, SENT, Door, Row
from tests.access.table_backbone import BACKBONE
from tests.access.table_collaboration import COLLABORATION
from tests.access.table_communication import COMMUNICATION, COMMUNICATION_DOORS
from tests.access.table_decisions import DECISIONS
from tests.access.table_engagements import ENGAGEMENTS
from tests.access.table_inputs import INPUTS
from tests.access.table_meetings import MEETINGS
from tests.access.table_plan import PLAN
from tests.access.table_promises import PROMISES

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
    "ledger-checker": Row(),
    "file": Row(args={"pk": "file"}),
    "file-add": Row(WITH_FILES, WITH_FILES, args=_NUMBER),
}

AGENDA = {
    "agenda": Row(),
    "agenda-csv": Row(),
    "agenda-json": Row(),
    **dict.fromkeys(("agenda-pdf", "overview-pdf", "plan-pdf"), Row()),
    "indicator-pdf": Row(args={"sign": "indicator"}),
    "agenda-answer": Row(None, AT_THE_TABLE),
    "agenda-edit": Row(DIRECTOR, DIRECTOR),
    "agenda-proposal": Row(None, DIRECTOR, post_ok=SENT | NOT_THERE),  # there is no draft: one is proposed
    "agenda-withdrawal": Row(DIRECTOR, DIRECTOR),
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
    "turf": Row(),
    **dict.fromkeys(("partner-report", "partner-report-progress"), Row(args={"partner": "partner"})),
    "partner-report-asking": Row(None, MEMBERS, args=_OWN_PARTNER),
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
    "seat-chair": Row(None, DIRECTOR, args={"pk": "seat"}),
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
    "start-meeting": Row(DIRECTOR, DIRECTOR),
    "start-publish": Row(DIRECTOR, DIRECTOR),
    "start-skip": Row(None, DIRECTOR, plain={"step": "people"}),
}

_IMPORT, _SIGN = {"number": "import"}, {"sign": "indicator"}

MEASUREMENT = {
    "results": Row(),
    "indicator-forecast": Row(None, DIRECTOR, args=_SIGN),
    "indicator-judgement": Row(None, DIRECTOR, args=_SIGN),
    "indicator-add": Row(DIRECTOR, DIRECTOR),
    "indicator": Row(args=_SIGN),
    "indicator-groups": Row(args=_SIGN),
    "indicator-data": Row(args=_SIGN),
    "indicator-next": Row(WITH_FILES, WITH_FILES, args=_SIGN),
    "indicator-csv": Row(args=_SIGN),
    "indicator-trend-png": Row(args=_SIGN),
    "indicator-lines-csv": Row(args=_SIGN),
    "indicator-gap-png": Row(args=_SIGN, get_ok=READ | NOT_THERE),  # the scene has no figures of groups
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
    "group-change": Row(DIRECTOR, DIRECTOR, args={"pk": "category"}),
}

# Two is the number of the open conversation in both initiatives; the slug of the indicator tells them apart.
_TURN = {"args": {"sign": "indicator"}, "plain": {"number": 2}}
_QUESTION = {"args": {"sign": "indicator"}, "plain": {"number": 2, "question": 4}}
_LINE = {"args": {"sign": "indicator", "pk": "line"}, "plain": {"number": 2}}

TURNS = {
    "turns": Row(args={"sign": "indicator"}),
    "turn": Row(**_TURN),
    "turn-add": Row(DIRECTOR, DIRECTOR, args={"sign": "indicator"}),
    "turn-question": Row(**_QUESTION),
    "turn-versions": Row(**_QUESTION),
    "turn-words": Row(None, DIRECTOR, **_QUESTION),
    "turn-line-add": Row(None, MAY_ADD, **_QUESTION),
    "turn-live-lines": Row(DIRECTOR, **_QUESTION),
    "turn-step": Row(None, DIRECTOR, **_TURN),
    "turn-forecast": Row(None, DIRECTOR, **_TURN),
    "turn-closing": Row(DIRECTOR, DIRECTOR, **_TURN),
    "turn-rereading": Row(None, DIRECTOR, **_TURN),
    "turn-learning": Row(DIRECTOR, DIRECTOR, **_TURN),
    "turn-scores": Row(MAY_ADD, MAY_ADD, **_TURN),
    "turn-lines": Row(**_TURN),
    "turn-line-aside": Row(DIRECTOR, DIRECTOR, **_LINE),
    "turn-line-hiding": Row(None, DIRECTOR, **_LINE),
    "turn-room": Row(DIRECTOR, **_TURN),
    "turn-live": Row(DIRECTOR, **_TURN),
    "turn-room-opening": Row(None, DIRECTOR, **_TURN),
    "turn-room-closing": Row(None, DIRECTOR, **_TURN),
    "turn-part-add": Row(
        DIRECTOR, DIRECTOR, args={"sign": "indicator"}, plain={"number": 2, "part": "factors"}
    ),
    "turn-part-removal": Row(
        None, DIRECTOR, args={"sign": "indicator", "pk": "factor"}, plain={"number": 2, "part": "factors"}
    ),
}

_PROGRAM, _OWN_PROGRAM = {"program": "program"}, {"program": "own_program"}

PROGRAMS = {
    "programs": Row(),
    "program-add": Row(WITH_FILES, WITH_FILES),
    "program": Row(args=_PROGRAM),
    "program-edit": Row(WITH_FILES, WITH_FILES, args=_OWN_PROGRAM),
    "program-ending": Row(None, WITH_FILES, args={"program": "old_program"}),
    "measure-add": Row(WITH_FILES, WITH_FILES, args=_OWN_PROGRAM),
    "contribution-add": Row(WITH_FILES, WITH_FILES, args=_OWN_PROGRAM),
    "contribution-withdrawal": Row(
        None, WITH_FILES, args={"program": "own_program", "number": "contribution"}
    ),
}

_READING = {"sign": "indicator", "pk": "reading"}

CHOOSING = {
    "readings": Row(args=_SIGN),
    "reading-add": Row(AT_THE_TABLE, AT_THE_TABLE, args=_SIGN),
    "reading-answer": Row(None, DIRECTOR, args=_READING),
    "reading-hiding": Row(None, DIRECTOR, args=_READING),
    "equity": Row(),
    "together": Row(args={"number": "result_number"}),
    "calculation": Row(DIRECTOR, DIRECTOR, args=_SIGN),
    "choosing": Row(),
    "power-rating": Row(AT_THE_TABLE - {"funder"}, AT_THE_TABLE - {"funder"}, args=_SIGN),
    "wanted": Row(),
    "wanted-add": Row(DIRECTOR, DIRECTOR),
    "wanted-edit": Row(DIRECTOR, DIRECTOR, args={"number": "wanted"}),
    "wanted-state": Row(None, DIRECTOR, args={"number": "wanted"}),
}

_TAKE_PART = frozenset({"resident", "partner", "backbone"})

QUALITY = {
    "quality": Row(),
    "problem-add": Row(ALL, ALL, get_ok=READ | {302}),  # a visitor is asked to sign in
    "problem-answer": Row(DIRECTOR, DIRECTOR, args={"number": "problem"}),
    "check-answer": Row(None, DIRECTOR, args={"pk": "check"}),
    "agreement-add": Row(DIRECTOR, DIRECTOR),
    "agreement-ending": Row(None, DIRECTOR, args={"number": "agreement"}),
    "import-answer": Row(None, WITH_FILES, args=_IMPORT),
    "rule-add": Row(DIRECTOR, DIRECTOR, args=_SIGN),
    "rule-ending": Row(None, DIRECTOR, args={"sign": "indicator", "pk": "rule"}),
    "release-approval": Row(None, DIRECTOR, args={"sign": "indicator", "number": "release"}),
}

COLLECTING = {
    "my-numbers": Row(WITH_FILES, WITH_FILES),
    "my-numbers-worker": Row(WITH_FILES),
    "my-numbers-receipt": Row(WITH_FILES, args={"number": "submission"}),
    "calendar": Row(_TAKE_PART),
    "calendar-build": Row(None, DIRECTOR),
    "duty-add": Row(DIRECTOR, DIRECTOR),
    "duty-ending": Row(None, DIRECTOR, args={"pk": "duty"}),
    "duty-reminder": Row(None, DIRECTOR, args={"pk": "duty"}),
    "improvement": Row(args=_PROGRAM),
    "improvement-report": Row(args=_PROGRAM),
    "cycle-add": Row(WITH_FILES, WITH_FILES, args=_OWN_PROGRAM),
    "cycle-step": Row(WITH_FILES, WITH_FILES, args={"program": "own_program", "number": "cycle"}),
}

API = {
    "api-index": Row(),
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
            "populations",
            "dimensions",
            "releases",
            "protection",
            "forecasts",
            "programs",
            "turns",
            "strategies",
            "activities",
            "learnings",
            "logs",
            "handoffs",
            "changes",
            "assessments",
            "plans",
            "contributions",
            "cycles",
            "data-agreements",
            "data-problems",
            "corrections",
            "wanted",
            "readings",
            "restrictions",
            "history",
            "ledger",
            "reports",
            "surveys",
        )
    },
    "api-duties-list": Row(_TAKE_PART, visitor_refused=NOT_THERE),
    "api-duties-detail": Row(_TAKE_PART, args={"pk": "duty"}, visitor_refused=NOT_THERE),
    "api-cycles-detail": Row(args={"number": "cycle"}),
    "api-data-agreements-detail": Row(args={"number": "agreement"}),
    "api-data-problems-detail": Row(args={"number": "problem"}),
    "api-corrections-detail": Row(args={"pk": "correction"}),
    "api-checks-list": Row(DIRECTOR, visitor_refused=NOT_THERE),
    "api-checks-detail": Row(DIRECTOR, args={"pk": "check"}, visitor_refused=NOT_THERE),
    "api-figures-list": Row(ALL, WITH_FILES, post_ok=SENT | {415}),
    "api-imports-list": Row(WITH_FILES, WITH_FILES, visitor_refused=NOT_THERE),
    "api-imports-detail": Row(WITH_FILES, args=_IMPORT, visitor_refused=NOT_THERE),
    "api-imports-progress": Row(WITH_FILES, args=_IMPORT, visitor_refused=NOT_THERE),
    "api-imports-release": Row(None, DIRECTOR, args=_IMPORT),
    "api-words-detail": Row(args={"pk": "word_pk"}),
    "api-principles-detail": Row(args={"pk": "principle_pk"}),
    "api-partners-detail": Row(args={"partner": "partner"}),
    "api-groups-detail": Row(args={"body": "body"}),
    "api-rounds-detail": Row(args={"number": "round"}),
    "api-results-detail": Row(args={"pk": "result"}),
    "api-indicators-detail": Row(args={"indicator": "indicator"}),
    "api-populations-detail": Row(args={"number": "population"}),
    "api-protection-detail": Row(plain={"version": 1}),
    "api-history-detail": Row(args={"pk": "event"}),
    "api-dimensions-detail": Row(args={"dimension": "dimension_slug"}),
    "api-figures-detail": Row(args={"pk": "figure"}),
    "api-releases-detail": Row(args={"number": "release"}),
    "api-forecasts-detail": Row(args={"number": "forecast"}),
    "api-programs-detail": Row(args=_PROGRAM),
    "api-readings-detail": Row(args={"pk": "reading"}),
    "api-turns-detail": Row(args={"number": "turn_record"}),
    "api-strategies-detail": Row(args={"strategy": "strategy"}),
    "api-activities-detail": Row(args={"number": "activity"}),
    "api-learnings-detail": Row(args={"number": "learning"}),
    "api-logs-detail": Row(args={"number": "log"}),
    "api-handoffs-detail": Row(args={"number": "handoff"}),
    "api-changes-detail": Row(args={"number": "change"}),
    "api-assessments-detail": Row(args={"number": "assessment"}),
    "api-plans-detail": Row(args={"number": "action_plan"}),
    "api-wanted-detail": Row(args={"pk": "wanted_pk"}),
    "api-contributions-detail": Row(args={"pk": "contribution_pk"}),
    "api-restrictions-detail": Row(args={"pk": "restriction"}),
    "api-ledger-detail": Row(plain={"seq": 1}),
    "api-surveys-detail": Row(args={"number": "survey"}),
    "api-reports-detail": Row(args={"issue": "report"}),
    "api-agenda-detail": Row(plain={"version": 1}),
    "api-about-detail": Row(args={"name": "slug"}),
}

TABLE: dict[str, Row] = {
    **OPENNESS,
    **AGENDA,
    **PEOPLE,
    **BACKBONE,
    **PLAN,
    **ENGAGEMENTS,
    **INPUTS,
    **DECISIONS,
    **PROMISES,
    **MEETINGS,
    **TURNS,
    **SETTINGS,
    **START,
    **MEASUREMENT,
    **PROGRAMS,
    **CHOOSING,
    **QUALITY,
    **COLLECTING,
    **COLLABORATION,
    **COMMUNICATION,
    **API,
}

_PLAIN_DOORS = (
    "home", "help", "display", "healthz", "readyz", "demo-signin", "dev-mail", "start", "api-root", "api-schema",
    "api-docs",
    "account", "account-data", "account-data-file", "usersessions_list", "account_login", "account_logout", "account_signup", "account_request_login_code",
    "account_confirm_login_code", "account_inactive", "account_reauthenticate", "account_email",
    "account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key_done", "mfa_index", "mfa_authenticate",
    "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
)  # fmt: skip
DOORS: dict[str, Door] = (
    {name: Door() for name in _PLAIN_DOORS}
    | COMMUNICATION_DOORS
    | {
        "join": Door({"token": "nobody-made-this"}),
        "join-again": Door({"token": "nobody-made-this"}),
        "room-question": Door({"code": "nobody-made-this"}),
        "receipt": Door({"code": "nobody-made-this"}),
        "stop-letters": Door({"secret": "nobody-made-this"}),
        "dev-letter": Door({"key": "nothing"}),
        "account_confirm_email": Door({"key": "nothing"}),
        "account_reset_password_from_key": Door({"uidb36": "1", "key": "nothing"}),
        "mfa_remove_webauthn": Door({"pk": 1}),
        "mfa_edit_webauthn": Door({"pk": 1}),
    }
)
