"""Builds the Viewer once a request, and reads the platform's directory."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from initiatives import clock
from initiatives.access.grants import permissions_of_groups
from initiatives.models import Body, Initiative, Person, RoleGroup, RoleHolding, SeatTerm
from initiatives.rules.permissions import EVERYBODY
from initiatives.rules.roles import Role
from initiatives.rules.viewer import Viewer, visitor


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
    """Return who is looking, inside the open scope of the initiative. Rights come from role groups only."""
    if person is None or not person.is_active or as_public:
        return visitor(initiative.pk, as_public=as_public)
    day = clock.today(initiative.zone)
    holdings = list(RoleHolding.objects.on(day).filter(person=person).values_list("role", "membership_id"))
    terms = _seats_on(person, day)
    if not holdings and not terms:
        return Viewer(initiative_id=initiative.pk, person_id=person.pk)
    roles = frozenset(Role(role) for role, _ in holdings)
    role_groups = frozenset(RoleGroup.objects.filter(role__in=roles).values_list("group_id", flat=True))
    bodies = frozenset(body for _, body in terms)
    body_groups = (
        frozenset(Body.objects.filter(pk__in=bodies).values_list("group_id", flat=True))
        if bodies
        else frozenset()
    )
    return Viewer(
        initiative_id=initiative.pk,
        person_id=person.pk,
        roles=roles,
        permissions=EVERYBODY | permissions_of_groups(role_groups),
        group_ids=role_groups | body_groups,
        seat_ids=frozenset(seat for seat, _ in terms),
        body_ids=bodies,
        membership_ids=frozenset(pk for _, pk in holdings if pk),
    )


def _seats_on(person: Person, day: date) -> list[tuple[int, int]]:
    return list(SeatTerm.objects.on(day).filter(person=person).values_list("seat_id", "seat__body_id"))
