"""The rules' keys as sentences: what is wrong with a row, what was expected, and the next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measurement.imports.faults import Fault
from measurement.rules.columns import Role
from measurement.rules.disclosure import Reason
from measurement.rules.problems import Expected, Fix, Problem

PROBLEMS: dict[Problem, str | Promise] = {
    Problem.NOT_A_NUMBER: _("This is not a number"),
    Problem.NOT_FINITE: _("This is not a number that can be drawn"),
    Problem.EXPONENT: _("This number is written with an exponent"),
    Problem.TOO_MANY_DIGITS: _("This number has too many digits"),
    Problem.FORMULA: _("This is a formula, not its value"),
    Problem.SPREADSHEET_ERROR: _("The spreadsheet shows an error here"),
    Problem.AMBIGUOUS_SEPARATOR: _("Comma and point could be swapped here"),
    Problem.REVERSED_RANGE: _("This range ends before it begins"),
    Problem.NOT_A_PERIOD: _("This is not a time that we can read"),
    Problem.AMBIGUOUS_PERIOD: _("This could be either of two school years"),
    Problem.WRONG_PERIOD_KIND: _("This indicator is counted in another rhythm"),
    Problem.UNKNOWN_CATEGORY: _("Nobody knows this group here yet"),
    Problem.UNKNOWN_DIMENSION: _("Nobody knows this grouping here yet"),
    Problem.AMBIGUOUS_CATEGORY: _("Two groupings have a group of this name"),
    Problem.OUT_OF_RANGE: _("A percentage lies between 0 and 100"),
    Problem.NEGATIVE: _("This cannot be negative"),
    Problem.NUMERATOR_OVER_DENOMINATOR: _("The part is larger than the whole"),
    Problem.RATE_DISAGREES: _("The figure is not what its counts give"),
    Problem.PERCENT_SIGN: _("There is a percent sign, and this indicator is no percentage"),
    Problem.CONFLICTING_ROWS: _("Another row says something else about the same group and time"),
    Problem.UNKNOWN_STATUS: _("Nobody knows this word for how settled a figure is"),
    Problem.TOTALS_ROW: _("This row adds other rows up or averages them; it is not taken"),
    Problem.TOO_MANY_ROWS: _("There are too many rows"),
    Problem.TOO_MANY_CELLS: _("This row has more cells than the header"),
    Problem.TOO_MANY_COLUMNS: _("There are too many columns"),
    Problem.NO_PERIOD_COLUMN: _("No column says which time a figure is of"),
    Problem.NO_VALUE_COLUMN: _("No column holds the figures"),
    Problem.DUPLICATE_HEADER: _("Two columns have the same name"),
    Problem.SEVERAL_MEASURES: _("The file holds several measures or places"),
}
EXPECTED: dict[Expected, str | Promise] = {
    Expected.NUMBER: _("a number"),
    Expected.NUMBER_OR_MARK: _("a number such as 83.5, or a mark such as —, * or <10"),
    Expected.PERIOD: _("a time such as 2020 or 2019-20"),
    Expected.CALENDAR_YEAR: _("a year such as 2020"),
    Expected.SCHOOL_YEAR: _("a school year such as 2019-20"),
    Expected.FISCAL_YEAR: _("a fiscal year such as FY2020"),
    Expected.QUARTER: _("a quarter such as 2020 Q1"),
    Expected.MONTH: _("a month such as 2020-03"),
    Expected.ROLLING: _("several years such as 2017-2023"),
    Expected.KNOWN_CATEGORY: _("a group from our lists"),
    Expected.KNOWN_DIMENSION: _("a grouping from our lists"),
    Expected.WITHIN_RANGE: _("a figure from 0 to 100"),
    Expected.NOT_NEGATIVE: _("zero or more"),
    Expected.AT_MOST_DENOMINATOR: _("a part no larger than its whole"),
    Expected.RATE_OF_COUNTS: _("the figure that the counts give"),
    Expected.ONE_FIGURE_PER_CELL: _("one figure for each group and time"),
    Expected.KNOWN_STATUS: _("final, provisional, revised or superseded"),
    Expected.CELLS_LIKE_HEADER: _("as many cells as the header has"),
    Expected.PERIOD_COLUMN: _("a column with years"),
    Expected.VALUE_COLUMN: _("a column with figures"),
    Expected.DIFFERENT_HEADERS: _("a different name for every column"),
    Expected.ONE_MEASURE: _("one measure: choose it below, at its column"),
}
ROLES: dict[Role, str | Promise] = {
    Role.PERIOD: _("Time"),
    Role.DIMENSION: _("Grouping"),
    Role.CATEGORY: _("Group"),
    Role.VALUE: _("Figure"),
    Role.NUMERATOR: _("Cases (numerator)"),
    Role.DENOMINATOR: _("People (denominator)"),
    Role.LOW: _("Lower limit"),
    Role.HIGH: _("Upper limit"),
    Role.STATUS: _("How settled"),
    Role.NOTE: _("Note"),
    Role.SOURCE: _("Source"),
    Role.SELECTOR: _("Measure or place: choose one"),
    Role.PERIOD_VALUE: _("Figures of one time"),
    Role.GROUP_VALUE: _("Figures of one group"),
    Role.IGNORED: _("Not used"),
}
REASONS: dict[Reason, str | Promise] = {
    Reason.SMALL_GROUP: _("too few people"),
    Reason.FEW_EVENTS: _("too few cases"),
    Reason.SIZE_NOT_GIVEN: _("the size of the group is not given"),
    Reason.HIDDEN_BEFORE: _("it was hidden in an earlier release"),
    Reason.PROTECTS_ANOTHER: _("it would give a small group away"),
}
_CHOICES = {
    Fix.ADD_OR_CHOOSE_CATEGORY: "group",
    Fix.NAME_DIMENSION: "group",
    Fix.ADD_OR_CHOOSE_DIMENSION: "dimension",
    Fix.SAY_DECIMAL_COMMA: "comma",
    Fix.SAY_DECIMAL_POINT: "point",
    Fix.SAY_SCHOOL_YEAR: "years",
    Fix.CHOOSE_ROW: "leave_out",
    Fix.CHECK_SEPARATOR: "leave_out",
    Fix.LEAVE_ROW_OUT: "leave_out",
}
_SEPARATORS = ("comma", "point")
WHOLE_FILE = frozenset(
    {
        *(Problem.NO_PERIOD_COLUMN, Problem.NO_VALUE_COLUMN, Problem.DUPLICATE_HEADER, Problem.TOO_MANY_ROWS),
        *(Problem.TOO_MANY_COLUMNS, Problem.SEVERAL_MEASURES),
    }
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of error as the page shows it. `remedy` names the control; `suggestion` is the one-press fix."""

    at: int
    total: int
    rows: str
    column: str
    found: str
    wrong: str
    expected: str
    remedy: str
    suggestion: str
    is_blocking: bool
    guess: int | None = None

    @property
    def may_type(self) -> bool:
        """Whether another text can stand in its place: also of one number that is written in another way than the rest."""
        return self.remedy in ("text", *_SEPARATORS) and bool(self.column)

    @property
    def is_answered_by_a_press(self) -> bool:
        """Whether a button stands before the field, and is the filled one."""
        return bool(self.suggestion) or self.remedy in _SEPARATORS


def troubles_of(faults: Sequence[Fault]) -> list[Trouble]:
    """Return the faults of a file as its page shows them."""
    return [_trouble(at, fault) for at, fault in enumerate(faults)]


def _trouble(at: int, fault: Fault) -> Trouble:
    rows = ", ".join(map(str, fault.told))
    return Trouble(
        at=at,
        total=fault.total,
        rows=f"{rows} …" if fault.total > len(fault.told) else rows,
        column=fault.column,
        found=fault.found,
        wrong=str(PROBLEMS.get(fault.code, fault.code.value)),
        expected=str(EXPECTED.get(fault.expected, fault.expected.value)),
        remedy="columns" if fault.code in WHOLE_FILE else _CHOICES.get(fault.fix, "text"),
        suggestion=_suggestion(fault),
        is_blocking=fault.blocking,
        guess=fault.guess,
    )


def _suggestion(fault: Fault) -> str:
    """Return the text that would most likely be right, to be taken with one press; empty where none is."""
    match fault.fix:
        case Fix.TYPE_A_MARK | Fix.TYPE_A_NUMBER | Fix.PASTE_VALUES:
            return "—"
        case Fix.SWAP_ENDS:
            ends = fault.found.replace("—", "–").replace("-", "–").split("–")
            return "–".join(reversed(ends)) if len(ends) == 2 else ""
        case _:
            return ""
