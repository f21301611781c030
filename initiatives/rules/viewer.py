"""Who is looking: one person in one initiative, as ids. Built once a request by `initiatives.access`."""

from __future__ import annotations

from dataclasses import dataclass

from initiatives.rules.permissions import EVERYBODY, Permission
from initiatives.rules.roles import BACKBONE, Role


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person × an initiative. `person_id` is None for a visitor without an account."""

    initiative_id: int
    person_id: int | None = None
    roles: frozenset[Role] = frozenset()
    permissions: frozenset[Permission] = EVERYBODY
    group_ids: frozenset[int] = frozenset()
    seat_ids: frozenset[int] = frozenset()
    body_ids: frozenset[int] = frozenset()
    membership_ids: frozenset[int] = frozenset()
    as_public: bool = False

    @property
    def is_member(self) -> bool:
        """Takes part in the initiative in some role."""
        return bool(self.roles)

    @property
    def is_staff(self) -> bool:
        """Works for the backbone."""
        return bool(self.roles & BACKBONE)

    @property
    def may(self) -> frozenset[str]:
        """The names of all rights, for templates: `{% if "data_submit" in viewer.may %}`."""
        return frozenset(p.value for p in self.permissions)


def visitor(initiative_id: int, *, as_public: bool = False) -> Viewer:
    """Return the viewer that everybody is without an account."""
    return Viewer(initiative_id=initiative_id, as_public=as_public)
