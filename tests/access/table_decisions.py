"""Who gets what of decisions: votes, counts, recounting. Seats, tellers and lists are asked for besides, by the actions."""

from __future__ import annotations

from tests.access.parts import AT_THE_TABLE, DIRECTOR, MAY_ADD
from tests.access.rows import READ, SENT, Row

_OPEN, _COUNTED, _NOTICED = {"number": "vote"}, {"number": "vote_counted"}, {"number": "vote_noticed"}
_ENGAGEMENT = {"number": "vote_engagement"}
_HELD = READ | {409}  # only those who facilitate votes, and the seats of the group
_TELLERS = MAY_ADD  # whoever may be named as a teller

DECISIONS: dict[str, Row] = {
    "vote-add": Row(AT_THE_TABLE, AT_THE_TABLE, args=_ENGAGEMENT),
    "vote-add-procedural": Row(AT_THE_TABLE, AT_THE_TABLE),
    "votes": Row(args=_ENGAGEMENT),
    "slip-code": Row(args=_NOTICED),
    "ballot": Row(None, AT_THE_TABLE, args=_OPEN),
    "vote-groups": Row(None, AT_THE_TABLE, args=_OPEN),
    "recusal": Row(AT_THE_TABLE, AT_THE_TABLE, args=_OPEN),
    "concern-resolution": Row(AT_THE_TABLE, AT_THE_TABLE, args={**_OPEN, "pk": "vote_concern"}),
    "vote-opening": Row(None, AT_THE_TABLE, args=_NOTICED),
    "vote-ending": Row(None, AT_THE_TABLE, args=_OPEN),
    "vote-postponing": Row(AT_THE_TABLE, AT_THE_TABLE, args=_OPEN, get_ok=_HELD),
    "vote-withdrawal": Row(AT_THE_TABLE, AT_THE_TABLE, args=_NOTICED, get_ok=_HELD),
    "vote-text": Row(AT_THE_TABLE, AT_THE_TABLE, args=_NOTICED, get_ok=_HELD),
    "vote-review": Row(AT_THE_TABLE, AT_THE_TABLE, args=_COUNTED, get_ok=_HELD),
    "vote-review-text": Row(AT_THE_TABLE, AT_THE_TABLE, args=_COUNTED, get_ok=_HELD),
    "vote-revision": Row(AT_THE_TABLE, AT_THE_TABLE, args=_COUNTED),
    "vote-interest": Row(AT_THE_TABLE, AT_THE_TABLE, args=_COUNTED, get_ok=_HELD),
    "vote-presence": Row(AT_THE_TABLE, AT_THE_TABLE, args=_OPEN, get_ok=_HELD),
    "vote-course": Row(None, AT_THE_TABLE, args=_NOTICED, plain={"step": "deliberation"}),
    "tellers": Row(_TELLERS, _TELLERS, args=_NOTICED),
    "slips": Row(None, _TELLERS, args=_NOTICED),
    "slips-handing-out": Row(None, _TELLERS, args=_NOTICED),
    "papers": Row(_TELLERS, _TELLERS, args=_NOTICED),
    "voters": Row(None, _TELLERS, args=_NOTICED),
    "count": Row(args=_COUNTED),
    "count-check": Row(args=_COUNTED),
    "count-json": Row(args=_COUNTED),
    "certification": Row(None, _TELLERS, args=_COUNTED),
    "tie": Row(_TELLERS, _TELLERS, args=_COUNTED, get_ok=frozenset({302})),
    "lots": Row(args=_ENGAGEMENT),
    "lot-announcing": Row(None, DIRECTOR, args=_ENGAGEMENT),
    "lot-volunteering": Row(None, AT_THE_TABLE, args={**_ENGAGEMENT, "pk": "lot"}),
    "lot-drawing": Row(None, DIRECTOR, args={**_ENGAGEMENT, "pk": "lot"}),
    "api-decisions-list": Row(),
    "api-decisions-detail": Row(args=_COUNTED),
    "api-decisions-ballot": Row(None, AT_THE_TABLE, args=_OPEN, post_ok=SENT | {201}),
}
