"""Questions about figures: kept and why, changed, or counted in another way from here on. Each is asked once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives import clock
from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from measurement.actions.import_looks import look_again
from measurement.actions.indicators import record_break
from measurement.actions.releases import Words
from measurement.imports import Checked, Corrections, check
from measurement.models import Check, Import, Indicator, SeriesBreak
from measurement.questions import MOST_ASKED, Question, check_rows, questions_of
from measurement.rules.changes import Table
from measurement.rules.imports import read_rows
from measurement.rules.rows import RowReading
from measurement.rules.validation import Finding
from measurement.scoring import recompute


@transaction.atomic
def keep_figure(*, import_: Import, at: int, why: Words, by: Person) -> None:
    """Keep a figure that a rule asks about, and say why. What a rule forbids cannot be kept."""
    question = _question(import_, at)
    if question.finding.blocks:
        raise RuleBroken(
            _("A rule of this indicator lets no such figure pass. Change the figure, or end the rule first."),
            field="answer",
        )
    _need_reason(why)
    _answer(import_, question.finding, Check.Answer.KEPT, why, by)


@transaction.atomic
def change_figure(*, import_: Import, at: int, text: str, by: Person) -> None:
    """Put another figure in the place of one that a rule asks about, and check the file again."""
    finding = _question(import_, at).finding
    if not text.strip():
        raise RuleBroken(_("Type the figure that shall stand there."), field="text")
    checked = check(import_)
    row, column = _place(import_, checked, finding)
    corrections = Corrections.of(import_.corrections)
    corrections = replace(corrections, cells={**corrections.cells, f"{row}:{column}": text.strip()})
    import_.corrections = corrections.as_json()
    import_.save(update_fields=["corrections"])
    _answer(import_, finding, Check.Answer.CHANGED, {}, by)
    look_again(import_=import_, by=by)


@transaction.atomic
def accept_break(*, import_: Import, at: int, why: Words, by: Person) -> None:
    """Say that figures are counted in another way from this one on: a break, compared with caution."""
    finding = _question(import_, at).finding
    _need_reason(why)
    starts_on = finding.period.start
    if not SeriesBreak.objects.filter(indicator=import_.indicator, starts_on=starts_on).exists():
        record_break(
            indicator=import_.indicator,
            starts_on=starts_on,
            effect=SeriesBreak.Effect.CAUTION,
            label={import_.indicator.record.initiative.language: _("Counted in another way")},
            explanation=why,
            by=by,
        )
    _answer(import_, finding, Check.Answer.ACCEPTED_BREAK, why, by)


@transaction.atomic
def answer_check(*, found: Check, why: Words, by: Person) -> None:
    """Say afterwards why a public figure that asks a question stays as it is."""
    _need_reason(why)
    open_one = Check.objects.select_for_update(of=("self",)).open().filter(pk=found.pk).first()
    if open_one is None:
        raise RuleBroken(_("This question was answered already."))
    open_one.answer, open_one.why = Check.Answer.KEPT, why
    open_one.answered_at, open_one.answered_by = clock.now(), by
    open_one.save(update_fields=["answer", "why", "answered_at", "answered_by"])
    label = open_one.period.label if open_one.period else ""
    record("check.answered", by=by, about=open_one.indicator, facts={"period": label})
    recompute(indicator=open_one.indicator)


def need_answers(*, import_: Import, table: Table) -> None:
    """Refuse to publish while a rule forbids a figure or a question about one is open."""
    waiting = [question for question in questions_of(import_, table) if question.is_open]
    if waiting:
        words = ngettext(
            "One figure asks a question, beginning with {period}. Answer it first.",
            "{count} figures ask a question, beginning with {period}. Answer them first.",
            len(waiting),
        )
        raise RuleBroken(words.format(count=len(waiting), period=waiting[0].finding.period.label))


def note_open(*, import_: Import, table: Table, by: Person) -> None:
    """Write down the questions about figures that a machine publishes; they stay open on the quality page."""
    asked = [question.finding for question in questions_of(import_, table) if question.is_open]
    if any(one.blocks for one in asked):
        need_answers(import_=import_, table=table)
    if asked:
        Check.objects.bulk_create(check_rows(import_.indicator, asked, import_=import_))
        record("check.left_open", by=by, about=import_.indicator, facts={"count": len(asked)})


def keep_together(*, import_: Import, asked: Sequence[Finding], why: Words, by: Person) -> None:
    """Keep all figures of a large file that ask a question, with one reason. What a rule forbids cannot be kept."""
    if not asked:
        return
    need_reason_for(asked, why)
    values = {"answer": Check.Answer.KEPT, "why": why, "answered_at": clock.now(), "answered_by": by}
    Check.objects.bulk_create(check_rows(import_.indicator, asked, import_=import_, **values))
    record("check.kept_together", by=by, about=import_.indicator, facts={"count": len(asked)})


def need_reason_for(asked: Sequence[Finding], why: Words) -> None:
    """Refuse to publish a large file while a rule forbids one of its figures, or nobody says why those asked about are right."""
    forbidden = [one for one in asked if one.blocks]
    if forbidden:
        words = ngettext(
            "A rule lets one figure not pass, {period}. Change it in your file and bring that again.",
            "A rule lets {count} figures not pass, beginning with {period}. Change them in your file and bring that again.",
            len(forbidden),
        )
        raise RuleBroken(words.format(count=len(forbidden), period=forbidden[0].period.label))
    if len(asked) > MOST_ASKED:
        raise RuleBroken(
            _("{count} figures ask a question. Look whether a column is read as what it is.").format(
                count=len(asked)
            )
        )
    if asked and not has_words(why):
        words = ngettext(
            "One figure asks a question. Say why it is right.",
            "{count} figures ask a question. Say why they are right.",
            len(asked),
        )
        raise RuleBroken(words.format(count=len(asked)), field="why")


def count_open(import_: Import) -> None:
    """Let the grade know of questions that a published import leaves open."""
    if Check.objects.open().filter(in_import=import_).exists():
        recompute(indicator=import_.indicator)


def _question(import_: Import, at: int) -> Question:
    found = questions_of(import_, check(import_).table)
    if at >= len(found):
        raise RuleBroken(_("The list has changed since. Look again and answer what is left."))
    return found[at]


def _need_reason(why: Words) -> None:
    if not has_words(why):
        raise RuleBroken(_("Say in one sentence why."), field="why")


def _answer(import_: Import, finding: Finding, answer: Check.Answer, why: Words, by: Person) -> None:
    indicator: Indicator = import_.indicator
    values = {"answer": answer, "why": why, "answered_at": clock.now(), "answered_by": by}
    (row,) = check_rows(indicator, [finding], import_=import_, **values)
    Check.objects.filter(in_import=import_, rule=row.rule, series=row.series, period=row.period).exclude(
        answer=Check.Answer.CHANGED
    ).delete()
    row.save()
    record("check.answered", by=by, about=indicator, facts={"period": finding.period.label})


def _place(import_: Import, checked: Checked, finding: Finding) -> tuple[int, int]:
    """Return the row and the column of the file in which a figure stands."""
    corrections = Corrections.of(import_.corrections)
    for found in read_rows(checked.plan, corrections.applied(checked.grid.rows), checked.context):
        if isinstance(found, RowReading) and _is_it(found, finding):
            column = checked.grid.column(found.column)
            if column is not None:
                return found.row, column
    raise RuleBroken(_("This figure is worked out from others. Change them in your file and bring it again."))


def _is_it(row: RowReading, finding: Finding) -> bool:
    cell = tuple(sorted(int(key) for key in row.categories))
    return row.period == finding.period and cell == finding.categories
