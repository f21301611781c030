"""A witness from outside, where all to whom something was promised sit on the side that promised it. Nobody judges their own."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.actions.commitments import for_deed, sides_of
from initiatives.commitment_bars import barred
from initiatives.identity import change_record
from initiatives.judges import promisers_of, recipients_of
from initiatives.models import Commitment, Person, RoleHolding
from initiatives.record import record
from initiatives.rules.commitments import Deed, Side
from initiatives.rules.refusals import RuleBroken


@transaction.atomic
def name_witness(*, commitment: Commitment, person: Person, by: Person) -> None:
    """Name somebody from outside both sides who says whether it was kept; everybody reads who, and who named them.

    Those it was promised to name them, and only where none of them can judge it. Raises RuleBroken for somebody of either
    side, for somebody who takes no part here, and for somebody who may not judge what the community decided.
    """
    found = for_deed(commitment, Deed.WITNESS, by)
    if sides_of(found, person) - {Side.WITNESS, Side.STAND_IN}:
        raise RuleBroken(
            _("{name} belongs to one of the two sides. Choose somebody from outside both.").format(
                name=person.shown_name
            ),
            field="person",
        )
    found.witness = person
    if not may_witness(found).filter(pk=person.pk).exists() or barred(found, person) is not None:
        raise RuleBroken(
            _(
                "{name} can’t judge this. Choose a resident who takes part here and is on neither side."
            ).format(name=person.shown_name),
            field="person",
        )
    found.save(update_fields=["witness"])
    change_record(found.record)
    record("commitment.witness_named", by=by, about=found, facts={"witness": person.pk})


def may_witness(commitment: Commitment) -> QuerySet[Person]:
    """Return who could be asked: whoever takes part here today and is on neither side."""
    today = clock.today(commitment.record.initiative.zone)
    here = RoleHolding.objects.on(today).values("person")
    sides = {*promisers_of(commitment, today), *recipients_of(commitment, today)}
    people = Person.objects.filter(pk__in=here, is_active=True)
    return people.exclude(pk__in=sides).order_by("name", "pk")
