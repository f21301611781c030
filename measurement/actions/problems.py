"""Data problems: what people find wrong with figures, and what came of it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives import clock
from initiatives.identity import change_record, give_record, publish_record
from initiatives.models import Person, Record
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken
from measurement.models import DataProblem, Indicator


@transaction.atomic
def record_problem(
    *, words: str, by: Person, indicator: Indicator | None = None, published: bool = True
) -> DataProblem:
    """Write down what somebody found wrong. A stranger's words are public once they are answered."""
    if not words.strip():
        raise RuleBroken(_("Say in a sentence or two what is wrong."), field="words")
    given = give_record(
        "data_problem",
        title={"en": f"Data problem: {indicator}" if indicator else "Data problem"},
        path="results/quality/#problem-{number}",
        by=by,
        published=published,
        part_of=indicator.record if indicator else None,
    )
    problem = DataProblem.objects.create(
        record=given, indicator=indicator, words=words.strip(), reported_by=by, reported_at=clock.now()
    )
    record("problem.recorded", by=by, about=problem)
    return problem


@transaction.atomic
def answer_problem(*, problem: DataProblem, outcome: str, answer: str, by: Person) -> None:
    """Say what came of a problem; the question and its answer are public."""
    if not answer.strip():
        raise RuleBroken(_("Say what was done, or why nothing was."), field="answer")
    problem = DataProblem.objects.select_for_update(of=("self",)).select_related("record").get(pk=problem.pk)
    if problem.outcome:
        raise RuleBroken(_("This problem was answered already."))
    problem.outcome, problem.answer = outcome, answer.strip()
    problem.answered_at, problem.answered_by = clock.now(), by
    problem.save(update_fields=["outcome", "answer", "answered_at", "answered_by"])
    if problem.record.state == Record.State.DRAFT:
        publish_record(problem.record, by=by)
    else:
        change_record(problem.record)
    record("problem.answered", by=by, about=problem)
