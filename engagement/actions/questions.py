"""Questions asked in public, and corrections of what we heard: each is answered in public. I4, C3."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from engagement.actions.permitting import permit, permit_anybody
from engagement.models import Engagement, Hiding, Question
from engagement.rules.spectrum_table import Deed
from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LONGEST = 2000
Kind = Question.Kind
EVENTS = {Kind.QUESTION: "question.asked", Kind.CORRECTION: "question.corrected"}


@transaction.atomic
def ask_question(
    *,
    engagement: Engagement,
    words: str,
    by: Person | None,
    is_named: bool = False,
    kind: str = Kind.QUESTION,
) -> Question:
    """Ask something in public, with or without one's name; at every level, from the announcement on.

    Raises RuleBroken for whoever asks as staff: they are the ones who answer.
    """
    permit_anybody(Deed.ASK_QUESTION, engagement=engagement, by=by)
    said = words.strip()
    if engagement.state == Engagement.State.DRAFT:
        raise RuleBroken(_("This has not been announced yet. Ask when it is."))
    if not said:
        raise RuleBroken(_("Write your question first."), field="words")
    if len(said) > LONGEST:
        raise RuleBroken(_("Keep it under 2,000 letters, please."), field="words")
    asked = Question.objects.create(
        engagement=engagement,
        kind=kind,
        words=said,
        asked_at=clock.now(),
        asked_by=by,
        is_named=is_named and by is not None,
    )
    record(EVENTS[Kind(kind)], by=None, about=engagement, facts={"question": asked.pk})
    return asked


@transaction.atomic
def answer_question(*, question: Question, answer: Texts, by: Person) -> None:
    """Answer a question in public. A better answer may follow; when it was first answered stays."""
    permit(Deed.ANSWER_QUESTION, engagement=question.engagement, by=by)
    if not has_words(answer):
        raise RuleBroken(_("Write the answer first."), field="answer")
    question = _held(question)
    if question.hidden_at is not None:
        raise RuleBroken(_("This question is hidden. There is nothing to answer in public."))
    question.answer = answer
    question.answered_at = question.answered_at or clock.now()
    question.answered_by = question.answered_by or by
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    record("question.answered", by=by, about=question.engagement, facts={"question": question.pk})


@transaction.atomic
def hide_question(*, question: Question, ground: str, by: Person) -> None:
    """Hide a question that would harm somebody; that it was hidden, and on which ground, is counted in public."""
    permit(Deed.HIDE_WORDS, engagement=question.engagement, by=by)
    if ground not in Hiding.Ground.values:
        raise RuleBroken(_("Choose the ground: hiding is counted in public."), field="ground")
    question = _held(question)
    if question.asked_by_id == by.pk:
        raise RuleBroken(_("These are your own words. They are hidden by somebody else."))
    if question.hidden_at is not None:
        return
    question.hidden_at, question.hidden_by, question.hidden_ground = clock.now(), by, ground
    question.save(update_fields=["hidden_at", "hidden_by", "hidden_ground"])
    record(
        "question.hidden", by=by, about=question.engagement, facts={"question": question.pk, "ground": ground}
    )


def _held(question: Question) -> Question:
    return (
        Question.objects.select_for_update(of=("self",))
        .select_related("engagement__record")
        .get(pk=question.pk)
    )
