"""Builds the Viewer once a request, and reads the platform's directory."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from initiatives import clock
from initiatives.access.grants import named_permissions, rights_by_role
from initiatives.models import Initiative, Person, RoleHolding, SeatTerm
from initiatives.rules.permissions import EVERYBODY
from initiatives.rules.roles import Role
from initiatives.rules.seat_roles import role_of_seat
from initiatives.rules.viewer import Viewer, visitor
from initiatives.together import ask_together


def initiative_for(slug: str) -> Initiative | None:
    """Return the initiative of an address, or None. The directory is read before any scope is open."""
    return Initiative.objects.filter(slug=slug).first()


def published_initiatives() -> QuerySet[Initiative]:
    """Return the initiatives that anybody may read."""
    return Initiative.objects.filter(published_at__isnull=False)


def initiatives_of(person: Person) -> QuerySet[Initiative]:
    """Return the initiatives in which a person takes part."""
    return Initiative.objects.filter(participations__person=person, participations__ended_at__isnull=True)


def build_viewer(person: Person | None, initiative: Initiative, *, as_public: bool = False) -> Viewer:
    """Return who is looking, inside the open scope of the initiative: one journey. Rights come from role groups only.

    A seat carries a role for those who hold it or stand in, from the first day of the term to the last.
    """
    if person is None or not person.is_active or as_public:
        return visitor(initiative.pk, as_public=as_public)
    day = clock.today(initiative.zone)
    holdings = RoleHolding.objects.on(day).filter(person=person).values_list("role", "membership_id")
    seats, rights = _seats_on(person, day), rights_by_role()
    ask_together(holdings, seats, rights)
    places = [_place(row, person) for row in seats]
    if not holdings and not places:
        return Viewer(initiative_id=initiative.pk, person_id=person.pk)
    roles = frozenset(Role(role) for role, _ in holdings) | frozenset(p.role for p in places if p.role)
    groups = {group: names for role, group, names in rights if role in roles}
    held = [place for place in places if place.is_holder]
    spoken_for = {place.membership_id for place in places if place.role == Role.PARTNER}
    return Viewer(
        initiative_id=initiative.pk,
        person_id=person.pk,
        roles=roles,
        permissions=EVERYBODY | named_permissions(chain.from_iterable(groups.values())),
        group_ids=frozenset(groups) | {place.group_id for place in held},
        seat_ids=frozenset(place.seat_id for place in held),
        body_ids=frozenset(place.body_id for place in held),
        membership_ids=frozenset(pk for pk in {pk for _, pk in holdings} | spoken_for if pk),
    )


class _Place(NamedTuple):
    """A seat that somebody holds or stands in for, and the role that it carries."""

    seat_id: int
    body_id: int
    group_id: int
    membership_id: int | None
    role: Role | None
    is_holder: bool


def _seats_on(person: Person, day: date) -> QuerySet[SeatTerm, tuple[Any, ...]]:
    theirs = Q(person=person) | Q(alternate=person)
    seat = ("seat_id", "seat__body_id", "seat__body__group_id", "seat__membership_id", "seat__seat_class")
    return SeatTerm.objects.on(day).filter(theirs).values_list(*seat, "person_id")


def _place(row: tuple[Any, ...], person: Person) -> _Place:
    seat, body, group, membership, seat_class, holder = row
    return _Place(seat, body, group, membership, role_of_seat(seat_class), holder == person.pk)
