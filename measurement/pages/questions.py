"""The questions about the figures of a file, ready for its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from measurement.figures import cell_titles
from measurement.imports import Outlook, check
from measurement.models import Approval, Import, Indicator, Observation, ValidationRule
from measurement.question_words import question_sentence, said
from measurement.questions import MOST_LOOKED_AT, Question, kept_findings, questions_of
from measurement.rules.changes import Table

MOST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One question: where the figure stands, what is asked, and the answer."""

    at: int
    cell: str
    period: str
    sentence: str
    is_open: bool
    answer: str
    why: dict[str, str]
    likely: str
    may_keep: bool


def questions_in(import_: Import) -> list[QuestionRow]:
    """Return the questions about a file that can be published; those about a large one are `asked_of`."""
    is_long = bool(import_.report.get("heavy")) or int(import_.report.get("rows", 0)) > MOST_LOOKED_AT
    if import_.state != Import.State.CHECKED or is_long or "asked" in import_.report:
        return []
    return question_rows(import_, check(import_).table)


def locked_lines(outlook: Outlook, indicator: Indicator) -> int:
    """Return how many of the listed figures that would change are locked."""
    changed = {(line.period, ".".join(map(str, line.cell))) for line in outlook.lines.get("changed", ())}
    if not changed:
        return 0
    locked = Approval.objects.filter(release__indicator=indicator, step=Approval.Step.LOCKED)
    live = Observation.objects.live(indicator=indicator).values("pk")
    held = Observation.objects.filter(pk__in=live, release__in=locked.values("release"))
    return len(changed & set(held.values_list("period__label", "series__key")))


def question_rows(import_: Import, table: Table) -> list[QuestionRow]:
    """Return the questions about a file, open ones first."""
    return _rows(questions_of(import_, table))


def asked_of(import_: Import) -> list[QuestionRow]:
    """Return the first of the questions about a large file, as the job that looked at it found them."""
    found = kept_findings(import_)[:MOST_SHOWN]
    return _rows([Question(at, one, None) for at, one in enumerate(found)])


def _rows(found: Sequence[Question]) -> list[QuestionRow]:
    if not found:
        return []
    titles = cell_titles({one.finding.categories for one in found})
    rules = [one.finding.rule for one in found if one.finding.rule is not None]
    others = {
        rule.pk: str(rule.other)
        for rule in ValidationRule.objects.filter(pk__in=rules, other__isnull=False).select_related("other")
    }
    rows = [_row(one, titles[one.finding.categories], others) for one in found]
    return sorted(rows, key=lambda row: not row.is_open)[:MOST_SHOWN]


def _row(one: Question, cell: str, others: dict[int, str]) -> QuestionRow:
    finding, answer = one.finding, one.answer
    return QuestionRow(
        at=one.at,
        cell=cell,
        period=finding.period.label,
        sentence=question_sentence(finding, other=others.get(finding.rule or 0, "")),
        is_open=one.is_open,
        answer=str(answer.get_answer_display()) if answer else "",
        why=answer.why if answer else {},
        likely=said(finding.likely),
        may_keep=not finding.blocks,
    )
