"""Who speaks for a partner: its own people, and whoever holds a seat of it or stands in there. The Viewer reads the same."""

from __future__ import annotations

from initiatives import clock
from initiatives.models import Initiative, Membership, Person, RoleHolding, Seat, SeatTerm
from initiatives.rules.roles import Role
from initiatives.rules.seat_roles import role_of_seat
from initiatives.tenancy import current_initiative

OF_A_PARTNER = tuple(one.value for one in Seat.SeatClass if role_of_seat(one) is Role.PARTNER)


def speakers_of(membership: Membership) -> set[int]:
    """Return the keys of all who speak for a partner today."""
    today = clock.today(Initiative.objects.get(pk=current_initiative()).zone)
    held = RoleHolding.objects.on(today).filter(membership=membership)
    seats = SeatTerm.objects.on(today).filter(seat__membership=membership, seat__seat_class__in=OF_A_PARTNER)
    found = {*held.values_list("person", flat=True)}
    for pair in seats.values_list("person", "alternate"):
        found.update(one for one in pair if one is not None)
    return found


def speaks_for(person: Person, membership: Membership) -> bool:
    """Whether somebody speaks for a partner today."""
    return person.pk in speakers_of(membership)
