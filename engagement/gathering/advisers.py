"""Who advises and does not vote where the community decides. SPECTRUM section 2, E2."""

from __future__ import annotations

from collections.abc import Collection

from engagement.models import Engagement
from engagement.representing import welcomed
from engagement.rules.people_facts import PROFESSIONALS
from engagement.rules.spectrum import Level
from initiatives import clock
from initiatives.models import Person, RoleHolding, SeatTerm
from initiatives.rules.roles import Role
from initiatives.together import Asking, answer_of

PROFESSIONAL_ROLES = frozenset(Role) - {Role.RESIDENT}


def community_decides(engagement: Engagement | None) -> bool:
    """Whether the community decides: then whoever is there by profession gives advice and no vote."""
    return engagement is not None and engagement.level >= Level.EMPOWERING


def advisers_among(people: Collection[int], engagement: Engagement | None) -> frozenset[int]:
    """Return who of these people are advisers: one journey."""
    return answer_of(advisers_asked(people, engagement))


def advisers_asked(people: Collection[int], engagement: Engagement | None) -> Asking[frozenset[int]]:
    """Ask who of these people are advisers: there by profession, unless the community's body decided otherwise.

    Nobody is below EMPOWERING. Whoever runs the server has no say through that either.
    """
    if engagement is None or not community_decides(engagement):
        return frozenset()
    day = clock.today(engagement.initiative.zone)
    by_role = RoleHolding.objects.on(day).filter(person__in=people, role__in=PROFESSIONAL_ROLES)
    by_seat = SeatTerm.objects.on(day).filter(person__in=people, seat__seat_class__in=PROFESSIONALS)
    operators = Person.objects.filter(pk__in=people, is_superuser=True)
    asked = (
        by_role.values_list("person", flat=True),
        by_seat.values_list("person", flat=True),
        operators.values_list("pk", flat=True),
        welcomed(engagement).values_list("about_person", flat=True),
    )
    yield asked
    *there, welcome = (set(found) for found in asked)
    return frozenset(set().union(*there) - welcome)


def is_adviser(person: Person, engagement: Engagement | None) -> bool:
    """Whether somebody gives advice here and has no vote."""
    return person.pk in advisers_among([person.pk], engagement)
