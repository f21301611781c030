"""A conversation that turns a curve: opened, written down question by question, closed, and read again later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.bylaws import rule_value
from initiatives.identity import change_record, give_record
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.together import all_of
from measurement.actions.baselines import Judgement, freeze_forecast
from measurement.actions.turn_carrying import carry_over
from measurement.actions.turn_plan import bring_into_plan
from measurement.models import Forecast, Indicator, Release, Turn, TurnStep
from measurement.pages.turn_facts import facts_of, missing_of
from measurement.rules.turns import FIRST, LAST

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Expected:
    """What a table expects if nothing changes: how the line is drawn, how many periods far, and what it rests on."""

    method: str
    ahead: int
    assumptions: Texts
    judgement: Judgement | None = None


LONGEST_STEP = timedelta(hours=3)


@transaction.atomic
def open_turn(*, indicator: Indicator, held_on: date, by: Person) -> Turn:
    """Open the next conversation about a curve; it starts from the last one. Raises RuleBroken while one is open."""
    Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
    last = Turn.objects.filter(indicator=indicator).order_by("-number").first()
    if last is not None and last.closed_at is None:
        raise RuleBroken(_("A conversation about this curve is open. Go on with it, or close it first."))
    number = last.number + 1 if last else 1
    title = {code: f"{name} ({number})" for code, name in indicator.name.items()}
    turn = Turn.objects.create(
        record=give_record(
            "turn",
            title=title,
            path=f"results/{indicator.slug}/turn/{number}/",
            by=by,
            published=indicator.record.state != Record.State.DRAFT,
            part_of=indicator.record,
        ),
        indicator=indicator,
        number=number,
        previous=last,
        release=_release(indicator),
        held_on=held_on,
        opened_by=by,
    )
    if last is not None:
        carry_over(last=last, to=turn, by=by)
    record("turn.opened", by=by, about=turn)
    return turn


@transaction.atomic
def save_step(*, turn: Turn, question: int, words: Texts, by: Person) -> TurnStep | None:
    """Keep what the table says to a question as its next version; None when nothing changed. Older versions stay."""
    turn = still_open(turn)
    if not has_words(words):
        raise RuleBroken(_("Write down what the table says, even if it is short."), field="words")
    last = TurnStep.objects.filter(turn=turn, question=question).order_by("-version").first()
    if last is not None and last.words == words:
        return None
    made = TurnStep.objects.create(
        turn=turn, question=question, version=last.version + 1 if last else 1, words=words, saved_by=by
    )
    touched(turn, "turn.step_saved", by=by, question=question)
    return made


@transaction.atomic
def agree_forecast(*, turn: Turn, said: Expected, by: Person) -> Forecast:
    """Freeze what the table expects if nothing changes; the conversation shows it ever after, whatever comes.

    While the conversation is open the table may agree on another one: the earlier stays on the record of its indicator.
    """
    turn = still_open(turn)
    turn.forecast = freeze_forecast(
        indicator=turn.indicator,
        method=said.method,
        ahead=said.ahead,
        assumptions=said.assumptions,
        judgement=said.judgement,
        by=by,
    )
    turn.save(update_fields=["forecast"])
    touched(turn, "turn.forecast_agreed", by=by)
    return turn.forecast


@transaction.atomic
def go_to(*, turn: Turn, question: int, minutes: int | None, by: Person) -> None:
    """Go to a question, in the room too; with a time after which it should be done, or without."""
    turn = still_open(turn)
    if not FIRST <= question <= LAST:
        raise RuleBroken(_("There are seven questions."))
    turn.current_step = question
    turn.step_ends_at = None
    if minutes:
        turn.step_ends_at = clock.now() + min(timedelta(minutes=minutes), LONGEST_STEP)
    turn.save(update_fields=["current_step", "step_ends_at"])
    record("turn.step_reached", by=by, about=turn, facts={"question": question})


@transaction.atomic
def close_turn(*, turn: Turn, by: Person) -> Turn:
    """End a conversation: what was chosen becomes strategies, what will be done becomes activities of the plan.

    Raises RuleBroken with what is missing, each with the address where it is done.
    """
    turn = still_open(turn)
    if missing := missing_of(turn, all_of([facts_of(turn)])[0]):
        raise RuleBroken(_("This conversation can’t be closed yet."), missing=missing)
    today = clock.today(turn.record.initiative.zone)
    new_strategies, activities = bring_into_plan(turn=turn, by=by)
    turn.closed_at, turn.closed_by, turn.step_ends_at = clock.now(), by, None
    turn.reread_by = _reread_day(today)
    turn.save(update_fields=["closed_at", "closed_by", "step_ends_at", "reread_by"])
    change_record(turn.record)
    facts = {"strategies": new_strategies, "activities": activities}
    record("turn.closed", by=by, about=turn, facts=dict(facts))
    return turn


@transaction.atomic
def reread(*, turn: Turn, by: Person) -> None:
    """Note that the story was read again and still holds; the clock starts anew."""
    turn = Turn.objects.select_for_update(of=("self",)).select_related("record__initiative").get(pk=turn.pk)
    if turn.closed_at is None or hasattr(turn, "followed_by"):
        raise RuleBroken(_("Only the story of the last closed conversation is read again."))
    turn.reread_by = _reread_day(clock.today(turn.record.initiative.zone))
    turn.save(update_fields=["reread_by"])
    change_record(turn.record)
    record("turn.reread", by=by, about=turn)


def still_open(turn: Turn) -> Turn:
    """Return a conversation with its row locked; raises RuleBroken when it is closed."""
    rows = Turn.objects.select_for_update(of=("self",)).select_related(
        "record__initiative", "indicator__record"
    )
    found = rows.get(pk=turn.pk)
    if found.closed_at is not None:
        raise RuleBroken(_("This conversation is closed. Open the next one; it starts from here."))
    return found


def touched(turn: Turn, kind: str, *, by: Person | None, **facts: int | str) -> None:
    """Note that a conversation changed, and how."""
    change_record(turn.record)
    record(kind, by=by, about=turn, facts=dict(facts))


def _release(indicator: Indicator) -> Release | None:
    """Return the last release that was not withdrawn."""
    standing = Release.objects.filter(indicator=indicator, withdraws__isnull=True, withdrawn_in__isnull=True)
    return standing.order_by("-number").first()


def _reread_day(today: date) -> date:
    return today + timedelta(days=int(rule_value("story_days")))
