"""The collaboration survey of a scene: a wave that is open, in which the member's partner is asked."""

from __future__ import annotations

from initiatives.actions.benefits import promise_benefit
from initiatives.models import Membership, Person, RoleHolding
from tests.factories.survey import fill, make_partners, make_wave


def collaboration_of(slug: str, canary: str, by: Person, member: Person) -> dict[str, object]:
    """Make one wave; somebody has answered it."""
    held = RoleHolding.objects.filter(person=member).exclude(membership=None).get()
    mine = Membership.objects.select_related("organization", "record").get(pk=held.membership_id)
    others = make_partners(4, by=by)
    wave = make_wave([mine, *others], by=by, title=f"{canary} survey of {slug}")
    fill(wave.sheets.get(membership=others[0]))
    benefit = promise_benefit(
        membership=mine, way="gains", kind="reach", words={"en": f"{canary} benefit"}, by=member
    )
    return {"survey": wave.record.number, "benefit": benefit.pk}
