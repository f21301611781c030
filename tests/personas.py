"""The fixed cast: the same people as the demonstration accounts, in two published initiatives.

backbone (director), staff, steward, partner, resident (with a voting community seat at the table) and funder belong to
`harbor`; outsider belongs to `meadow` only. A visitor is nobody: None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from initiatives import clock
from initiatives.access.grants import make_role_groups
from initiatives.models import Initiative, Organization, Person, Seat
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.factories.partners import make_body, make_membership, make_seat, seat_somebody
from tests.factories.people import give_role, make_person

OWN, OTHER = "harbor", "meadow"
LONG_AGO = date(2020, 1, 1)
FAR_AHEAD = date(2050, 1, 1)


@dataclass(frozen=True)
class People:
    """Everybody by the part that they play; `other_*` are their like in the other initiative."""

    backbone: Person
    staff: Person
    steward: Person
    partner: Person
    resident: Person
    funder: Person
    outsider: Person
    other_backbone: Person
    other_resident: Person
    visitor: None = None

    def named(self, name: str) -> Person | None:
        """Return somebody by their part."""
        found: Person | None = getattr(self, name)
        return found


ROLES = {
    "backbone": Role.DIRECTOR,
    "staff": Role.STAFF,
    "steward": Role.DATA_STEWARD,
    "partner": Role.PARTNER,
    "resident": Role.RESIDENT,
    "funder": Role.FUNDER,
}
EMAILS = {name: f"{name}@{OWN}.example" for name in ROLES} | {
    "outsider": f"outsider@{OTHER}.example",
    "other_backbone": f"backbone@{OTHER}.example",
    "other_resident": f"resident@{OTHER}.example",
}


def build_cast() -> None:
    """Write the cast into an empty database, once."""
    with transaction.atomic():
        people = {
            name: make_person(name=name.replace("_", " ").title(), email=EMAILS[name]) for name in EMAILS
        }
        own = _initiative(OWN, "Harbor Learns", people["backbone"])
        other = _initiative(OTHER, "Meadow Grows", people["other_backbone"])
        with inside(own.pk):
            _fill(own, people, dict(ROLES), "resident")
        with inside(other.pk):
            parts = {
                "outsider": Role.PARTNER,
                "other_backbone": Role.DIRECTOR,
                "other_resident": Role.RESIDENT,
            }
            _fill(other, people, parts, "other_resident")


def the_people() -> People:
    """Return the cast from the database."""
    found = {person.email: person for person in Person.objects.filter(email__in=EMAILS.values())}
    return People(**{name: found[email] for name, email in EMAILS.items()})


def _initiative(slug: str, name: str, director: Person) -> Initiative:
    return Initiative.objects.create(
        slug=slug,
        name=name,
        tagline={"en": f"The tagline of {name}"},
        geography=f"{name} County",
        published_at=clock.now(),
        published_by=director,
        contact_email=f"hello@{slug}.example",
    )


def _fill(initiative: Initiative, people: dict[str, Person], parts: dict[str, Role], resident: str) -> None:
    make_role_groups(initiative)
    director = next(people[name] for name, role in parts.items() if role is Role.DIRECTOR)
    membership = make_membership(
        f"{initiative.name} Library", sector=Organization.Sector.EDUCATION, by=director
    )
    for name, role in parts.items():
        give_role(people[name], role, initiative, membership=membership if role is Role.PARTNER else None)
    table = make_body(f"{initiative.name} table", slug="table", is_table=True, by=director)
    for label, seat_class, holder in (
        ("Community seat", Seat.SeatClass.COMMUNITY, people[resident]),
        ("Backbone seat", Seat.SeatClass.BACKBONE, director),
    ):
        seat_somebody(make_seat(table, label, seat_class=seat_class), holder, starts=LONG_AGO, ends=FAR_AHEAD)
