"""Putting the rows of a brought file right: what was typed or pressed becomes a correction kept with the import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.actions.populations import add_category
from initiatives.models import Dimension, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.import_looks import need_open
from measurement.actions.imports import decide
from measurement.imports import Corrections, Decisions, Fault
from measurement.models import Import
from measurement.rules.periods import LoneYear
from measurement.rules.problems import Problem

BY_TEXT = frozenset(
    {
        *(
            Problem.NOT_A_NUMBER,
            Problem.NOT_FINITE,
            Problem.EXPONENT,
            Problem.FORMULA,
            Problem.SPREADSHEET_ERROR,
        ),
        *(Problem.NOT_A_PERIOD, Problem.AMBIGUOUS_PERIOD, Problem.WRONG_PERIOD_KIND, Problem.REVERSED_RANGE),
        Problem.AMBIGUOUS_SEPARATOR,
        *(Problem.UNKNOWN_STATUS, Problem.TOO_MANY_DIGITS, Problem.OUT_OF_RANGE, Problem.PERCENT_SIGN),
    }
)


@transaction.atomic
def put_right(
    *,
    import_: Import,
    fault: Fault,
    how: str,
    by: Person,
    text: str = "",
    group: str = "",
    dimension: str = "",
) -> None:
    """Put one kind of error right, in all its rows at once, and look at the file again."""
    need_open(import_)
    decisions, corrections = Decisions.of(import_.plan), Corrections.of(import_.corrections)
    if how in ("comma", "point"):
        decide(import_=import_, decisions=replace(decisions, style=how), corrections=corrections, by=by)
        return
    if how in set(LoneYear):
        decide(import_=import_, decisions=replace(decisions, lone_year=how), corrections=corrections, by=by)
        return
    if how == "add":
        group, how = str(_added_group(fault, int(dimension), by)), "group"
    values = {"text": text, "group": group, "dimension": dimension}
    corrected = _WAYS[how](corrections, fault, values.get(how, ""))
    decide(import_=import_, decisions=decisions, corrections=corrected, by=by)


@transaction.atomic
def start_over(*, import_: Import, by: Person) -> None:
    """Forget what was put right by hand; how the columns are read stays."""
    decide(import_=import_, decisions=Decisions.of(import_.plan), corrections=Corrections(), by=by)


def _added_group(fault: Fault, dimension_id: int, by: Person) -> int:
    dimension = Dimension.objects.get(pk=dimension_id)
    language = dimension.initiative.language
    return add_category(dimension=dimension, name={language: fault.found}, by=by).pk


def _by_text(corrections: Corrections, fault: Fault, text: str) -> Corrections:
    if fault.place is None:
        raise RuleBroken(
            _("This row cannot be put right by one text. Leave it out, or bring the file again.")
        )
    column = str(fault.place)
    if fault.code in BY_TEXT and not any(f"{row}:{column}" in corrections.cells for row in fault.rows):
        known = {**corrections.texts.get(column, {}), fault.raw: text}
        return replace(corrections, texts={**corrections.texts, column: known})
    cells = {f"{row}:{column}": text for row in fault.rows}
    return replace(corrections, cells={**corrections.cells, **cells})


def _by_group(corrections: Corrections, fault: Fault, group: str) -> Corrections:
    if group == "all":
        return replace(corrections, totals=[*corrections.totals, _name(fault)])
    return replace(corrections, groups={**corrections.groups, _name(fault): int(group)})


def _by_dimension(corrections: Corrections, fault: Fault, dimension: str) -> Corrections:
    return replace(corrections, dimensions={**corrections.dimensions, fault.found: int(dimension)})


def _left_out(corrections: Corrections, fault: Fault, _nothing: str) -> Corrections:
    return replace(corrections, left_out=sorted({*corrections.left_out, *fault.rows}))


def _name(fault: Fault) -> str:
    """Return the name as the file has it: a long one is quoted only at its beginning."""
    return fault.raw if fault.found.endswith("…") and fault.raw else fault.found


_WAYS: dict[str, Callable[[Corrections, Fault, str], Corrections]] = {
    "text": _by_text,
    "group": _by_group,
    "dimension": _by_dimension,
    "leave_out": _left_out,
}
