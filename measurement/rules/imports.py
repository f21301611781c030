"""Reading a brought table row by row.

The plan comes from `columns.plan_columns`; figures and errors are those of `rows`. Rows stream through:
100,000 take about a second, because each different text is read once and a row in order takes the quick way.
Nothing here decides what is saved. Rules: the same cell twice with the same figure is one figure, with
another figure it is an error naming both rows; a blank cell of a wide table says nothing, while "—" says
that there is no figure; a rate left blank is computed from its counts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Generic, TypeVar

from measurement.rules.checks import FigureCheck, Wrong
from measurement.rules.columns import Column, ColumnPlan, Role, fold
from measurement.rules.groups import GroupFinder
from measurement.rules.periods import Period, parse_period
from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable
from measurement.rules.rows import (
    STATUS_WORDS,
    TOTALS_IN_TIME,
    Categories,
    Context,
    RowError,
    RowReading,
    RowStatus,
)
from measurement.rules.values import (
    MARKS,
    MAX_DECIMALS,
    MAX_WHOLE_DIGITS,
    ParsedValue,
    ValueType,
    exact,
    parse_count,
    parse_value,
)

_REMEMBERED = 50_000
Text = TypeVar("Text", bound=Hashable)
Result = TypeVar("Result")
Answers = list[RowReading | RowError]
Counts = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
What = tuple[Period | None, Categories | None, ParsedValue | None]
_NUMBERS = (Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.LOW, Role.HIGH)
_FIGURES = (Role.VALUE, Role.PERIOD_VALUE, Role.GROUP_VALUE)
_WORDS = (Role.STATUS, Role.NOTE, Role.SOURCE)


def read_rows(
    plan: ColumnPlan, rows: Iterable[Sequence[str]], context: Context
) -> Iterator[RowReading | RowError]:
    """Read the rows after the header. One row may give several readings (wide tables) or several errors."""
    if plan.problems:
        yield from (RowError.of(1, problem.found, problem) for problem in plan.problems)
        return
    reader = _Reader(plan, context)
    for row, cells in enumerate(rows, 2):
        if row - 1 > context.max_rows:
            found = f"> {context.max_rows}"
            too_many = unreadable(found, Problem.TOO_MANY_ROWS, Expected.FEWER_ROWS, Fix.SPLIT_FILE)
            yield RowError.of(row, "", too_many)
            return
        yield from reader.read(row, cells)


class _Once(dict[Text, Result], Generic[Text, Result]):
    """Remembers what a text was read as; a file says the same few things many times."""

    def __init__(self, read: Callable[[Text], Result]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: Text) -> Result:
        result = self._read(text)
        if len(self) < _REMEMBERED:
            self[text] = result
        return result


@dataclass(slots=True)
class _Line:
    """One row while it is looked at closely: what its figures share, and what is wrong with it so far."""

    row: int
    cells: Sequence[str]
    period: Period | None = None
    categories: Categories | None = None
    status: RowStatus = RowStatus.FINAL
    wrong: Wrong = field(default_factory=list)


class _Reader:
    """Reads the rows of one file by its plan and remembers the cells it has met."""

    def __init__(self, plan: ColumnPlan, context: Context) -> None:
        kind = context.period_kind or plan.period_kind
        self.plan, self.unit, self.width = plan, context.unit, len(plan.columns)
        self.check, self.finder = FigureCheck(context.unit), GroupFinder(context)
        self.periods = _Once[str, Period | Unreadable](
            lambda text: parse_period(text, kind, context.starts, context.lone_year)
        )
        self.values = _Once[str, ParsedValue | Unreadable](lambda text: parse_value(text, context.style))
        self.counts = _Once[str, ParsedValue | Unreadable](lambda text: parse_count(text, context.style))
        self.who = _Once[tuple[str, ...], Categories | Unreadable](self._find)
        self.met: dict[tuple[str, Categories], RowReading] = {}
        self.selected: dict[int, str] = {}
        self._prepare_columns()

    def _prepare_columns(self) -> None:
        """Where each role stands; a role without a column reads the blank cell put after the last one."""
        plan, self.keep = self.plan, self.plan.keep
        self.header = {role: columns[0].header for role in Role if (columns := plan.of(role))}
        self.at = {role: columns[0].index if (columns := plan.of(role)) else self.width for role in Role}
        self.numbers = [self.at[role] for role in _NUMBERS]
        self.words = [self.at[role] for role in _WORDS]
        self.groups = plan.of(Role.CATEGORY)
        self.split = itemgetter(
            self.at[Role.DIMENSION], self.width, *(column.index for column in self.groups)
        )
        self.spread = plan.of(Role.PERIOD_VALUE) + plan.of(Role.GROUP_VALUE)
        self.open = [c for c in plan.of(Role.SELECTOR) if c.index not in dict(plan.keep)]

    def read(self, row: int, cells: Sequence[str]) -> Answers:
        """All that one row says; nothing if it is empty or about another measure."""
        if not any(cells):
            return []
        missing = self.width - len(cells)
        if missing < 0 and any(cells[self.width :]):
            return [_too_many_cells(row, len(cells))]
        cells = [*cells[: self.width], *[""] * max(1, missing + 1)] if missing else [*cells, ""]
        if self.keep and any(fold(cells[index]) != wanted for index, wanted in self.keep):
            return []
        if self.open and (mixed := [c for c in self.open if self._is_another(c, cells[c.index])]):
            return [_another_measure(row, c.header, cells[c.index]) for c in mixed]
        return self._read_closely(row, cells) if self.spread else self._read_quickly(row, cells)

    def _is_another(self, column: Column, found: str) -> bool:
        """Two measures in one file would be taken for one series: the person must choose."""
        return found != self.selected.setdefault(column.index, found)

    def _read_quickly(self, row: int, cells: Sequence[str]) -> Answers:
        """The usual row of a long table, in which everything is in order; else it is read closely."""
        period, who = self.periods[cells[self.at[Role.PERIOD]]], self.who[self.split(cells)]
        figure_at, part_at, whole_at, low_at, high_at = self.numbers
        value, low, high = (
            self.values[cells[figure_at]],
            self.values[cells[low_at]],
            self.values[cells[high_at]],
        )
        part, whole = self.counts[cells[part_at]], self.counts[cells[whole_at]]
        word, note, source = [cells[index] for index in self.words]
        status = STATUS_WORDS.get(word)
        if (
            status is None
            or isinstance(period, Unreadable)
            or isinstance(who, Unreadable)
            or isinstance(value, Unreadable)
            or isinstance(part, Unreadable)
            or isinstance(whole, Unreadable)
            or isinstance(low, Unreadable)
            or isinstance(high, Unreadable)
            or not self.check.is_fine(value, part.value, whole.value)
        ):
            return self._read_closely(row, cells)
        said = (part.value, whole.value, low.value, high.value, status, note.strip(), source.strip())
        return self._unless_repeated(RowReading(row, self.header[Role.VALUE], period, who, value, *said))

    def _read_closely(self, row: int, cells: Sequence[str]) -> Answers:
        line = _Line(row, cells)
        if self._adds_up_others(cells):
            return [_totals_row(row, self.header[Role.PERIOD], cells[self.at[Role.PERIOD]])]
        if Role.PERIOD in self.header:
            line.period = _take(self.periods[cells[self.at[Role.PERIOD]]], Role.PERIOD, line.wrong)
        line.categories = _take(self.who[self.split(cells)], Role.CATEGORY, line.wrong)
        line.status = _status(cells[self.at[Role.STATUS]], line.wrong)
        return self._wide(line) if self.spread else self._long(line)

    def _adds_up_others(self, cells: Sequence[str]) -> bool:
        """Does the row sum up or average others? It has a word where its time should be."""
        return Role.PERIOD in self.header and fold(cells[self.at[Role.PERIOD]]) in TOTALS_IN_TIME

    def _find(self, texts: tuple[str, ...]) -> Categories | Unreadable:
        """The cell: of one group, or of several dimensions crossed; empty when the row is about the whole."""
        found: set[int | str] = set()
        for column, text in zip(self.groups, texts[2:], strict=True):
            group = self.finder.find(column.meaning or texts[0], text)
            if isinstance(group, Unreadable):
                return group
            found.update(group)
        return tuple(sorted(found, key=_by_type))

    def _long(self, line: _Line) -> Answers:
        """One figure a row, with its counts."""
        part, whole = self._count(line, Role.NUMERATOR), self._count(line, Role.DENOMINATOR)
        low, high = self._count(line, Role.LOW), self._count(line, Role.HIGH)
        value = _take(self.values[line.cells[self.at[Role.VALUE]]], Role.VALUE, line.wrong)
        if value is not None:
            value = self._completed(line, value, part, whole)
            line.wrong += self.check.wrong(value, part, whole)
        column = self.header.get(Role.VALUE) or self.header[Role.NUMERATOR]
        return self._answer(line, column, (line.period, line.categories, value), (part, whole, low, high))

    def _wide(self, line: _Line) -> Answers:
        """A figure in every column of periods or groups."""
        answers = self._errors(line)
        if any(error.blocking for error in answers):
            return [*answers]
        figures = [self._spread(line, column) for column in self.spread if line.cells[column.index].strip()]
        return [*answers, *chain.from_iterable(figures)]

    def _spread(self, line: _Line, column: Column) -> Answers:
        one = _Line(line.row, line.cells, line.period, line.categories, line.status)
        if column.role is Role.PERIOD_VALUE:
            one.period = _take(self.periods[column.meaning], column.role, one.wrong)
        else:
            one.categories = _take(self.finder.find("", column.meaning), column.role, one.wrong)
        value = _take(self.values[line.cells[column.index]], column.role, one.wrong)
        if value is not None:
            one.wrong += [(column.role, why) for _, why in self.check.wrong(value, None, None)]
        what = (one.period, one.categories, value)
        return self._answer(one, column.header, what, (None, None, None, None))

    def _answer(self, line: _Line, column: str, what: What, counts: Counts) -> Answers:
        """The errors of a figure, and the figure itself unless one of them forbids it."""
        errors = self._errors(line, column)
        period, who, value = what
        if period is None or who is None or value is None or any(error.blocking for error in errors):
            return [*errors]
        _, note, source = [line.cells[index].strip() for index in self.words]
        reading = RowReading(line.row, column, period, who, value, *counts, line.status, note, source)
        return [*errors, *self._unless_repeated(reading)]

    def _unless_repeated(self, new: RowReading) -> Answers:
        if new.status is RowStatus.SUPERSEDED:
            return [new]
        before = self.met.setdefault((new.period.label, new.categories), new)
        if before is new:
            return [new]
        if before.figure == new.figure:
            return []
        found, expected = new.value.text, Expected.ONE_FIGURE_PER_CELL
        why = unreadable(found, Problem.CONFLICTING_ROWS, expected, Fix.CHOOSE_ROW)
        return [RowError.of(new.row, new.column, why, other_row=before.row)]

    def _completed(
        self, line: _Line, value: ParsedValue, part: Decimal | None, whole: Decimal | None
    ) -> ParsedValue:
        """A blank figure is computed from its counts; a row marked suppressed is so at its source."""
        if value.kind is not ValueType.NOT_AVAILABLE:
            return value
        mark = MARKS.get(fold(line.cells[self.at[Role.STATUS]]))
        if mark is ValueType.SUPPRESSED_AT_SOURCE:
            return ParsedValue(mark, text=value.text)
        computed = self.unit.value_of(part, whole) if part is not None and whole else None
        if computed is None or value.text or computed.adjusted() >= MAX_WHOLE_DIGITS:
            return value
        return exact(round(computed, MAX_DECIMALS))

    def _count(self, line: _Line, role: Role) -> Decimal | None:
        """A count or a limit beside the figure; a mark in its place says that it is not known."""
        read = self.values if role in (Role.LOW, Role.HIGH) else self.counts
        found = _take(read[line.cells[self.at[role]]], role, line.wrong)
        return found.value if found else None

    def _errors(self, line: _Line, column: str = "") -> list[RowError]:
        """Wrong things, each with the header of its column."""
        return [RowError.of(line.row, self._blamed(role, why, column), why) for role, why in line.wrong]

    def _blamed(self, role: Role, why: Unreadable, column: str) -> str:
        if why.code is Problem.UNKNOWN_DIMENSION:
            role = Role.DIMENSION
        return column if role in _FIGURES else self.header.get(role, "")


def _take(found: Result | Unreadable, role: Role, wrong: Wrong) -> Result | None:
    """What was read, or None with the refusal put on the list."""
    if isinstance(found, Unreadable):
        wrong.append((role, found))
        return None
    return found


def _status(word: str, wrong: Wrong) -> RowStatus:
    status = STATUS_WORDS.get(fold(word))
    if status is None:
        why = unreadable(word, Problem.UNKNOWN_STATUS, Expected.KNOWN_STATUS, Fix.CHOOSE_STATUS)
        wrong.append((Role.STATUS, why))
    return status or RowStatus.FINAL


def _by_type(key: int | str) -> tuple[bool, int, str]:
    """Numbers before words, so that a cell has one order whatever its keys are."""
    return (True, 0, key) if isinstance(key, str) else (False, key, "")


def _totals_row(row: int, column: str, found: str) -> RowError:
    why = unreadable(found, Problem.TOTALS_ROW, Expected.PERIOD, Fix.LEAVE_ROW_OUT)
    return RowError.of(row, column, why)


def _too_many_cells(row: int, found: int) -> RowError:
    why = unreadable(str(found), Problem.TOO_MANY_CELLS, Expected.CELLS_LIKE_HEADER, Fix.CHECK_SEPARATOR)
    return RowError.of(row, "", why)


def _another_measure(row: int, column: str, found: str) -> RowError:
    why = unreadable(found, Problem.SEVERAL_MEASURES, Expected.ONE_MEASURE, Fix.CHOOSE_MEASURE)
    return RowError.of(row, column, why)
