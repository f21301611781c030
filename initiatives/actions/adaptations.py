"""Changes of activities: asked for with a reason and a cause, agreed or refused by somebody else. And: is it enough?"""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Activity, Adaptation, Event, Person, Record, Strategy, Sufficiency
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken

Texts = dict[str, str]
LONGEST_TITLE = 200


@transaction.atomic
def ask_change(
    *,
    activity: Activity,
    change: Texts,
    why: Texts,
    by: Person,
    cause: Event | None = None,
    new_ends_on: date | None = None,
) -> Adaptation:
    """Ask to do an activity in another way. Nothing changes before somebody else agrees; everybody reads it at once."""
    _need(change, "change", _("Say what you want to do in another way."))
    _need(why, "why", _("Say why: what did you see or learn?"))
    if new_ends_on and activity.starts_on and new_ends_on < activity.starts_on:
        raise RuleBroken(_("It would end before it starts. Choose a later day."), field="new_ends_on")
    title = {language: text[:LONGEST_TITLE] for language, text in change.items()}
    made = Adaptation.objects.create(
        record=give_record(
            "adaptation",
            title=title,
            path="plan/changes/#change-{number}",
            by=by,
            published=True,
            part_of=activity.record,
        ),
        activity=activity,
        change=change,
        why=why,
        cause=cause,
        new_ends_on=new_ends_on,
        asked_at=clock.now(),
        asked_by=by,
    )
    record("adaptation.asked", by=by, about=made)
    return made


@transaction.atomic
def settle_change(
    *, adaptation: Adaptation, is_agreed: bool, by: Person, answer: Texts | None = None
) -> None:
    """Agree to a change, or refuse it with a reason. The new day holds from then on. Raises RuleBroken for whoever asked."""
    found = Adaptation.objects.select_for_update(of=("self",)).select_related("record").get(pk=adaptation.pk)
    if found.settled_at is not None:
        if found.is_agreed == is_agreed:
            return
        raise RuleBroken(_("Somebody has answered this already. Ask for another change."))
    if found.asked_by_id == by.pk:
        raise RuleBroken(_("You asked for it, so somebody else agrees."))
    if not is_agreed:
        _need(answer or {}, "answer", _("Say why not, so that the partner can plan anew."))
    found.is_agreed, found.settled_at, found.settled_by = is_agreed, clock.now(), by
    found.answer = answer or {}
    found.save(update_fields=["is_agreed", "settled_at", "settled_by", "answer"])
    change_record(found.record, state=None if is_agreed else Record.State.ENDED)
    if is_agreed and found.new_ends_on:
        _move_end(found)
    record("adaptation.agreed" if is_agreed else "adaptation.refused", by=by, about=found)


@transaction.atomic
def judge_strategy(
    *, strategy: Strategy, verdict: str, by: Person, missing: Texts | None = None
) -> Sufficiency:
    """Judge whether all that is done for a strategy is enough; what is missing is said unless it is. Judgements are kept."""
    if verdict != Sufficiency.Verdict.YES:
        _need(missing or {}, "missing", _("Say in a word or two what is missing."))
    made = Sufficiency.objects.create(
        strategy=strategy, verdict=verdict, missing=missing or {}, said_at=clock.now(), said_by=by
    )
    change_record(strategy.record)
    record("strategy.judged", by=by, about=strategy, facts={"verdict": verdict})
    return made


def _move_end(adaptation: Adaptation) -> None:
    activity = Activity.objects.select_for_update(of=("self",)).get(pk=adaptation.activity_id)
    activity.ends_on = adaptation.new_ends_on
    activity.save(update_fields=["ends_on"])


def _need(texts: Texts, field_name: str, sentence: str) -> None:
    if not has_words(texts):
        raise RuleBroken(sentence, field=field_name)
