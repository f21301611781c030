"""Answering the collaboration survey for one's organisation: in parts, kept as a draft, sent, changed until it closes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.actions.asks import answer_ask
from initiatives.models import Ask, Person
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from initiatives.speakers import speaks_for
from measurement.models import SurveyMark, SurveySheet, SurveyTie, SurveyWave
from measurement.rules.collaboration import (
    ABOUT_ALL,
    HIGHEST,
    LOWEST,
    Intensity,
    Item,
    spoken_of,
)
from measurement.surveys import missing_parts

Said = Mapping[Item, int | None]


@transaction.atomic
def take_over(*, sheet: SurveySheet, by: Person) -> None:
    """Answer in the place of whoever began; what is answered stays."""
    held = _held(sheet, by, whoever=True)
    held.answerer = by
    held.save(update_fields=["answerer"])


@transaction.atomic
def save_rungs(*, sheet: SurveySheet, rungs: Mapping[int, int], by: Person) -> None:
    """Keep how closely one's organisation works with the others; what is asked no closer any more falls away."""
    held = _held(sheet, by)
    asked = set(held.wave.sheets.exclude(pk=held.pk).values_list("membership", flat=True))
    known = {tie.about_id: tie for tie in held.ties.all()}
    fresh, changed = [], []
    for about, rung in rungs.items():
        if about not in asked:
            raise RuleBroken(_("That partner is not asked in this survey."))
        if (tie := known.get(about)) is None:
            fresh.append(SurveyTie(sheet=held, about_id=about, intensity=Intensity(rung)))
        elif tie.intensity != rung:
            tie.intensity = Intensity(rung)
            changed.append(tie)
    SurveyTie.objects.bulk_create(fresh)
    SurveyTie.objects.bulk_update(changed, ["intensity"])
    _keep_to_the_closest(held)
    _note(held, by)


@transaction.atomic
def save_closer(*, sheet: SurveySheet, said: Mapping[int, Said], by: Person) -> None:
    """Keep what is said of the partners with whom one works most closely; an item without an answer stays open."""
    held = _held(sheet, by)
    ties = {tie.about_id: tie for tie in held.ties.all()}
    asked_about = spoken_of({about: tie.intensity for about, tie in ties.items()})
    for about, answers in said.items():
        if about not in asked_about:
            raise RuleBroken(_("First say how closely you work with that partner."))
        _say(ties[about], answers)
    SurveyTie.objects.bulk_update([ties[about] for about in said], list(Item))
    _note(held, by)


@transaction.atomic
def save_marks(*, sheet: SurveySheet, marks: Mapping[str, int], own: Mapping[int, int], by: Person) -> None:
    """Keep what taking part brings and costs, what one is able to do, and the answers to the initiative's own questions (by their keys)."""
    held = _held(sheet, by)
    if set(marks) - set(ABOUT_ALL) or set(own) - set(held.wave.questions.values_list("pk", flat=True)):
        raise RuleBroken(_("That is not asked in this survey."))
    _need_scale([*marks.values(), *own.values()])
    held.marks.all().delete()
    SurveyMark.objects.bulk_create(
        [
            *(SurveyMark(sheet=held, item=item, value=value) for item, value in marks.items()),
            *(SurveyMark(sheet=held, question_id=question, value=value) for question, value in own.items()),
        ]
    )
    _note(held, by)


@transaction.atomic
def send_sheet(*, sheet: SurveySheet, by: Person) -> None:
    """Let the sheet count, and answer what the partner was asked for; again changes nothing. Raises RuleBroken for gaps."""
    held = _held(sheet, by)
    missing = missing_parts(held)
    if missing:
        raise RuleBroken(_("Something is not answered yet. Open the part that is marked, and answer it."))
    _note(held, by)
    if held.sent_at is not None:
        return
    held.sent_at = clock.now()
    held.save(update_fields=["sent_at"])
    if held.ask is not None and held.ask.state in (Ask.State.OPEN, Ask.State.HELP):
        answer_ask(found=held.ask, state=Ask.State.DONE, words="", by=by)
    record("survey.sent", by=by, about=held.membership)


def _keep_to_the_closest(sheet: SurveySheet) -> None:
    """Empty what was said closer of partners about whom it is not asked any more: it would count unseen."""
    ties = {tie.about_id: tie for tie in sheet.ties.all()}
    closest = spoken_of({about: tie.intensity for about, tie in ties.items()})
    sheet.ties.exclude(about__in=closest).update(**dict.fromkeys(Item))


def _say(tie: SurveyTie, said: Said) -> None:
    _need_scale(value for value in said.values() if value is not None)
    for item in Item:
        if item in said:
            setattr(tie, item.value, said[item])


def _need_scale(values: Iterable[int]) -> None:
    if any(not LOWEST <= value <= HIGHEST for value in values):
        raise RuleBroken(_("Answers go from {lowest} to {highest}.").format(lowest=LOWEST, highest=HIGHEST))


def _note(sheet: SurveySheet, by: Person) -> None:
    sheet.answerer, sheet.changed_at = by, clock.now()
    sheet.save(update_fields=["answerer", "changed_at"])


def _held(sheet: SurveySheet, by: Person, *, whoever: bool = False) -> SurveySheet:
    SurveyWave.objects.select_for_update().get(pk=sheet.wave_id)  # so that nothing comes in while it closes
    rows = SurveySheet.objects.select_for_update(of=("self",)).select_related(
        "wave__record", "membership__organization", "membership__record", "ask", "answerer"
    )
    held = rows.get(pk=sheet.pk)
    if not held.wave.is_open:
        raise RuleBroken(_("This survey is not open. What was sent counts; nothing can be changed any more."))
    if not speaks_for(by, held.membership):
        raise RuleBroken(_("Only people of {partner} answer this.").format(partner=held.membership))
    if not whoever and held.answerer is not None and held.answerer != by:
        raise RuleBroken(
            _("{name} is answering for you. Take over first, if you are to answer.").format(
                name=held.answerer.shown_name
            )
        )
    return held
