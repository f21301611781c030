"""Who gets what of engagements: framed, announced, opened, decided."""

from __future__ import annotations

from tests.access.parts import ALL, AT_THE_TABLE, DIRECTOR
from tests.access.rows import Row

_ROOM = {"number": "engagement"}
_READ = Row(args=_ROOM)
_FRAMED = Row(DIRECTOR, DIRECTOR, args=_ROOM)
_BY_TABLE = Row(
    AT_THE_TABLE, AT_THE_TABLE, args=_ROOM
)  # who may is the table's to say: the others get its reason
_SENT = Row(None, AT_THE_TABLE, args=_ROOM)

ENGAGEMENTS: dict[str, Row] = {
    "api-engagements-list": Row(),
    "api-engagements-detail": _READ,
    "engagement-add": Row(DIRECTOR, DIRECTOR),
    "engagement-step": Row(AT_THE_TABLE, AT_THE_TABLE, args=_ROOM, plain={"transition": "withdraw"}),
    "engagement-following": Row(None, AT_THE_TABLE, args=_ROOM),
    "engagement-framing": _FRAMED,
    "engagement-timetable": _BY_TABLE,
    "engagement-level": _BY_TABLE,
    "engagement-urgent": _BY_TABLE,
    "engagement-delegation": Row(ALL, ALL, args={"number": "raised"}),
    "engagement-asking": _FRAMED,
    "engagement-channel": Row(None, DIRECTOR, args=_ROOM),
    "engagement-prompt-removal": Row(None, DIRECTOR, args={**_ROOM, "pk": "prompt"}),
    "engagement-options": _READ,
    "engagement-option-add": _SENT,
    "engagement-option": Row(AT_THE_TABLE, AT_THE_TABLE, args={**_ROOM, "pk": "option"}),
    "engagement-option-withdrawal": Row(AT_THE_TABLE, AT_THE_TABLE, args={**_ROOM, "pk": "option"}),
    "engagement-evidence": _READ,
    "engagement-evidence-request": Row(None, ALL, args=_ROOM),
    "engagement-evidence-add": Row(AT_THE_TABLE, AT_THE_TABLE, args=_ROOM, plain={"kind": "document"}),
    "engagement-evidence-answer": Row(DIRECTOR, DIRECTOR, args={**_ROOM, "pk": "evidence_request"}),
    "engagement-statements": _READ,
    "engagement-statement": Row(args=_ROOM, plain={"kind": "draft-analysis"}),
    "engagement-statement-version": Row(None, AT_THE_TABLE, args=_ROOM, plain={"kind": "draft-analysis"}),
    "contacts": _READ,
    "contact-add": _SENT,
    "engagement-panel": Row(ALL, ALL, args=_ROOM),
    "engagement-panel-leaving": Row(None, AT_THE_TABLE, args={**_ROOM, "pk": "panel_member"}),
    "engagement-criteria": _READ,
    "engagement-criterion-add": _SENT,
    "engagement-criterion-removal": Row(None, AT_THE_TABLE, args={**_ROOM, "pk": "criterion"}),
    "engagement-criteria-voice": _SENT,
    "engagement-criteria-score": _SENT,
}
