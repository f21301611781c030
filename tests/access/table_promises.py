"""Who gets what of promises: commitments and conflicts of the ground floor, the board and the promisees' votes above it."""

from __future__ import annotations

from tests.access.parts import ALL, DIRECTOR, MEMBERS
from tests.access.rows import NOT_THERE, SENT, Row

_COMMITMENT = {"number": "commitment"}
_CONCERN = {"number": "concern"}
_PROMISE = {"number": "promise"}
_JOINT = {"number": "engagement"}

PROMISES: dict[str, Row] = {
    "commitments": Row(),
    "api-commitments-list": Row(),
    "api-commitments-detail": Row(args=_COMMITMENT),
    "commitment-add": Row(MEMBERS, MEMBERS),
    "commitment": Row(args=_COMMITMENT),
    "commitment-acceptance": Row(None, MEMBERS, args=_COMMITMENT),
    "commitment-tell": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "commitment-meet": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "commitment-miss": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "commitment-renew": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "commitment-witness": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "commitment-release": Row(MEMBERS, MEMBERS, args=_COMMITMENT),
    "concerns": Row(),
    "concern-add": Row(MEMBERS, MEMBERS),
    "concern": Row(args=_CONCERN),
    "concern-talk": Row(None, MEMBERS, args=_CONCERN, post_ok=SENT | NOT_THERE),
    "concern-mediator": Row(DIRECTOR, DIRECTOR, args=_CONCERN),
    "concern-note": Row(None, MEMBERS, args=_CONCERN, post_ok=SENT | NOT_THERE),
    "concern-panel": Row(None, DIRECTOR, args=_CONCERN),
    "concern-closing": Row(MEMBERS, MEMBERS, args=_CONCERN, get_ok=NOT_THERE, post_ok=SENT | NOT_THERE),
    "promises": Row(),
    "promises-csv": Row(),
    "api-promises-list": Row(),
    "api-promises-detail": Row(args={"pk": "obligation"}),
    "promise": Row(args=_PROMISE),
    "promise-asking": Row(ALL, ALL, args=_PROMISE),
    "promise-voice": Row(None, ALL, args={**_PROMISE, "pk": "promise_vote"}),
    "promise-not-kept": Row(ALL, ALL, args=_PROMISE),
    "promise-answer": Row(MEMBERS, MEMBERS, args={**_PROMISE, "pk": "claim"}),
    "promise-remedy": Row(MEMBERS, MEMBERS, args=_PROMISE, plain={"code": "C1"}),
    "promise-banner-lifting": Row(None, MEMBERS, args={**_PROMISE, "pk": "banner"}),
    "override": Row(args=_JOINT),
    "override-add": Row(MEMBERS, MEMBERS, args=_JOINT),
}
