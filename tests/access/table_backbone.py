"""Who gets what of joining and of the work of the backbone."""

from __future__ import annotations

from tests.access.parts import ALL, DIRECTOR, MEMBERS
from tests.access.rows import Row

_ROLE, _DUTY = {"number": "staff_role"}, {"number": "upkeep"}
_REQUEST = {"pk": "join_request"}

BACKBONE: dict[str, Row] = {
    "join-ask": Row(ALL, ALL),
    "nominate": Row(ALL, ALL),
    "join-requests": Row(),
    "join-welcome": Row(DIRECTOR, DIRECTOR, args=_REQUEST),
    "join-declining": Row(DIRECTOR, DIRECTOR, args=_REQUEST),
    "staff-roles": Row(),
    "staff-role-add": Row(DIRECTOR, DIRECTOR),
    "staff-role-edit": Row(DIRECTOR, DIRECTOR, args=_ROLE),
    "staff-role-end": Row(None, DIRECTOR, args=_ROLE),
    "upkeep": Row(),
    "upkeep-add": Row(DIRECTOR, DIRECTOR),
    "upkeep-edit": Row(DIRECTOR, DIRECTOR, args=_DUTY),
    "upkeep-done": Row(None, MEMBERS, args=_DUTY),  # who neither does it nor keeps the calendar is told so
    "upkeep-end": Row(None, DIRECTOR, args=_DUTY),
    **{f"api-{noun}-list": Row() for noun in ("clauses", "roles", "upkeep", "concerns")},
    "api-clauses-detail": Row(args={"pk": "clause_pk"}),
    "api-roles-detail": Row(args=_ROLE),
    "api-upkeep-detail": Row(args=_DUTY),
    "api-concerns-detail": Row(args={"number": "concern"}),
    "moderation": Row(),
    "why-seen": Row(args={"number": "record"}),
    "effectiveness": Row(),
    "handover": Row(DIRECTOR, DIRECTOR),
    "handover-pdf": Row(DIRECTOR),
    "login-add": Row(DIRECTOR, DIRECTOR),
    "login-end": Row(None, DIRECTOR, args={"pk": "login"}),
}
