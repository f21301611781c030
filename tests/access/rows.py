"""One row of the access table: who may read and who may send, and which id of the scene stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from tests.access.parts import ALL, STRANGERS

READ = frozenset({HTTPStatus.OK})
SENT = frozenset({HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY})
REFUSED = frozenset({401, 403, 404, 405})
NOT_THERE = frozenset({HTTPStatus.NOT_FOUND})
ASKED_IN = frozenset({HTTPStatus.FOUND})
NOT_FOR_YOU = frozenset({HTTPStatus.FORBIDDEN})


@dataclass(frozen=True)
class Row:
    """What a route owes to each reader. None: the method is not offered to anybody."""

    get: frozenset[str] | None = ALL
    post: frozenset[str] | None = None
    args: Mapping[str, str] = field(default_factory=dict)  # argument of the route → name in the scene
    plain: Mapping[str, object] = field(default_factory=dict)  # arguments that name nothing of an initiative
    get_ok: frozenset[int] = READ
    post_ok: frozenset[int] = SENT
    member_refused: frozenset[int] = NOT_FOR_YOU
    visitor_refused: frozenset[int] = ASKED_IN  # of a page: the program behind the API gets the 404

    def may(self, part: str, method: str) -> bool:
        """Whether the part is let in with this method."""
        who = {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method)
        return who is not None and part in who

    def expected(self, part: str, method: str) -> frozenset[int]:
        """Return the statuses that are right."""
        offered = {"GET": self.get, "HEAD": self.get, "POST": self.post}.get(method)
        if offered is None:
            return REFUSED
        if part in offered:
            return self.post_ok if method == "POST" else self.get_ok
        if part == "visitor" and method in ("GET", "HEAD"):
            return self.visitor_refused
        return NOT_THERE if part in STRANGERS else self.member_refused

    def refused(self, part: str, method: str) -> frozenset[int]:
        """Return the statuses that are right for an address that names something of another initiative."""
        if self.may(part, method):
            return NOT_THERE
        return REFUSED | (self.expected(part, method) if part == "visitor" else frozenset())


@dataclass(frozen=True)
class Door:
    """A route outside any initiative that checks by itself whom it serves; it never shows content of one."""

    plain: Mapping[str, object] = field(default_factory=dict)
