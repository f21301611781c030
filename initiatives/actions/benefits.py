"""What each partner gives and gains: written down by its own people or the backbone, confirmed by whoever gets it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.models import Benefit, Membership, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def promise_benefit(*, membership: Membership, way: str, kind: str, words: Texts, by: Person) -> Benefit:
    """Write down what a partner gives or gains. Raises RuleBroken without words, and for one that has left."""
    if not has_words(words):
        raise RuleBroken(_("Say in a sentence what it is."), field="promised")
    if membership.left_on is not None:
        raise RuleBroken(_("This partner has left. What it gave stays to be read."), field="membership")
    made = Benefit.objects.create(membership=membership, way=way, kind=kind, promised=words, promised_by=by)
    record("benefit.promised", by=by, about=membership, facts={"benefit": made.pk, "way": str(way)})
    return made


@transaction.atomic
def note_received(*, benefit: Benefit, words: Texts, by: Person) -> None:
    """Say that it has come and by what that is seen; saying it again changes the words. Raises RuleBroken without words."""
    held = _held(benefit)
    if held.withdrawn_at is not None:
        raise RuleBroken(_("This was taken back. Write down what is true now."))
    if not has_words(words):
        raise RuleBroken(_("Say by what one can see that it has come."), field="received")
    if held.received == words:
        return
    held.received, held.noted_at, held.noted_by = words, clock.now(), by
    held.save(update_fields=["received", "noted_at", "noted_by"])
    record("benefit.received", by=by, about=held.membership, facts={"benefit": held.pk})


@transaction.atomic
def withdraw_benefit(*, benefit: Benefit, by: Person) -> None:
    """Take it back; again changes nothing."""
    held = _held(benefit)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at = clock.now()
    held.save(update_fields=["withdrawn_at"])
    record("benefit.withdrawn", by=by, about=held.membership, facts={"benefit": held.pk})


def _held(benefit: Benefit) -> Benefit:
    rows = Benefit.objects.select_for_update(of=("self",)).select_related("membership__record")
    return rows.get(pk=benefit.pk)
