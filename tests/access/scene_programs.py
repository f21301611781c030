"""Programs, measures and contributions of a scene."""

from __future__ import annotations

from initiatives.models import Membership, Person, RoleHolding
from measurement.actions.choosing import Wanted, want_data
from measurement.actions.programs import Said, add_measure, add_program, say_contribution
from measurement.actions.readings import say_reading
from measurement.models import Indicator, PerformanceMeasure
from tests.factories.programs import BETTER_OFF


def programs_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Make a program of the member's partner with a measure and a contribution, one that ends, and one of another."""
    mine = RoleHolding.objects.filter(person=member).exclude(membership=None).get().membership
    other = Membership.objects.get(slug=f"library-of-{slug}")
    assert mine is not None
    own = add_program(membership=mine, said=_said(canary, "own"), by=member, slug=f"own-of-{slug}")
    old = add_program(membership=mine, said=_said(canary, "old"), by=member, slug=f"old-of-{slug}")
    program = add_program(membership=other, said=_said(canary, "program"), by=by, slug=f"program-of-{slug}")
    measure = add_measure(
        program=own,
        kind=PerformanceMeasure.Kind.BETTER_OFF,
        definition=BETTER_OFF,
        by=member,
        slug=f"measure-of-{slug}",
    )
    thought = say_contribution(
        measure=measure,
        indicator=Indicator.objects.get(slug=f"sign-of-{slug}"),
        logic={"en": canary},
        strength="hunch",
        by=member,
    )
    item = want_data(wanted=Wanted(title={"en": f"{canary} wanted"}, owner=other), by=by)
    sign = Indicator.objects.get(slug=f"sign-of-{slug}")
    seen = say_reading(indicator=sign, match="no", words=f"{canary} words", by=member)
    return {
        "reading": seen.pk,
        "wanted": item.record.number,
        "wanted_pk": item.pk,
        "program": program.slug,
        "own_program": own.slug,
        "old_program": old.slug,
        "contribution": thought.record.number,
        "contribution_pk": thought.pk,
    }


def _said(canary: str, name: str) -> Said:
    return Said({"en": f"{canary} {name}"}, {"en": canary}, {"en": f"{canary} customers"})
