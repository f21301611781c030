"""The rules' keys as sentences: what is wrong with a row, what was expected, and the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from measurement.imports.checking import Checked
from measurement.rules.columns import Role
from measurement.rules.disclosure import Reason
from measurement.rules.problems import Expected, Fix, Problem
from measurement.rules.rows import ErrorGroup

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
    Fix.CHOOSE_ROW: "leave_out",
    Fix.CHECK_SEPARATOR: "leave_out",
    Fix.LEAVE_ROW_OUT: "leave_out",
}
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
    rows: tuple[int, ...]
    column: str
    found: str
    wrong: str
    expected: str
    remedy: str
    suggestion: str
    is_blocking: bool
    guess: int | None = None

    @property
    def first_rows(self) -> str:
        """The first rows that it concerns, as one reads them out."""
        shown = ", ".join(map(str, self.rows[:4]))
        return f"{shown} …" if len(self.rows) > 4 else shown


def troubles_of(checked: Checked, *, names: Mapping[str, int] | None = None, most: int = 40) -> list[Trouble]:
    """Return the errors of a file for the page, blocking ones first; `names` of known groups help to guess."""
    errors = sorted(enumerate(checked.errors), key=lambda pair: not pair[1].blocking)
    return [_trouble(at, error, names or {}) for at, error in errors[:most]]


def _trouble(at: int, error: ErrorGroup, names: Mapping[str, int]) -> Trouble:
    return Trouble(
        at=at,
        rows=error.rows,
        column=error.column,
        found=error.found,
        wrong=str(PROBLEMS.get(error.code, error.code.value)),
        expected=str(EXPECTED.get(error.expected, error.expected.value)),
        remedy="columns" if error.code in WHOLE_FILE else _CHOICES.get(error.fix, "text"),
        suggestion=_suggestion(error),
        is_blocking=error.blocking,
        guess=_guess(error, names) if error.code is Problem.UNKNOWN_CATEGORY else None,
    )


def _guess(error: ErrorGroup, names: Mapping[str, int]) -> int | None:
    """The known group whose name is nearest, if one is near; a person still presses the button."""
    near = get_close_matches(error.found.casefold(), names, n=1, cutoff=0.6)
    return names[near[0]] if near else None


def _suggestion(error: ErrorGroup) -> str:
    """Return the text that would most likely be right, to be taken with one press; empty where none is."""
    match error.fix:
        case Fix.TYPE_A_MARK | Fix.TYPE_A_NUMBER | Fix.PASTE_VALUES:
            return "—"
        case Fix.SWAP_ENDS:
            ends = error.found.replace("—", "–").replace("-", "–").split("–")
            return "–".join(reversed(ends)) if len(ends) == 2 else ""
        case _:
            return ""
