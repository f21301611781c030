"""Putting the rows of a brought file right: what was typed or pressed becomes a correction kept with the import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.actions.populations import add_category
from initiatives.models import Dimension, Person
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import decide
from measurement.imports import Checked, Corrections, Decisions, check
from measurement.models import Import
from measurement.rules.problems import Problem
from measurement.rules.rows import ErrorGroup

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
        *(Problem.UNKNOWN_STATUS, Problem.TOO_MANY_DIGITS, Problem.OUT_OF_RANGE, Problem.PERCENT_SIGN),
    }
)


@transaction.atomic
def put_right(
    *,
    import_: Import,
    at: int,
    found: str,
    how: str,
    by: Person,
    text: str = "",
    group: str = "",
    dimension: str = "",
) -> Checked:
    """Put one kind of error right, in all its rows at once, and check the file again.

    `at` and `found` name the error as the page showed it; RuleBroken when the file reads differently by now.
    """
    checked = check(import_)
    error = checked.errors[at] if at < len(checked.errors) else None
    if error is None or error.found != found:
        raise RuleBroken(_("The list has changed since. Look again and put right what is left."))
    decisions, corrections = Decisions.of(import_.plan), Corrections.of(import_.corrections)
    if how in ("comma", "point"):
        return decide(import_=import_, decisions=replace(decisions, style=how), corrections=corrections)
    if how == "add":
        group, how = str(_added_group(error, int(dimension), by)), "group"
    values = {"text": text, "group": group, "dimension": dimension}
    corrected = _WAYS[how](corrections, checked, error, values.get(how, ""))
    return decide(import_=import_, decisions=decisions, corrections=corrected)


@transaction.atomic
def start_over(*, import_: Import) -> Checked:
    """Forget what was put right by hand; how the columns are read stays."""
    return decide(import_=import_, decisions=Decisions.of(import_.plan), corrections=Corrections())


def _added_group(error: ErrorGroup, dimension_id: int, by: Person) -> int:
    dimension = Dimension.objects.get(pk=dimension_id)
    language = dimension.initiative.language
    return add_category(dimension=dimension, name={language: error.found}, by=by).pk


def _by_text(corrections: Corrections, checked: Checked, error: ErrorGroup, text: str) -> Corrections:
    column = checked.grid.column(error.column)
    if column is None:
        raise RuleBroken(
            _("This row cannot be put right by one text. Leave it out, or bring the file again.")
        )
    if error.code in BY_TEXT:
        row = checked.grid.rows[error.rows[0] - 2]
        now = corrections.cells.get(f"{error.rows[0]}:{column}")
        before = row[column] if column < len(row) else ""
        if now is None:
            known = {**corrections.texts.get(str(column), {}), before: text}
            return replace(corrections, texts={**corrections.texts, str(column): known})
    cells = {f"{row}:{column}": text for row in error.rows}
    return replace(corrections, cells={**corrections.cells, **cells})


def _by_group(corrections: Corrections, checked: Checked, error: ErrorGroup, group: str) -> Corrections:
    name = _whole_text(checked, error)
    if group == "all":
        return replace(corrections, totals=[*corrections.totals, name])
    return replace(corrections, groups={**corrections.groups, name: int(group)})


def _by_dimension(
    corrections: Corrections, checked: Checked, error: ErrorGroup, dimension: str
) -> Corrections:
    return replace(corrections, dimensions={**corrections.dimensions, error.found: int(dimension)})


def _left_out(corrections: Corrections, checked: Checked, error: ErrorGroup, _nothing: str) -> Corrections:
    return replace(corrections, left_out=sorted({*corrections.left_out, *error.rows}))


def _whole_text(checked: Checked, error: ErrorGroup) -> str:
    """Return the name as the file has it: a long one is quoted only at its beginning."""
    column, row = checked.grid.column(error.column), checked.grid.rows[error.rows[0] - 2]
    if not error.found.endswith("…") or column is None or column >= len(row):
        return error.found
    return row[column]


_WAYS: dict[str, Callable[[Corrections, Checked, ErrorGroup, str], Corrections]] = {
    "text": _by_text,
    "group": _by_group,
    "dimension": _by_dimension,
    "leave_out": _left_out,
}
