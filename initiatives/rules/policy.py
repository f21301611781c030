"""Who may do what: one pure function with a reason. No superuser passes it by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer


class Why(StrEnum):
    """The reason of a verdict; the page turns it into a sentence."""

    GRANTED = "granted"
    STRANGER = "stranger"
    NO_RIGHT = "no_right"
    OTHER_INITIATIVE = "other_initiative"


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer and its reason."""

    allowed: bool
    reason: Why

    def __bool__(self) -> bool:
        """Whether it is allowed."""
        return self.allowed


GRANTED = Verdict(True, Why.GRANTED)


def can(viewer: Viewer, permission: Permission, *, initiative_id: int | None = None) -> Verdict:
    """Say whether the viewer holds the permission in the initiative of the thing that it concerns."""
    if initiative_id is not None and initiative_id != viewer.initiative_id:
        return Verdict(False, Why.OTHER_INITIATIVE)
    if permission in viewer.permissions:
        return GRANTED
    return Verdict(False, Why.NO_RIGHT if viewer.is_member else Why.STRANGER)


def speaks_for(viewer: Viewer, membership_id: int) -> Verdict:
    """Say whether the viewer may change what a partner says about itself: its own people, and who manages partners."""
    if membership_id in viewer.membership_ids or Permission.PARTNERS_MANAGE in viewer.permissions:
        return GRANTED
    return Verdict(False, Why.NO_RIGHT if viewer.is_member else Why.STRANGER)
