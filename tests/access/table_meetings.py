"""Who gets what of meetings: reading is everybody's, keeping them is for whoever opens rounds, drafts are for those who were there."""

from __future__ import annotations

from tests.access.parts import ALL, DIRECTOR, MEMBERS
from tests.access.rows import READ, SENT, Row

_MEETING, _ITEM = {"number": "meeting"}, {"number": "meeting", "item": "item"}
_PLANNED, _PLANNED_ITEM = {"number": "planned"}, {"number": "planned", "item": "planned_item"}
_HELD_ITEM = {"number": "held", "item": "held_item"}

MEETINGS = {
    "api-meetings-list": Row(),
    "api-meetings-detail": Row(args=_MEETING),
    "meetings": Row(),
    "meeting-add": Row(DIRECTOR, DIRECTOR),
    "meeting": Row(args=_MEETING),
    "meeting-ics": Row(args=_MEETING),
    "meeting-edit": Row(DIRECTOR, DIRECTOR, args=_PLANNED),
    "meeting-notice": Row(None, DIRECTOR, args=_PLANNED),
    "meeting-cancellation": Row(DIRECTOR, DIRECTOR, args=_PLANNED),
    "meeting-packet": Row(None, MEMBERS, args=_MEETING),
    "meeting-reply": Row(None, MEMBERS, args=_PLANNED),
    "meeting-access": Row(None, MEMBERS, args=_PLANNED),
    "meeting-wish": Row(None, DIRECTOR, args={"number": "meeting", "pk": "access_wish"}),
    "meeting-checkin": Row(ALL, ALL, args=_MEETING),
    "meeting-door": Row(DIRECTOR, args=_MEETING),
    "meeting-attendance": Row(None, DIRECTOR, args=_MEETING, post_ok=SENT | {404}),  # no person is named
    "meeting-guest": Row(None, DIRECTOR, args=_MEETING),
    "meeting-strike": Row(None, DIRECTOR, args={"number": "meeting", "pk": "there"}),
    "meeting-run": Row(DIRECTOR, args=_MEETING),
    "meeting-quorum": Row(DIRECTOR, args=_MEETING),
    "meeting-beginning": Row(None, DIRECTOR, args=_MEETING),
    "meeting-ending": Row(None, DIRECTOR, args=_MEETING),
    "agenda-item-add": Row(DIRECTOR, DIRECTOR, args=_PLANNED),
    "agenda-item-edit": Row(DIRECTOR, DIRECTOR, args=_PLANNED_ITEM),
    "agenda-item-withdrawal": Row(None, DIRECTOR, args=_PLANNED_ITEM),
    "agenda-item-move": Row(None, DIRECTOR, args=_PLANNED_ITEM, plain={"way": "up"}),
    "agenda-item-decision": Row(DIRECTOR, DIRECTOR, args=_ITEM),
    "agenda-item-turn": Row(None, DIRECTOR, args=_ITEM),
    "agenda-item-finish": Row(None, DIRECTOR, args=_ITEM),
    "agenda-item-notes": Row(None, DIRECTOR, args=_ITEM),
    "agenda-item-pledge": Row(None, DIRECTOR, args=_ITEM),
    "agenda-item-pledge-removal": Row(None, DIRECTOR, args={**_ITEM, "pk": "pledge"}),
    "agenda-item-closing": Row(DIRECTOR, DIRECTOR, args=_ITEM),
    "agenda-item-approval": Row(DIRECTOR, DIRECTOR, args=_ITEM),
    # a member who was not there is told so: the draft is not theirs to read
    "minutes-amendment": Row(MEMBERS, MEMBERS, args=_HELD_ITEM, get_ok=READ | {409}),
    "minutes-pdf": Row(args={"number": "held"}, get_ok=READ | {409}),  # a draft is nobody's to take along yet
    "minutes-correction": Row(DIRECTOR, DIRECTOR, args=_HELD_ITEM),
    "minutes-translation": Row(DIRECTOR, DIRECTOR, args=_HELD_ITEM, plain={"language": "es"}),
    "minutes-answer": Row(DIRECTOR, DIRECTOR, args={"number": "held", "pk": "amendment"}),
}
