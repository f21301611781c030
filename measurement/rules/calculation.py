"""Measures calculated from others: a small grammar of its own, and an algebra that never averages percentages.

    expression = term { ("+" | "-") term }          term = factor { ("*" | "/") factor }
    factor = number | name | "-" factor | "(" expression ")" | word "(" expression { "," expression } ")"

Words: together (shares of all their people, counts added), rest (those of whom it is not true), least, most.
Shares are worked out anew from their numerators and denominators; adding, averaging or scaling them is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from enum import StrEnum

MAX_LENGTH, MAX_DEPTH = 500, 20
_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z][a-z0-9_]{0,19})|(?P<sign>[-+*/(),]))")


class Kind(StrEnum):
    """What a quantity is: it decides what may be done with it."""

    NUMBER = "number"
    COUNT = "count"
    SHARE = "share"
    LEVEL = "level"


class Word(StrEnum):
    """What can be called."""

    TOGETHER = "together"
    REST = "rest"
    LEAST = "least"
    MOST = "most"


class Problem(StrEnum):
    """Why an expression cannot be used."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    UNKNOWN_NAME = "unknown_name"
    UNKNOWN_WORD = "unknown_word"
    AVERAGED = "averaged"
    MIXED = "mixed"
    OTHER_UNIT = "other_unit"


class CalculationError(ValueError):
    """An expression that cannot be used: why, and the part of it that is meant."""

    def __init__(self, problem: Problem, part: str = "") -> None:
        super().__init__(problem.value)
        self.problem, self.part = problem, part


@dataclass(frozen=True, slots=True)
class Call:
    """One step: a sign or a word applied to what stands below it. Leaves are `Name` and `Decimal`."""

    what: str
    of: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """An input by its short name."""

    name: str


Expression = Call | Name | Decimal
_Level = Callable[[int], Expression]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with what it is made from; a share's value is `per` × numerator ÷ denominator where both are known."""

    kind: Kind
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


def parse(text: str) -> Expression:
    """Read an expression. Raises CalculationError with the part that cannot be read."""
    if len(text) > MAX_LENGTH:
        raise CalculationError(Problem.TOO_LONG)
    reader = _Reader(_tokens(text))
    if not reader.tokens:
        raise CalculationError(Problem.EMPTY)
    found = reader.sum(0)
    if reader.at < len(reader.tokens):
        raise CalculationError(Problem.UNREADABLE, reader.tokens[reader.at])
    return found


def names_in(expression: Expression) -> tuple[str, ...]:
    """Return the inputs that an expression uses, each once, in the order in which they appear."""
    if isinstance(expression, Name):
        return (expression.name,)
    if isinstance(expression, Decimal):
        return ()
    return tuple(dict.fromkeys(name for part in expression.of for name in names_in(part)))


def kind_of(expression: Expression, kinds: Mapping[str, Kind]) -> Kind:
    """Return what the result is. Raises CalculationError for what must not be done with such inputs."""
    if isinstance(expression, Decimal):
        return Kind.NUMBER
    if isinstance(expression, Name):
        if expression.name not in kinds:
            raise CalculationError(Problem.UNKNOWN_NAME, expression.name)
        return kinds[expression.name]
    of = [kind_of(part, kinds) for part in expression.of]
    return _KINDS[expression.what](of, expression.what)


def work_out(
    expression: Expression, inputs: Mapping[str, Quantity | None], *, per: int = 100
) -> Quantity | None:
    """Return the result for one cell of one period; None where an input is missing or something is divided by nothing."""
    if isinstance(expression, Decimal):
        return Quantity(Kind.NUMBER, expression)
    if isinstance(expression, Name):
        return inputs.get(expression.name)
    of = [work_out(part, inputs, per=per) for part in expression.of]
    known = [one for one in of if one is not None]
    if len(known) < len(of):
        return None
    try:
        return _WORKS[expression.what](known, per)
    except (DivisionByZero, InvalidOperation):
        return None


class _Reader:
    """Reads tokens from the left; each method reads one level of the grammar and answers what it has read."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.at = tokens, 0

    def sum(self, depth: int) -> Expression:
        return self._chain(("+", "-"), self.product, depth)

    def product(self, depth: int) -> Expression:
        return self._chain(("*", "/"), self.factor, depth)

    def factor(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise CalculationError(Problem.TOO_LONG)
        symbol = self.next()
        if symbol[0].isdigit():
            return Decimal(symbol)
        if symbol == "-":
            return Call("-", (Decimal(0), self.factor(depth + 1)))
        if symbol == "(":
            found = self.sum(depth + 1)
            self.expect(")")
            return found
        if not symbol[0].isalpha():
            raise CalculationError(Problem.UNREADABLE, symbol)
        return self._call(symbol, depth) if self.peek() == "(" else Name(symbol)

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def next(self) -> str:
        if self.at >= len(self.tokens):
            raise CalculationError(Problem.UNFINISHED)
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, token: str) -> None:
        if (found := self.next()) != token:
            raise CalculationError(Problem.UNREADABLE, found)

    def _chain(self, signs: tuple[str, ...], below: _Level, depth: int) -> Expression:
        found = below(depth)
        while self.peek() in signs:
            sign = self.next()
            found = Call(sign, (found, below(depth)))
        return found

    def _call(self, word: str, depth: int) -> Expression:
        if word not in set(Word):
            raise CalculationError(Problem.UNKNOWN_WORD, word)
        self.expect("(")
        of = [self.sum(depth + 1)]
        while self.peek() == ",":
            self.next()
            of.append(self.sum(depth + 1))
        self.expect(")")
        if word == Word.REST and len(of) > 1:
            raise CalculationError(Problem.UNREADABLE, ",")
        return Call(word, tuple(of))


def _tokens(text: str) -> list[str]:
    found, at, text = [], 0, text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise CalculationError(Problem.UNREADABLE, text[at : at + 12])
        found.append(match.group().strip())
        at = match.end()
    return found


# --- What may be done with what -----------------------------------------------------------------------------------------
def _added(of: Sequence[Kind], what: str) -> Kind:
    if not {*of} <= {Kind.COUNT, Kind.NUMBER}:
        raise CalculationError(Problem.AVERAGED, what)
    return Kind.COUNT if Kind.COUNT in of else Kind.NUMBER


def _subtracted(of: Sequence[Kind], what: str) -> Kind:
    first, second = of
    if first is second and first in (Kind.SHARE, Kind.LEVEL):
        return Kind.NUMBER
    if not {*of} <= {Kind.COUNT, Kind.NUMBER}:
        raise CalculationError(Problem.MIXED, what)
    return Kind.COUNT if Kind.COUNT in of else Kind.NUMBER


def _multiplied(of: Sequence[Kind], what: str) -> Kind:
    if Kind.SHARE in of or Kind.LEVEL in of:
        raise CalculationError(Problem.AVERAGED, what)
    if list(of) == [Kind.COUNT, Kind.COUNT]:
        raise CalculationError(Problem.MIXED, what)
    return Kind.COUNT if Kind.COUNT in of else Kind.NUMBER


def _divided(of: Sequence[Kind], what: str) -> Kind:
    first, second = of
    if first is second:
        return Kind.SHARE if first is Kind.COUNT else Kind.NUMBER
    if (first, second) == (Kind.COUNT, Kind.NUMBER):
        return Kind.COUNT
    raise CalculationError(Problem.AVERAGED if first in (Kind.SHARE, Kind.LEVEL) else Problem.MIXED, what)


def _together(of: Sequence[Kind], what: str) -> Kind:
    if len({*of}) != 1:
        raise CalculationError(Problem.MIXED, what)
    if of[0] is Kind.LEVEL:
        raise CalculationError(Problem.AVERAGED, what)
    return of[0]


def _rest(of: Sequence[Kind], what: str) -> Kind:
    if of[0] is not Kind.SHARE:
        raise CalculationError(Problem.MIXED, what)
    return Kind.SHARE


def _same(of: Sequence[Kind], what: str) -> Kind:
    if len({*of}) != 1:
        raise CalculationError(Problem.MIXED, what)
    return of[0]


# --- Working it out -----------------------------------------------------------------------------------------------------
def _plus(of: Sequence[Quantity], per: int) -> Quantity:
    kind = Kind.COUNT if any(one.kind is Kind.COUNT for one in of) else Kind.NUMBER
    return Quantity(kind, sum((one.value for one in of), Decimal(0)))


def _minus(of: Sequence[Quantity], per: int) -> Quantity:
    first, second = of
    kind = Kind.COUNT if Kind.COUNT in (first.kind, second.kind) else Kind.NUMBER
    return Quantity(kind, first.value - second.value)


def _times(of: Sequence[Quantity], per: int) -> Quantity:
    first, second = of
    kind = Kind.COUNT if Kind.COUNT in (first.kind, second.kind) else Kind.NUMBER
    return Quantity(kind, first.value * second.value)


def _over(of: Sequence[Quantity], per: int) -> Quantity:
    first, second = of
    if first.kind is second.kind is Kind.COUNT:
        return _share(first.value, second.value, per)
    kind = Kind.COUNT if first.kind is Kind.COUNT else Kind.NUMBER
    return Quantity(kind, first.value / second.value)


def _pooled(of: Sequence[Quantity], per: int) -> Quantity | None:
    if of[0].kind is not Kind.SHARE:
        return Quantity(of[0].kind, sum((one.value for one in of), Decimal(0)))
    parts = [(one.numerator, one.denominator) for one in of]
    if any(numerator is None or denominator is None for numerator, denominator in parts):
        return None
    numerator = sum((part[0] or Decimal(0) for part in parts), Decimal(0))
    denominator = sum((part[1] or Decimal(0) for part in parts), Decimal(0))
    return _share(numerator, denominator, per)


def _left(of: Sequence[Quantity], per: int) -> Quantity:
    one = of[0]
    if one.numerator is not None and one.denominator is not None:
        return _share(one.denominator - one.numerator, one.denominator, per)
    return Quantity(Kind.SHARE, per - one.value)


def _share(numerator: Decimal, denominator: Decimal, per: int) -> Quantity:
    return Quantity(Kind.SHARE, per * numerator / denominator, numerator, denominator)


def _least(of: Sequence[Quantity], per: int) -> Quantity:
    return min(of, key=lambda one: one.value)


def _most(of: Sequence[Quantity], per: int) -> Quantity:
    return max(of, key=lambda one: one.value)


_KINDS = {
    "+": _added,
    "-": _subtracted,
    "*": _multiplied,
    "/": _divided,
    Word.TOGETHER: _together,
    Word.REST: _rest,
    Word.LEAST: _same,
    Word.MOST: _same,
}
_WORKS = {
    "+": _plus,
    "-": _minus,
    "*": _times,
    "/": _over,
    Word.TOGETHER: _pooled,
    Word.REST: _left,
    Word.LEAST: _least,
    Word.MOST: _most,
}
