"""What a seat makes of whoever holds it: the role that it carries, for as long as it is held. DOMAIN section 2."""

from __future__ import annotations

from initiatives.rules.roles import BACKBONE, Role

# The least role that may answer for the seat. A seat of the backbone carries none: it is for people who work there, so
# that nobody comes to the backbone's rights by being seated.
_CARRIED = {
    "community": Role.RESIDENT,
    "youth": Role.RESIDENT,
    "partner": Role.PARTNER,
    "public_sector": Role.PARTNER,
    "funder": Role.FUNDER,
}


def role_of_seat(seat_class: str) -> Role | None:
    """Return the role that a seat of this class carries; None for one of the backbone."""
    return _CARRIED.get(seat_class)


def may_sit(seat_class: str, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles may take a seat of this class."""
    return role_of_seat(seat_class) is not None or bool(roles & BACKBONE)
