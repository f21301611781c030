"""What the columns of a brought table mean: matched by name first, then by what stands in them.

A table is *long* (one figure a row) or *wide* (a column for every period, or a column for every group).
A selector is a column that says which of several measures or places a row belongs to; one of its values is
chosen before reading. Names are compared without case, marks and spaces.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from measurement.rules.periods import PeriodKind, guess_kind, parse_period
from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable
from measurement.rules.values import ParsedValue, ValueType, parse_value

MAX_COLUMNS = 400


class Layout(StrEnum):
    """How a table is laid out."""

    LONG = "long"
    WIDE_PERIODS = "wide_periods"
    WIDE_GROUPS = "wide_groups"


class Role(StrEnum):
    """What a column is for."""

    PERIOD = "period"
    DIMENSION = "dimension"
    CATEGORY = "category"
    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"
    LOW = "low"
    HIGH = "high"
    STATUS = "status"
    NOTE = "note"
    SOURCE = "source"
    SELECTOR = "selector"
    PERIOD_VALUE = "period_value"
    GROUP_VALUE = "group_value"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Column:
    """One planned column; `meaning` names the dimension, period or group where the header says it."""

    index: int
    header: str
    role: Role
    meaning: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnPlan:
    """How a table will be read; nothing may be read while `problems` remain."""

    layout: Layout
    columns: tuple[Column, ...]
    period_kind: PeriodKind | None = None
    keep: tuple[tuple[int, str], ...] = ()
    problems: tuple[Unreadable, ...] = ()

    def of(self, role: Role) -> tuple[Column, ...]:
        """The columns with this role."""
        return tuple(column for column in self.columns if column.role is role)


_NAMES: dict[Role, str] = {
    Role.PERIOD: "period|year|school year|fiscal year|calendar year|month|quarter|time|time period",
    Role.DIMENSION: "dimension|breakdown|grouping|group type|disaggregation|characteristic|split by",
    Role.CATEGORY: "category|group|subgroup|student group|population|population group|demographic|name",
    Role.VALUE: "value|percent|percentage|pct|rate|figure|score|average|mean|index|result|amount|estimate",
    Role.NUMERATOR: "numerator|num|deaths|cases|events|count|number|n|graduates|people",
    Role.DENOMINATOR: "denominator|denom|den|births|cohort|cohort size|base|total|out of|population size",
    Role.LOW: "low|lower|ci low|lower limit|lower bound|lcl",
    Role.HIGH: "high|upper|ci high|upper limit|upper bound|ucl",
    Role.STATUS: "status|flag|state of figure|quality flag",
    Role.NOTE: "note|notes|comment|comments|footnote|remark|remarks",
    Role.SOURCE: "source|sources|data source|publisher",
    Role.SELECTOR: "place|measure|indicator|outcome|test|subject|grade|level|gestation measure|area|region",
}
_ROLE_OF = {name: role for role, names in _NAMES.items() for name in names.split("|")}
_BEGINNINGS = {
    **dict.fromkeys(("numerator", "num"), Role.NUMERATOR),
    **dict.fromkeys(("denominator", "denom"), Role.DENOMINATOR),
    **dict.fromkeys(("percent", "percentage", "pct", "rate", "avg", "average", "mean", "value"), Role.VALUE),
}
MEASURES = frozenset({Role.VALUE, Role.NUMERATOR, Role.DENOMINATOR, Role.LOW, Role.HIGH})
_PEOPLE = frozenset({"people", "number", "n", "count", "students", "children", "population"})
_NOT_A_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Names are the same whatever their case, accents' encoding, marks and spaces."""
    return _NOT_A_LETTER.sub(" ", unicodedata.normalize("NFC", text).casefold()).strip()


def measure_of(header: str) -> Role | None:
    """Which of the measures of a figure a heading names; None for any other heading."""
    name = fold(header)
    role = _ROLE_OF.get(name) or _BEGINNINGS.get(name.split(" ")[0])
    return role if role in MEASURES else None


def plan_columns(
    headers: Sequence[str],
    sample: Sequence[Sequence[str]] = (),
    *,
    dimensions: Collection[str] = (),
    groups: Collection[str] = (),
) -> ColumnPlan:
    """Suggest what each column is for.

    `sample` is the first rows (a hundred are plenty); `dimensions` and `groups` are names that the initiative
    already knows, aliases included. The person may change every role with `assign` and `choose`.
    """
    columns = tuple(_named(index, header, set(map(fold, dimensions))) for index, header in enumerate(headers))
    columns = _by_content(_spread(columns, set(map(fold, groups))), sample)
    return _checked(ColumnPlan(_layout(columns), _one_value(columns)), sample)


def assign(plan: ColumnPlan, roles: Mapping[str, Role], sample: Sequence[Sequence[str]] = ()) -> ColumnPlan:
    """Change roles by header, as the person decided."""
    chosen = {fold(header): role for header, role in roles.items()}
    columns = tuple(replace(c, role=chosen.get(fold(c.header), c.role), choices=()) for c in plan.columns)
    return _checked(replace(plan, layout=_layout(columns), columns=columns), sample)


def choose(plan: ColumnPlan, **values: str) -> ColumnPlan:
    """Read only the rows in which these columns say so: `choose(plan, place="Ohio")`."""
    wanted = {fold(header): fold(value) for header, value in values.items()}
    keep = tuple((c.index, wanted[fold(c.header)]) for c in plan.columns if fold(c.header) in wanted)
    solved = {column.header for column in plan.columns if fold(column.header) in wanted}
    problems = tuple(
        problem
        for problem in plan.problems
        if problem.code is not Problem.SEVERAL_MEASURES or problem.found not in solved
    )
    return replace(plan, keep=keep, problems=problems)


def _named(index: int, header: str, dimensions: set[str]) -> Column:
    name = fold(header)
    if name in dimensions:
        return Column(index, header.strip(), Role.CATEGORY, meaning=header.strip())
    role = _ROLE_OF.get(name) or _BEGINNINGS.get(name.split(" ")[0]) or Role.IGNORED
    return Column(index, header.strip(), role)


def _spread(columns: tuple[Column, ...], groups: set[str]) -> tuple[Column, ...]:
    """Headers that are themselves periods or known groups: the table is wide."""
    roles = {column.role for column in columns}
    if Role.PERIOD not in roles and any(map(_is_period, columns)):
        return tuple(_wide(c, Role.PERIOD_VALUE) if _is_period(c) else c for c in columns)
    if roles.isdisjoint({Role.CATEGORY, Role.VALUE}):
        return tuple(_wide(c, Role.GROUP_VALUE) if fold(c.header) in groups else c for c in columns)
    return columns


def _is_period(column: Column) -> bool:
    return column.role is Role.IGNORED and not isinstance(parse_period(column.header), Unreadable)


def _wide(column: Column, role: Role) -> Column:
    return replace(column, role=role, meaning=column.header)


def _by_content(columns: tuple[Column, ...], sample: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Give nameless columns the roles that are still missing, by what stands in them."""
    for role, fits in _FITS.items():
        if _is_missing(columns, role):
            found = [c for c in columns if c.role is Role.IGNORED and fits(_cells(c, sample))]
            columns = _given(columns, role, found)
    return columns


def _given(columns: tuple[Column, ...], role: Role, found: list[Column]) -> tuple[Column, ...]:
    """The first that fits; but several nameless columns of figures without groups are a column per group."""
    if role is Role.VALUE and len(found) > 1 and _is_missing(columns, Role.CATEGORY):
        return tuple(_wide(c, Role.GROUP_VALUE) if c in found else c for c in columns)
    return tuple(replace(c, role=role) if c in found[:1] else c for c in columns)


def _is_missing(columns: tuple[Column, ...], role: Role) -> bool:
    roles = {column.role for column in columns}
    instead = {
        Role.PERIOD: {Role.PERIOD_VALUE},
        Role.VALUE: {Role.PERIOD_VALUE, Role.GROUP_VALUE, Role.NUMERATOR},
        Role.CATEGORY: {Role.GROUP_VALUE},
    }[role]
    return role not in roles and roles.isdisjoint(instead)


def _cells(column: Column, sample: Sequence[Sequence[str]]) -> list[str]:
    return [text for row in sample if column.index < len(row) and (text := row[column.index].strip())]


def _reads_as_period(cells: list[str]) -> bool:
    return guess_kind(cells) is not None


def _reads_as_value(cells: list[str]) -> bool:
    read = [parse_value(text) for text in cells]
    return all(isinstance(r, ParsedValue) for r in read) and any(
        isinstance(r, ParsedValue) and r.kind is ValueType.EXACT for r in read
    )


def _reads_as_name(cells: list[str]) -> bool:
    return bool(cells) and all(isinstance(parse_value(text), Unreadable) for text in cells)


_FITS: dict[Role, Callable[[list[str]], bool]] = {
    Role.PERIOD: _reads_as_period,
    Role.VALUE: _reads_as_value,
    Role.CATEGORY: _reads_as_name,
}


def _one_value(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Only one column is the figure; a table with nothing but counts has the counts as its figures."""
    seen: set[Role] = set()
    single: list[Column] = []
    for column in _with_people(columns):
        extra = column.role in _SINGLE and column.role in seen
        seen.add(column.role)
        single.append(replace(column, role=Role.IGNORED) if extra else column)
    if seen.isdisjoint({Role.VALUE, Role.PERIOD_VALUE, Role.GROUP_VALUE, Role.DENOMINATOR}):
        single = [replace(c, role=Role.VALUE) if c.role is Role.NUMERATOR else c for c in single]
    return tuple(single)


def _with_people(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Two columns of counts and none of them the base: the one that counts people is."""
    counts = [column for column in columns if column.role is Role.NUMERATOR]
    people = [column for column in counts if fold(column.header) in _PEOPLE]
    if len(counts) != 2 or len(people) != 1 or any(c.role is Role.DENOMINATOR for c in columns):
        return columns
    return tuple(replace(c, role=Role.DENOMINATOR) if c is people[0] else c for c in columns)


_SINGLE = frozenset(Role) - {Role.CATEGORY, Role.SELECTOR, Role.PERIOD_VALUE, Role.GROUP_VALUE, Role.IGNORED}


def _layout(columns: tuple[Column, ...]) -> Layout:
    roles = {column.role for column in columns}
    if Role.PERIOD_VALUE in roles:
        return Layout.WIDE_PERIODS
    return Layout.WIDE_GROUPS if Role.GROUP_VALUE in roles else Layout.LONG


def _checked(plan: ColumnPlan, sample: Sequence[Sequence[str]]) -> ColumnPlan:
    """Note what stands in the selectors, the rhythm of the periods, and what still has to be decided."""
    columns = tuple(
        replace(c, choices=tuple(dict.fromkeys(_cells(c, sample)))) if c.role is Role.SELECTOR else c
        for c in plan.columns
    )
    plan = replace(plan, columns=columns)
    labels = [c.header for c in plan.of(Role.PERIOD_VALUE)]
    labels += [text for c in plan.of(Role.PERIOD) for text in _cells(c, sample)]
    return replace(plan, period_kind=guess_kind(labels), problems=tuple(_problems(plan)))


def _problems(plan: ColumnPlan) -> list[Unreadable]:
    roles = {column.role for column in plan.columns}
    figures = {Role.VALUE, Role.NUMERATOR, Role.PERIOD_VALUE, Role.GROUP_VALUE}
    found = [
        unreadable(c.header, Problem.SEVERAL_MEASURES, Expected.ONE_MEASURE, Fix.CHOOSE_MEASURE)
        for c in plan.of(Role.SELECTOR)
        if len(c.choices) > 1
    ]
    if roles.isdisjoint({Role.PERIOD, Role.PERIOD_VALUE}):
        found.append(unreadable("", Problem.NO_PERIOD_COLUMN, Expected.PERIOD_COLUMN, Fix.CHOOSE_COLUMN))
    if roles.isdisjoint(figures):
        found.append(unreadable("", Problem.NO_VALUE_COLUMN, Expected.VALUE_COLUMN, Fix.CHOOSE_COLUMN))
    if len(plan.columns) > MAX_COLUMNS:
        count = str(len(plan.columns))
        found.append(unreadable(count, Problem.TOO_MANY_COLUMNS, Expected.FEWER_COLUMNS, Fix.SPLIT_FILE))
    return found + _repeated(plan.columns)


def _repeated(columns: tuple[Column, ...]) -> list[Unreadable]:
    names = Counter(fold(column.header) for column in columns if column.header)
    return [
        unreadable(name, Problem.DUPLICATE_HEADER, Expected.DIFFERENT_HEADERS, Fix.RENAME_HEADER)
        for name, times in names.items()
        if times > 1
    ]
