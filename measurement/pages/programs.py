"""The pages of programs: the list, and the three questions of one program with its measures."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.numbers import rounded
from initiatives.models import Record, local
from initiatives.rules.viewer import Viewer
from measurement.models import Contribution, Indicator, PerformanceMeasure, Program
from measurement.pages.cards import Card, card_of
from measurement.pages.told import told_reading
from measurement.rules.programs import Measured, Missing, Question, by_question, missing


@dataclass(frozen=True, slots=True)
class Column:
    """One of the three questions, with what is measured for it."""

    key: str
    question: str
    note: str
    waiting: str
    cards: list[tuple[Card, str]]


@dataclass(frozen=True, slots=True)
class ProgramPage:
    """Everything on the page of a program but the record itself."""

    finding: str
    columns: list[Column]
    warnings: list[str]
    has_better_off: bool
    contributions: list[Contribution]
    figures: int


@dataclass(frozen=True, slots=True)
class ProgramRow:
    """A program in the list."""

    program: Program
    answers: list[tuple[str, int]]
    warning: str


def program_page(program: Program, viewer: Viewer) -> ProgramPage:
    """Return the page of one program: three queries, however many measures there are."""
    base = program.record.initiative.url
    measures = _measures(program, viewer)
    thoughts = list(
        Contribution.objects.visible_to(viewer)
        .exclude(record__state=Record.State.WITHDRAWN)
        .filter(measure__program=program, indicator__in=Indicator.objects.visible_to(viewer))
        .select_related("measure__measure", "indicator__record__initiative", "record")
    )
    leading = {one.measure_id for one in thoughts}
    lacking = missing([_measured(one, leading) for one in measures])
    columns = by_question((one.kind, (card_of(one.measure, base), _number(one.measure))) for one in measures)
    return ProgramPage(
        finding=_finding(measures),
        columns=[_column(question, cards) for question, cards in columns.items()],
        warnings=[warning_words(word) for word in lacking],
        has_better_off=Missing.NO_BETTER_OFF not in lacking and Missing.NO_MEASURES not in lacking,
        contributions=thoughts,
        figures=len(measures),
    )


def program_rows(viewer: Viewer) -> list[ProgramRow]:
    """Return all programs that this viewer sees, each with how many measures answer each question."""
    seen = Program.objects.visible_to(viewer).select_related(
        "membership__organization", "membership__record__initiative", "record__initiative"
    )
    programs = list(seen.prefetch_related("measures__measure", "measures__contributions"))
    return [_row(program) for program in programs]


def warning_words(word: Missing) -> str:
    """Return what is missing as a sentence with the next step."""
    return {
        Missing.NO_MEASURES: _(
            "Nothing is measured yet. Begin with the question whether anyone is better off."
        ),
        Missing.NO_BETTER_OFF: _(
            "This page says what is done, and not whether anyone is better off. Add a measure of that first."
        ),
        Missing.NO_SHARE_BETTER_OFF: _(
            "Better off is only counted in numbers here. Add the share of all customers: a number alone hides the rest."
        ),
        Missing.NO_HEADLINE: _("No measure stands first yet. Choose the one that says most."),
        Missing.NO_CONTRIBUTION: _("Nobody has said yet how this program is thought to move the whole."),
    }[word]


def _measures(program: Program, viewer: Viewer) -> list[PerformanceMeasure]:
    seen = PerformanceMeasure.objects.filter(
        program=program, measure__in=Indicator.objects.visible_to(viewer)
    ).select_related("measure__rollup", "measure__record")
    return list(seen.order_by("-is_headline", "position", "pk"))


def _measured(one: PerformanceMeasure, leading: set[int | None]) -> Measured:
    return Measured(one.kind, one.measure.unit, one.is_headline, one.pk in leading)


def _number(measure: Indicator) -> str:
    """The number behind a share, because better off is said both ways: "159 of 236 students"."""
    reading = told_reading(measure)
    now = reading.now
    if (
        measure.unit != Indicator.Unit.PERCENT
        or now is None
        or now.value is None
        or now.is_bound
        or not now.people
    ):
        return ""
    return _("{number} of {people} {counted}, {period}").format(
        number=number_format(rounded(now.value * now.people / 100, 0), use_l10n=True, force_grouping=True),
        people=number_format(now.people, decimal_pos=0, use_l10n=True, force_grouping=True),
        counted=local(measure.unit_label),
        period=now.label,
    )


def _finding(measures: list[PerformanceMeasure]) -> str:
    better = [one for one in measures if one.kind == PerformanceMeasure.Kind.BETTER_OFF]
    if not measures:
        return _("What it does, how well, and whether anyone is better off: not measured yet")
    if not better:
        return _("How much it does is measured, and not yet whether anyone is better off")
    return ngettext(
        "{count} measure says whether anyone is better off",
        "{count} measures say whether anyone is better off",
        len(better),
    ).format(count=len(better))


def _column(question: Question, cards: list[tuple[Card, str]]) -> Column:
    words = {
        Question.HOW_MUCH: (_("How much did we do?"), _("Customers served and things done.")),
        Question.HOW_WELL: (_("How well did we do it?"), _("The quality of what was done.")),
        Question.BETTER_OFF: (
            _("Is anyone better off?"),
            _("What changed for those who were served: skills, knowledge, conduct, circumstances."),
        ),
    }
    waiting = {
        Question.HOW_MUCH: _("Nothing is counted yet."),
        Question.HOW_WELL: _("Nothing says yet how well."),
        Question.BETTER_OFF: _(
            "Nothing says yet whether anyone is better off. This is the question that counts."
        ),
    }
    return Column(question.value, *words[question], waiting[question], cards)


def _row(program: Program) -> ProgramRow:
    measures = list(program.measures.all())
    leading = {one.pk for one in measures if one.contributions.all()}
    lacking = missing([_measured(one, set(leading)) for one in measures])
    columns = by_question((one.kind, one) for one in measures)
    answers = [(_column(question, []).question, len(found)) for question, found in columns.items()]
    grave = [word for word in lacking if word in (Missing.NO_MEASURES, Missing.NO_BETTER_OFF)]
    return ProgramRow(program, answers, warning_words(grave[0]) if grave else "")
