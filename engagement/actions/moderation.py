"""Hiding words: on a ground from the list, counted in public, told to the author, who may appeal to somebody else. S5."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.appeals import check_appeal, check_hearing
from engagement.actions.contributors import tell
from engagement.actions.inputs import held_input
from engagement.actions.permitting import permit
from engagement.models import Hiding, Input, Told
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]


@transaction.atomic
def hide_input(*, given: Input, ground: str, by: Person) -> Hiding:
    """Hide words that would harm somebody. The author is told at once, and how to appeal.

    Raises RuleBroken without a ground from the list, for one's own words, or when they are hidden or taken back already.
    """
    permit(Deed.HIDE_WORDS, engagement=given.engagement, by=by)
    if ground not in Hiding.Ground.values:
        raise RuleBroken(_("Choose the ground: hiding is counted in public."), field="ground")
    given = held_input(given)
    if given.contributor_id == by.pk:
        raise RuleBroken(_("These are your own words. Take them back, or let somebody else hide them."))
    if given.withdrawn_at is not None:
        raise RuleBroken(_("These words were taken back. There is nothing to hide."))
    if given.hidings.filter(lifted_at__isnull=True).exists():
        raise RuleBroken(_("These words are hidden already."))
    hiding = Hiding.objects.create(input=given, ground=ground, at=clock.now(), by=by)
    tell(given, Told.What.HIDDEN)
    record("input.hidden", by=by, about=given.engagement, facts={"number": given.number, "ground": ground})
    return hiding


@transaction.atomic
def appeal(*, hiding: Hiding, words: str, by: Person | None) -> None:
    """Ask a second person to look. `by` is None for whoever holds the receipt."""
    hiding = _held(hiding)
    is_over = hiding.appealed_at is not None or hiding.lifted_at is not None
    check_appeal(is_author=by is None or hiding.input.contributor_id == by.pk, is_over=is_over, words=words)
    hiding.appealed_at, hiding.appeal = clock.now(), words.strip()
    hiding.save(update_fields=["appealed_at", "appeal"])
    record("input.appealed", by=None, about=hiding.input.engagement, facts={"number": hiding.input.number})


@transaction.atomic
def answer_appeal(*, hiding: Hiding, is_lifted: bool, answer: Texts, by: Person) -> None:
    """Decide on an appeal as a third person, neither who hid the words nor who wrote them; the author gets the answer."""
    hiding = _held(hiding)
    permit(Deed.HIDE_WORDS, engagement=hiding.input.engagement, by=by)
    check_hearing(
        is_hider=hiding.by_id == by.pk,
        is_author=hiding.input.contributor_id == by.pk,
        is_waiting=hiding.appealed_at is not None and hiding.answered_at is None,
        answer=answer,
    )
    now = clock.now()
    hiding.answered_at, hiding.answered_by, hiding.answer = now, by, answer
    hiding.lifted_at = now if is_lifted else None
    hiding.save(update_fields=["answered_at", "answered_by", "answer", "lifted_at"])
    record(
        "input.appeal_answered",
        by=by,
        about=hiding.input.engagement,
        facts={"number": hiding.input.number, "shown_again": is_lifted},
    )


def _held(hiding: Hiding) -> Hiding:
    return (
        Hiding.objects.select_for_update(of=("self",))
        .select_related("input__engagement__record")
        .get(pk=hiding.pk)
    )
