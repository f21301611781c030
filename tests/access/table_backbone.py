"""Who gets what of joining and of the work of the backbone."""

from __future__ import annotations

from tests.access.parts import ALL, DIRECTOR
from tests.access.rows import Row

_REQUEST = {"pk": "join_request"}

BACKBONE: dict[str, Row] = {
    "join-ask": Row(ALL, ALL),
    "nominate": Row(ALL, ALL),
    "join-requests": Row(),
    "join-welcome": Row(DIRECTOR, DIRECTOR, args=_REQUEST),
    "join-declining": Row(DIRECTOR, DIRECTOR, args=_REQUEST),
}
