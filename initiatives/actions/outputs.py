"""Collective outputs: a policy that changed, a story that somebody agreed to have told; taken back and never deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import CollectiveOutput, Membership, Person, Record, Strategy
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told: of a policy whose rule it is, of a story who tells it and that they agreed."""

    kind: str
    title: Texts
    words: Texts
    happened_on: date
    whose: Texts = field(default_factory=dict)
    source: str = ""
    strategy: Strategy | None = None
    membership: Membership | None = None
    is_told_with_consent: bool = False


@transaction.atomic
def add_output(*, told: Told, by: Person) -> CollectiveOutput:
    """Write down what all achieved. Public at once. Raises RuleBroken for a day to come, and a story nobody agreed to."""
    if told.happened_on > clock.today():
        raise RuleBroken(
            _("That day is still to come. Write it down when it has happened."), field="happened_on"
        )
    if not has_words(told.title):
        raise RuleBroken(_("Say in a sentence what changed."), field="title")
    if told.kind == CollectiveOutput.Kind.POLICY and not has_words(told.whose):
        raise RuleBroken(_("Say whose rule it is: a board, a county, a company."), field="whose")
    if told.kind == CollectiveOutput.Kind.STORY and not told.is_told_with_consent:
        raise RuleBroken(
            _("Ask whoever the story is about, and tick that they agreed. Without that it is not told."),
            field="is_told_with_consent",
        )
    given = give_record(
        "collective_output", title=told.title, path="plan/outputs/#output-{number}", by=by, published=True
    )
    made = CollectiveOutput.objects.create(
        record=given,
        kind=told.kind,
        title=told.title,
        words=told.words,
        whose=told.whose,
        source=told.source,
        happened_on=told.happened_on,
        strategy=told.strategy,
        membership=told.membership,
        is_told_with_consent=told.kind == CollectiveOutput.Kind.STORY,
    )
    record("output.added", by=by, about=made, facts={"kind": told.kind})
    return made


@transaction.atomic
def withdraw_output(*, output: CollectiveOutput, by: Person) -> None:
    """Take it back, as when somebody does not want their story told any more; again changes nothing."""
    rows = CollectiveOutput.objects.select_for_update(of=("self",)).select_related("record")
    held = rows.get(pk=output.pk)
    if held.withdrawn_at is not None:
        return
    held.withdrawn_at, held.withdrawn_by = clock.now(), by
    held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    change_record(held.record, state=Record.State.WITHDRAWN)
    record("output.withdrawn", by=by, about=held)
