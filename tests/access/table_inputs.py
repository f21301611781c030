"""Who gets what of what people say and what becomes of it."""

from __future__ import annotations

from typing import Any

from tests.access.parts import ALL, AT_THE_TABLE, DIRECTOR
from tests.access.rows import SENT, Row

_ASKED: dict[str, Any] = {"args": {"number": "asked"}}


def _of(name: str, argument: str = "pk") -> dict[str, Any]:
    return {"args": {"number": "asked", argument: name}}


INPUTS: dict[str, Row] = {
    "api-inputs-list": Row(ALL, AT_THE_TABLE, post_ok=SENT | {201}),
    "api-inputs-detail": Row(args={"pk": "input_row"}),
    "take-part": Row(ALL, ALL, **_ASKED),
    "take-part-sent": Row(ALL, get_ok=frozenset({302}), **_ASKED),
    "poster": Row(**_ASKED),
    "poster-code": Row(None, DIRECTOR, **_ASKED),
    "inputs": Row(**_ASKED),
    "input-entry": Row(DIRECTOR, DIRECTOR, **_ASKED),
    "input-batch": Row(DIRECTOR, DIRECTOR, **_ASKED),
    "input-confirming": Row(DIRECTOR, **_ASKED),
    "input-acknowledgement": Row(None, DIRECTOR, **_ASKED),
    "input-sorting": Row(None, AT_THE_TABLE, **_ASKED),
    "input": Row(**_of("input", "entry")),
    "input-confirmation": Row(None, DIRECTOR, **_of("input_typed", "entry")),
    "input-discarding": Row(None, DIRECTOR, **_of("input_typed", "entry")),
    "input-unsorting": Row(None, AT_THE_TABLE, **_of("input", "entry")),
    "input-hiding": Row(DIRECTOR, DIRECTOR, **_of("input", "entry")),
    "input-appeal": Row(DIRECTOR, DIRECTOR, **_of("input_hidden", "entry")),
    "themes": Row(**_ASKED),
    "theme-add": Row(AT_THE_TABLE, AT_THE_TABLE, **_ASKED),
    "theme": Row(**_of("theme")),
    "theme-words": Row(AT_THE_TABLE, AT_THE_TABLE, **_of("theme")),
    "theme-answer": Row(AT_THE_TABLE, AT_THE_TABLE, **_of("theme")),
    "theme-merging": Row(AT_THE_TABLE, AT_THE_TABLE, **_of("theme")),
    "matrix": Row(**_ASKED),
    "matrix-add": Row(AT_THE_TABLE, AT_THE_TABLE, **_ASKED),
    "matrix-lifting": Row(None, AT_THE_TABLE, **_of("cell")),
    "panel-voice": Row(None, AT_THE_TABLE, **_ASKED),
    "questions": Row(ALL, ALL, **_ASKED),
    "question-answer": Row(DIRECTOR, DIRECTOR, **_of("question")),
    "question-hiding": Row(DIRECTOR, DIRECTOR, **_of("question")),
    "sessions": Row(**_ASKED),
    "session-add": Row(DIRECTOR, DIRECTOR, **_ASKED),
    "session-cancelling": Row(None, DIRECTOR, **_of("session")),
    "session-support": Row(ALL, ALL, **_of("session")),
    "session-supports": Row(DIRECTOR, **_of("session")),
    "support-step": Row(None, DIRECTOR, **_of("support")),
    "session-wall": Row(DIRECTOR, **_of("session")),
    "session-wall-live": Row(DIRECTOR, **_of("session")),
    "session-wall-opening": Row(None, DIRECTOR, **_of("session")),
    "session-wall-closing": Row(None, DIRECTOR, **_of("session")),
    "heard": Row(**_ASKED),
    "heard-shares": Row(DIRECTOR, DIRECTOR, **_ASKED),
    "heard-outreach": Row(DIRECTOR, DIRECTOR, **_ASKED),
}
