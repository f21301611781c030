"""Organisations, bodies and seats of the open initiative."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from django.utils.text import slugify

from initiatives.identity import give_record
from initiatives.models import Body, Membership, Organization, Person, Seat, SeatTerm
from initiatives.tenancy import current_initiative


def make_membership(
    name: str,
    *,
    by: Person,
    sector: str = "nonprofit",
    kind: str = "partner",
    slug: str = "",
    joined: date = date(2020, 1, 1),
) -> Membership:
    """Let an organisation of this name take part, with a published record."""
    organization, _ = Organization.objects.get_or_create(name=name, defaults={"sector": sector})
    slug = slug or slugify(name)
    given = give_record("membership", title={"en": name}, path=f"people/{slug}/", by=by, published=True)
    return Membership.objects.create(
        record=given, organization=organization, slug=slug, kind=kind, joined_on=joined
    )


def make_body(
    name: str, *, by: Person, slug: str = "", kind: str = "steering", is_table: bool = False
) -> Body:
    """Create a published body with its group."""
    slug = slug or slugify(name)
    given = give_record("body", title={"en": name}, path=f"people/groups/{slug}/", by=by, published=True)
    group = Group.objects.create(name=f"body {current_initiative()} {slug}")
    return Body.objects.create(
        record=given, slug=slug, name={"en": name}, kind=kind, group=group, is_table=is_table
    )


def make_seat(
    body: Body,
    name: str,
    *,
    seat_class: str = "community",
    voting: bool = True,
    membership: Membership | None = None,
) -> Seat:
    """Create a seat at the table of a body."""
    return Seat.objects.create(
        body=body,
        name=name,
        seat_class=seat_class,
        is_voting=voting,
        membership=membership,
        created_on=date(2020, 1, 1),
    )


def seat_somebody(seat: Seat, person: Person, *, starts: date, ends: date) -> SeatTerm:
    """Let somebody hold a seat from a day to a day."""
    return SeatTerm.objects.create(seat=seat, person=person, starts_on=starts, ends_on=ends, chosen="elected")
