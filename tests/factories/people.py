"""People and what they are."""

from __future__ import annotations

import os
from datetime import date
from itertools import count

from initiatives.models import Initiative, Membership, Participation, Person, RoleHolding
from initiatives.rules.roles import Role

_counter = count(1)


def make_person(*, name: str = "", email: str = "") -> Person:
    """Create somebody with a login and no role anywhere."""
    number = next(_counter)
    # Scenes that one worker has built are read by all: their addresses must differ.
    address = email or f"person{number}.of{os.getpid()}@people.example"
    return Person.objects.create_user(address, name=name or f"Person {number}")


def give_role(
    person: Person, role: Role, initiative: Initiative, *, membership: Membership | None = None
) -> RoleHolding:
    """Let somebody hold a role in the open initiative, since long ago."""
    Participation.objects.get_or_create(person=person, initiative=initiative)
    return RoleHolding.objects.create(person=person, role=role, membership=membership, since=date(2020, 1, 1))
