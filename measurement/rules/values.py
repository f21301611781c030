"""One typed cell → one figure, one mark, or a refusal that says why.

Published tables say more than numbers: `≥90%`, `<10`, `10–20`, `—`, `*`, `‡`, `N/A`, `83.5†`. A strict bound
(`<10`, "fewer than 10") stays one: it is not the same as `≤10`. Marks follow the habits of statistical offices
(NCES: — not available, † not applicable, ‡ reporting standards not met; EDFacts: GE90, LT50, PS).
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from measurement.rules.problems import Expected, Fix, Problem, Unreadable, unreadable

MAX_DIGITS = 20
MAX_WHOLE_DIGITS = 15
MAX_DECIMALS, COUNT_DECIMALS = 8, 6
MAX_LENGTH = 80


class ValueType(StrEnum):
    """What kind of statement a cell makes."""

    EXACT = "exact"
    RANGE = "range"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    NOT_AVAILABLE = "not_available"
    NOT_APPLICABLE = "not_applicable"
    SUPPRESSED_AT_SOURCE = "suppressed_at_source"


LOWER_BOUNDS = frozenset({ValueType.AT_LEAST, ValueType.MORE_THAN})
UPPER_BOUNDS = frozenset({ValueType.AT_MOST, ValueType.LESS_THAN})
STRICT_BOUNDS = frozenset({ValueType.MORE_THAN, ValueType.LESS_THAN})


class NumberStyle(StrEnum):
    """How the writer of a file writes numbers; a decimal comma must be declared, it is never guessed."""

    POINT = "point"
    COMMA = "comma"


class ParsedValue(NamedTuple):
    """A cell as understood: `value` for exact ones, `low` and `high` for bounds, always the text itself.

    (A named tuple for the same reason as `rows.RowReading`: a hundred thousand are made.)
    """

    kind: ValueType
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    text: str = ""
    footnote: str = ""
    percent: bool = False
    rounding: Decimal = Decimal("0.5")

    @property
    def decimals(self) -> int:
        """Printed decimals of an exact value."""
        return _decimals(self.value) if self.value is not None else 0


_ROUNDING = tuple(Decimal(5).scaleb(-decimals - 1) for decimals in range(MAX_DECIMALS + 1))


def exact(number: Decimal, text: str = "", footnote: str = "", percent: bool = False) -> ParsedValue:
    """An exact figure; `rounding`, half a unit of its last printed place, is what rounding may hide."""
    decimals = _decimals(number)
    rounding = _ROUNDING[decimals] if decimals < len(_ROUNDING) else Decimal(0)
    return ParsedValue(ValueType.EXACT, number, None, None, text, footnote, percent, rounding)


def _decimals(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


MARKS: dict[str, ValueType] = {
    **dict.fromkeys(
        (
            "",
            "-",
            "–",
            "—",
            "−",
            "--",
            "---",
            "..",
            "...",
            "…",
            ":",
            "na",
            "nd",
            "n.d.",
            "not available",
            "no data",
        ),
        ValueType.NOT_AVAILABLE,
    ),
    **dict.fromkeys(("n/a", "†", "not applicable"), ValueType.NOT_APPLICABLE),
    **dict.fromkeys(
        ("*", "**", "***", "‡", "s", "(s)", "ds", "ps", "suppressed"), ValueType.SUPPRESSED_AT_SOURCE
    ),
}
_BOUNDS: dict[str, ValueType] = {
    **dict.fromkeys(("≥", ">=", "=>", "ge", "at least"), ValueType.AT_LEAST),
    **dict.fromkeys(("≤", "<=", "=<", "le", "at most"), ValueType.AT_MOST),
    **dict.fromkeys((">", "gt", "more than", "over"), ValueType.MORE_THAN),
    **dict.fromkeys(("<", "lt", "fewer than", "less than", "under"), ValueType.LESS_THAN),
}
_SPACES = " \u00a0\u2009\u202f\u2007\t"
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200e\u200f"))
_PLAIN = re.compile(r"-?[0-9]{1,10}(?:\.[0-9]{1,8})?")
_FOOTNOTE = re.compile(
    r"(?<=[0-9%])\s*((?:[*†‡§¶#!¹²³⁴⁵⁶⁷⁸⁹⁰ᵃᵇᶜ]+|\[[0-9a-z]{1,3}\]|\([a-z0-9]\))+|\s[prebu])$"
)
_SIGN = re.compile(
    r"(≥|>=|=>|>|≤|<=|=<|<|(?:[gl][et]|at (?:least|most)|(?:more|fewer|less) than|over|under)(?=\s*[0-9]))\s*(.*)",
    re.I,
)
_RANGE = re.compile(r"(.*[0-9]\s*%?)\s*(?:–|—|-|\bto\b)\s*([+−-]?[0-9].*)", re.I)
_GROUP = r"[ \u00a0\u2009\u202f'’]"
_NUMBERS: dict[NumberStyle, re.Pattern[str]] = {
    NumberStyle.POINT: re.compile(
        rf"[0-9]{{1,3}}(?:(?:,[0-9]{{3}})+|(?:{_GROUP}[0-9]{{3}})+)(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+"
    ),
    NumberStyle.COMMA: re.compile(
        rf"[0-9]{{1,3}}(?:(?:\.[0-9]{{3}})+|(?:{_GROUP}[0-9]{{3}})+)(?:,[0-9]+)?|[0-9]+(?:,[0-9]*)?|,[0-9]+"
    ),
}
_GROUPS = {
    style: str.maketrans("", "", other + " \u00a0\u2009\u202f'’")
    for style, other in ((NumberStyle.POINT, ","), (NumberStyle.COMMA, "."))
}
_OTHER = {NumberStyle.POINT: NumberStyle.COMMA, NumberStyle.COMMA: NumberStyle.POINT}
_SAY = {NumberStyle.POINT: Fix.SAY_DECIMAL_COMMA, NumberStyle.COMMA: Fix.SAY_DECIMAL_POINT}
_NOT_FINITE = re.compile(r"[+−-]?(?:s?nan[0-9]*|inf(?:inity)?|∞)", re.I)
_EXPONENT = re.compile(r"[+−-]?[0-9.,]+e[+−-]?[0-9]+", re.I)
_FORMULA = re.compile(r"=(?![<>])|@|[+-]\s*[A-Za-z(]")


def parse_value(text: str, style: NumberStyle = NumberStyle.POINT) -> ParsedValue | Unreadable:
    """Understand one cell. Returns an `Unreadable` for what is no figure and no known mark; never raises."""
    if style is NumberStyle.POINT and _PLAIN.fullmatch(text):
        return exact(Decimal(text), text)
    tidy = text.translate(_INVISIBLE).strip()
    if mark := MARKS.get(tidy.casefold()):
        return ParsedValue(mark, text=tidy)
    if len(tidy) > MAX_LENGTH:
        return _refuse(tidy, Problem.NOT_A_NUMBER, Fix.TYPE_A_NUMBER)
    return _refused_outright(tidy) or _parse_statement(tidy, style)


def parse_count(text: str, style: NumberStyle = NumberStyle.POINT) -> ParsedValue | Unreadable:
    """Understand a count beside a figure: as `parse_value`, to the six decimals that are kept of it."""
    found = parse_value(text, style)
    if isinstance(found, Unreadable) or found.value is None or found.decimals <= COUNT_DECIMALS:
        return found
    return found._replace(value=round(found.value, COUNT_DECIMALS))


def _refused_outright(text: str) -> Unreadable | None:
    """What a spreadsheet or a program leaves behind where a figure should be."""
    if text.startswith("#") and len(text) > 1:
        return _refuse(text, Problem.SPREADSHEET_ERROR, Fix.TYPE_A_MARK)
    if _NOT_FINITE.fullmatch(text):
        return _refuse(text, Problem.NOT_FINITE, Fix.TYPE_A_MARK)
    if _FORMULA.match(text):
        return _refuse(text, Problem.FORMULA, Fix.PASTE_VALUES)
    if _EXPONENT.fullmatch(text):
        return _refuse(text, Problem.EXPONENT, Fix.WRITE_NUMBER_OUT)
    return None


def _parse_statement(text: str, style: NumberStyle) -> ParsedValue | Unreadable:
    """Take off the footnote, then read a bound, a range or a plain number."""
    found = _FOOTNOTE.search(text)
    footnote = found.group(1).strip() if found else ""
    body = text[: found.start()].rstrip() if found else text
    if sign := _SIGN.fullmatch(body):
        return _parse_bound(text, sign.group(1), sign.group(2), footnote, style)
    if body.endswith("+") and len(body) > 1:
        return _parse_bound(text, ">=", body[:-1], footnote, style)
    if ends := _RANGE.fullmatch(body):
        return _parse_range(text, ends.group(1), ends.group(2), footnote, style)
    number = _parse_number(text, body, style)
    if isinstance(number, Unreadable):
        return number
    return exact(number, text, footnote, "%" in body)


def _parse_bound(text: str, sign: str, rest: str, note: str, style: NumberStyle) -> ParsedValue | Unreadable:
    number = _parse_number(text, rest, style)
    if isinstance(number, Unreadable):
        return number
    kind = _BOUNDS[sign.casefold()]
    low, high = (number, None) if kind in LOWER_BOUNDS else (None, number)
    return ParsedValue(kind, low=low, high=high, text=text, footnote=note, percent="%" in rest)


def _parse_range(text: str, first: str, last: str, note: str, style: NumberStyle) -> ParsedValue | Unreadable:
    low, high = _parse_number(text, first, style), _parse_number(text, last, style)
    if isinstance(low, Unreadable):
        return low
    if isinstance(high, Unreadable):
        return high
    if low > high:
        return _refuse(text, Problem.REVERSED_RANGE, Fix.SWAP_ENDS)
    return ParsedValue(ValueType.RANGE, low=low, high=high, text=text, footnote=note, percent="%" in last)


def _parse_number(text: str, body: str, style: NumberStyle) -> Decimal | Unreadable:
    """A number in the declared style, or a refusal quoting the whole cell."""
    digits = body.strip().removesuffix("%").rstrip()
    negative = digits[:1] in ("-", "−")
    digits = digits[1:].lstrip() if digits[:1] in ("-", "−", "+") else digits
    if not _NUMBERS[style].fullmatch(digits):
        return _no_number(text, digits, style)
    if sum(character.isdigit() for character in digits) > MAX_DIGITS:
        return _refuse(text, Problem.TOO_MANY_DIGITS, Fix.ROUND_IT)
    number = Decimal(digits.translate(_GROUPS[style]).replace(",", "."))
    if number.adjusted() >= MAX_WHOLE_DIGITS:
        return _refuse(text, Problem.TOO_MANY_DIGITS, Fix.ROUND_IT)
    return _without_float_tail(-number if negative else number)


def _no_number(text: str, digits: str, style: NumberStyle) -> Unreadable:
    if _NUMBERS[_OTHER[style]].fullmatch(digits):
        return _refuse(text, Problem.AMBIGUOUS_SEPARATOR, _SAY[style])
    return _refuse(text, Problem.NOT_A_NUMBER, Fix.TYPE_A_NUMBER)


def _without_float_tail(number: Decimal) -> Decimal:
    """83.333333333333329 comes out of a spreadsheet's floating point: eight decimals are kept."""
    return round(number, MAX_DECIMALS) if _decimals(number) > MAX_DECIMALS else number


def _refuse(text: str, code: Problem, fix: Fix) -> Unreadable:
    return unreadable(text, code, Expected.NUMBER_OR_MARK, fix)
