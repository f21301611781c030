"""Stretches of time that figures belong to: read from labels, put in order, checked for gaps and overlaps.

Every period begins on the first of a month and ends on the last of one, so time is counted in whole months.
"2019-20" is a school year, "2017-2023" seven rolling years; "2012-2013" may be either and counts as a school
year unless the caller names the kind. "2010-11" is a school year too, and November 2010 only where months
are expected: `guess_kind` looks at a whole column.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable

FIRST_YEAR, LAST_YEAR = 1800, 2199
LONGEST_WINDOW = 30


class PeriodKind(StrEnum):
    """The rhythm of an indicator."""

    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"
    FISCAL_YEAR = "fiscal_year"
    QUARTER = "quarter"
    MONTH = "month"
    ROLLING = "rolling"


class LoneYear(StrEnum):
    """Which school year a lone "2019" means, where somebody has said so for a whole file."""

    BEGINS = "begins"
    ENDS = "ends"


@dataclass(frozen=True, slots=True)
class YearStarts:
    """The month in which a school year and a fiscal year begin here."""

    school: int = 8
    fiscal: int = 7


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months from `start` to `end`, both included; `label` is how it is printed."""

    kind: PeriodKind
    start: date
    end: date
    label: str
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Reckon the hash once: a period is looked up a million times while a large file is published."""
        object.__setattr__(self, "_hash", hash((self.kind.value, self.start, self.end)))

    def __hash__(self) -> int:
        """Equal periods have equal hashes."""
        return self._hash

    def __lt__(self, other: Period) -> bool:
        """Earlier means ending earlier; of two that end together the longer one comes first."""
        return (self.end, self.start) < (other.end, other.start)

    @property
    def months(self) -> int:
        """Length in months."""
        return _after(self.end) - _index(self.start)

    @property
    def position(self) -> float:
        """The middle of the period in years, for charts and slopes: 2019 → 2019.5, 2019-20 → 2020.083…"""
        return (_index(self.start) + _after(self.end)) / 24

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return self.end.year


DEFAULT_STARTS = YearStarts()
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG = (
    *("january", "february", "march", "april", "june", "july", "august", "sept", "september", "october"),
    *("november", "december"),
)
_MONTH_OF = {name: index + 1 for index, name in enumerate(_MONTHS)}
_MONTH_OF |= {name: _MONTH_OF[name[:3]] for name in _LONG}
_EXPECTED = {kind: Expected(kind.value) for kind in PeriodKind}
_DASH = r"\s*(?:-|–|—|/)\s*"
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?")
_SPAN = re.compile(rf"(?:sy\s*)?([0-9]{{4}}){_DASH}([0-9]{{4}}|[0-9]{{2}})", re.I)
_FISCAL = re.compile(rf"fy\s*(?:([0-9]{{4}}){_DASH})?([0-9]{{4}}|[0-9]{{2}})", re.I)
_QUARTER = re.compile(r"(?:([0-9]{4})\s*[-/ ]?\s*q([1-4])|q([1-4])\s*[-/ ]?\s*([0-9]{4}))", re.I)
_MONTH = re.compile(r"(?:([0-9]{4})[-/]([0-9]{1,2})|([0-9]{1,2})/([0-9]{4}))")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]00:00(?::00)?)?")
_NAMED = re.compile(r"(?:([a-z]{3,9})\.?\s+([0-9]{4})|([0-9]{4})\s+([a-z]{3,9})\.?)", re.I)


def calendar_year(year: int) -> Period:
    """1 January to 31 December."""
    return _make(PeriodKind.CALENDAR_YEAR, year * 12, 12, f"{year}")


def school_year(first: int, starts: YearStarts = DEFAULT_STARTS) -> Period:
    """The school year that begins in `first`, printed 2019-20."""
    label = f"{first}-{(first + 1) % 100:02d}"
    return _make(PeriodKind.SCHOOL_YEAR, first * 12 + starts.school - 1, 12, label)


def fiscal_year(ending: int, starts: YearStarts = DEFAULT_STARTS) -> Period:
    """The fiscal year that ends in `ending`, printed FY2020."""
    first = ending * 12 + starts.fiscal - 1 - (12 if starts.fiscal > 1 else 0)
    return _make(PeriodKind.FISCAL_YEAR, first, 12, f"FY{ending}")


def quarter(year: int, number: int) -> Period:
    """A quarter of a calendar year, printed 2020 Q1."""
    return _make(PeriodKind.QUARTER, year * 12 + (number - 1) * 3, 3, f"{year} Q{number}")


def month(year: int, number: int) -> Period:
    """A calendar month, printed 2020-03."""
    return _make(PeriodKind.MONTH, year * 12 + number - 1, 1, f"{year}-{number:02d}")


def rolling(first: int, last: int) -> Period:
    """Whole calendar years counted together, printed 2017-2023."""
    return _make(PeriodKind.ROLLING, first * 12, (last - first + 1) * 12, f"{first}-{last}")


def parse_period(
    text: str,
    kind: PeriodKind | None = None,
    starts: YearStarts = DEFAULT_STARTS,
    lone: LoneYear | None = None,
) -> Period | Unreadable:
    """Read a label; `kind` is what the indicator expects and settles what could be read in two ways.

    `lone` says which school year a lone year means; without it such a year is asked about.
    """
    tidy = " ".join(text.split())
    for reader in _READERS:
        if (found := reader(tidy, kind, starts)) is not None:
            if kind is None or found.kind is kind:
                return found
            if lone and kind is PeriodKind.SCHOOL_YEAR and found.kind is PeriodKind.CALENDAR_YEAR:
                return school_year(found.start.year - (lone is LoneYear.ENDS), starts)
            return _other_kind(tidy, kind, found)
    expected = _EXPECTED[kind] if kind else Expected.PERIOD
    return unreadable(tidy, Problem.NOT_A_PERIOD, expected, Fix.WRITE_PERIOD)


def _other_kind(text: str, kind: PeriodKind, found: Period) -> Unreadable:
    """A lone "2019" may mean either school year that touches 2019: it is asked about, not guessed."""
    plain_year = found.kind is PeriodKind.CALENDAR_YEAR and kind is PeriodKind.SCHOOL_YEAR
    code = Problem.AMBIGUOUS_PERIOD if plain_year else Problem.WRONG_PERIOD_KIND
    fix = Fix.WRITE_PERIOD if plain_year else Fix.LEAVE_ROW_OUT
    return unreadable(text, code, _EXPECTED[kind], fix)


def _read_year(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    found = _YEAR.fullmatch(text)
    if not found or not _is_year(year := int(found.group(1))):
        return None
    return fiscal_year(year, starts) if kind is PeriodKind.FISCAL_YEAR else calendar_year(year)


def _read_span(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    found = _SPAN.fullmatch(text)
    if not found or kind is PeriodKind.MONTH:
        return None
    first = int(found.group(1))
    last = _full_year(first, found.group(2))
    if not _is_year(first) or not 0 < last - first < LONGEST_WINDOW:
        return None
    return _span(first, last, kind, starts) if kind is not None or not _is_a_month(found, last) else None


def _is_a_month(found: re.Match[str], last: int) -> bool:
    """2004-09 is September, but 2010-11, where the two digits are the very next year, is a school year."""
    return len(found.group(2)) == 2 and int(found.group(2)) <= 12 and last != int(found.group(1)) + 1


def _span(first: int, last: int, kind: PeriodKind | None, starts: YearStarts) -> Period:
    if last == first + 1 and kind is not PeriodKind.ROLLING:
        return fiscal_year(last, starts) if kind is PeriodKind.FISCAL_YEAR else school_year(first, starts)
    return rolling(first, last)


def _read_fiscal(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    found = _FISCAL.fullmatch(text)
    if not found:
        return None
    first, last = found.groups()
    ending = _full_year(int(first), last) if first else int(last) + (2000 if len(last) == 2 else 0)
    matches = first is None or ending == int(first) + 1
    return fiscal_year(ending, starts) if matches and _is_year(ending) else None


def _read_quarter(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    if not (found := _QUARTER.fullmatch(text)):
        return None
    year, number = int(found.group(1) or found.group(4)), int(found.group(2) or found.group(3))
    return quarter(year, number) if _is_year(year) else None


def _read_month(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    if not (found := _MONTH.fullmatch(text)):
        return None
    year, number = int(found.group(1) or found.group(4)), int(found.group(2) or found.group(3))
    return month(year, number) if _is_year(year) and 1 <= number <= 12 else None


def _read_named_month(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    if not (found := _NAMED.fullmatch(text)):
        return None
    number = _MONTH_OF.get((found.group(1) or found.group(4)).casefold())
    year = int(found.group(2) or found.group(3))
    return month(year, number) if number and _is_year(year) else None


def _read_date(text: str, kind: PeriodKind | None, starts: YearStarts) -> Period | None:
    """A day that begins or ends a period means that period; spreadsheets write months and years so."""
    found = _DATE.fullmatch(text)
    if not found or not _is_year(year := int(found.group(1))):
        return None
    number, day = int(found.group(2)), int(found.group(3))
    if not 1 <= number <= 12 or not 1 <= day <= monthrange(year, number)[1]:
        return None
    for period in _of_kinds(year, number, kind, starts):
        if date(year, number, day) in (period.start, period.end):
            return period
    return None


def _of_kinds(year: int, number: int, kind: PeriodKind | None, starts: YearStarts) -> Iterable[Period]:
    """Yield the periods that a day of this month may mean: of the kind that is expected, else the year, then the month."""
    if kind in (None, PeriodKind.CALENDAR_YEAR):
        yield calendar_year(year)
    if kind is PeriodKind.QUARTER:
        yield quarter(year, (number + 2) // 3)
    if kind is PeriodKind.SCHOOL_YEAR:
        yield from (school_year(year, starts), school_year(year - 1, starts))
    if kind is PeriodKind.FISCAL_YEAR:
        yield from (fiscal_year(year, starts), fiscal_year(year + 1, starts))
    if kind in (None, PeriodKind.MONTH):
        yield month(year, number)


_READERS: tuple[Callable[[str, PeriodKind | None, YearStarts], Period | None], ...] = (
    _read_year,
    _read_span,
    _read_quarter,
    _read_month,
    _read_named_month,
    _read_fiscal,
    _read_date,
)


def guess_kind(labels: Iterable[str]) -> PeriodKind | None:
    """The likeliest kind in which every label of a column can be read; None if there is none."""
    read = [tidy for label in labels if (tidy := label.strip())]
    for kind in _LIKELIEST:
        if read and all(isinstance(parse_period(label, kind), Period) for label in read):
            return kind
    return None


_LIKELIEST = (
    PeriodKind.CALENDAR_YEAR,
    PeriodKind.SCHOOL_YEAR,
    PeriodKind.MONTH,
    PeriodKind.QUARTER,
    PeriodKind.FISCAL_YEAR,
    PeriodKind.ROLLING,
)


def follows(earlier: Period, later: Period, step: int = 1) -> bool:
    """Is `later` the next period due after `earlier`? `step` is 2 for figures of every second year.

    Windows of several years may overlap: then the next one begins a year later, or where the other ended.
    """
    same = earlier.kind is later.kind and earlier.months == later.months
    return same and _index(later.start) - _index(earlier.start) in _strides(earlier, step)


def _strides(period: Period, step: int) -> tuple[int, ...]:
    ahead = period.months * step
    return (12 * step, ahead) if period.kind is PeriodKind.ROLLING else (ahead,)


def next_period(period: Period, step: int = 1) -> Period:
    """The period that comes after, of the same kind and length (overlapping windows move on by a year)."""
    stride = _strides(period, step)[0]
    first = _index(period.start) + stride
    return _make(period.kind, first, period.months, _label(period, first))


def missing_between(earlier: Period, later: Period, step: int = 1) -> list[Period]:
    """The periods that should lie between two figures and do not: gaps in the line, never interpolated."""
    missing: list[Period] = []
    current = earlier
    while not follows(current, later, step) and (current := next_period(current, step)) < later:
        missing.append(current)
    return missing


def overlaps(one: Period, other: Period) -> bool:
    """Do they share a month? Figures of overlapping windows are never added or compared as if independent."""
    return one.start <= other.end and other.start <= one.end


def _label(period: Period, first: int) -> str:
    year, number = divmod(first, 12)
    match period.kind:
        case PeriodKind.SCHOOL_YEAR:
            return f"{year}-{(year + 1) % 100:02d}"
        case PeriodKind.FISCAL_YEAR:
            return f"FY{(first + 11) // 12}"
        case PeriodKind.QUARTER:
            return f"{year} Q{number // 3 + 1}"
        case PeriodKind.MONTH:
            return f"{year}-{number + 1:02d}"
        case PeriodKind.ROLLING:
            return f"{year}-{year + period.months // 12 - 1}"
        case _:
            return f"{year}"


def _make(kind: PeriodKind, first: int, months: int, label: str) -> Period:
    """A period of whole months, `first` counted from year 0."""
    year, number = divmod(first + months - 1, 12)
    end = date(year, number + 1, monthrange(year, number + 1)[1])
    return Period(kind, date(first // 12, first % 12 + 1, 1), end, label)


def _index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _after(day: date) -> int:
    return day.year * 12 + day.month


def _is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _full_year(first: int, last: str) -> int:
    """19 after 2018 is 2019; 00 after 1999 is 2000."""
    if len(last) == 4:
        return int(last)
    year = first // 100 * 100 + int(last)
    return year if year > first else year + 100
