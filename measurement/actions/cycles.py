"""Improvement cycles: plan, do, study, act. What was learned stays, whatever came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record
from initiatives.models import Learning, Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.models import Cycle, Indicator, Program

Words = dict[str, str]
ORDER = (Cycle.Stage.PLAN, Cycle.Stage.DO, Cycle.Stage.STUDY, Cycle.Stage.ACT, Cycle.Stage.DONE)
SAID_AT: dict[str, str] = {Cycle.Stage.DO: "did", Cycle.Stage.STUDY: "studied", Cycle.Stage.ACT: "acted"}


@dataclass(frozen=True, slots=True)
class CyclePlan:
    """What a program will try, and what it expects to see."""

    title: Words
    plan: Words
    expected: Words
    starts_on: date
    review_on: date | None = None
    measure: Indicator | None = None


@transaction.atomic
def begin_cycle(*, program: Program, plan: CyclePlan, by: Person) -> Cycle:
    """Begin a cycle: what will be tried, and what is expected before anybody knows."""
    for name in ("title", "plan", "expected"):
        _need(getattr(plan, name), name)
    if plan.review_on is not None and plan.review_on <= plan.starts_on:
        raise RuleBroken(_("Choose a day after the start."), field="review_on")
    cycle = Cycle.objects.create(
        record=give_record(
            "cycle",
            title=plan.title,
            path=f"results/programs/{program.slug}/improve/#cycle-{{number}}",
            by=by,
            published=True,
            part_of=program.record,
        ),
        program=program,
        measure=plan.measure,
        title=plan.title,
        plan=plan.plan,
        expected=plan.expected,
        starts_on=plan.starts_on,
        review_on=plan.review_on,
        stage=Cycle.Stage.DO,
        stage_changed_at=clock.now(),
        stage_changed_by=by,
    )
    record("cycle.begun", by=by, about=cycle, facts={"program": program.slug})
    return cycle


@transaction.atomic
def move_cycle(*, cycle: Cycle, words: Words, by: Person, learned: Words | None = None) -> Cycle:
    """Say what happened at this stage and go on to the next. The last stage writes down what was learned.

    `words` are what was done, what was seen, or what will be done from now on; `learned` is needed at the last one.
    """
    cycle = (
        Cycle.objects.select_for_update(of=("self",))
        .select_related("record__initiative", "program")
        .get(pk=cycle.pk)
    )
    said = SAID_AT.get(cycle.stage)
    if said is None:
        raise RuleBroken(_("This cycle is complete. Begin the next one from what was learned."))
    _need(words, "words")
    setattr(cycle, said, words)
    cycle.stage = ORDER[ORDER.index(Cycle.Stage(cycle.stage)) + 1]
    cycle.stage_changed_at, cycle.stage_changed_by = clock.now(), by
    if cycle.stage == Cycle.Stage.DONE:
        cycle.learning = _learning(cycle, learned or words, by)
    cycle.save()
    change_record(cycle.record)
    record("cycle.moved", by=by, about=cycle, facts={"stage": cycle.stage})
    return cycle


def _learning(cycle: Cycle, change: Words, by: Person) -> Learning:
    return Learning.objects.create(
        record=give_record(
            "learning", title=cycle.title, path=cycle.record.path, by=by, published=True, part_of=cycle.record
        ),
        about=cycle.record,
        expected=cycle.expected,
        happened=cycle.studied,
        change=change,
        learned_on=clock.today(),
    )


def _need(words: Words, field: str) -> None:
    if not has_words(words):
        raise RuleBroken(_("Say it in a sentence or two."), field=field)
