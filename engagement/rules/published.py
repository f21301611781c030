"""How a question is written down for everybody: JSON in, the same question out. recount.py explains the format.

Only whole numbers, texts, true and false, lists and objects: a share is a text such as "2/3", votes one such as "547.96766".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TypeVar

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.impossible import Impossible
from engagement.rules.methods import RULES, Base, Rule, TooDear
from engagement.rules.modifiers import (
    ClassAgreement,
    CountedBy,
    Modifiers,
    OpeningFloor,
    Quorum,
    TakingPart,
)
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import TiePurpose
from engagement.rules.ties import BodyChoice, TieRule
from initiatives.rules.ledger import Json

Node = dict[str, Json]
T = TypeVar("T")


def written(value: object) -> Json:
    """Return a frozen value as JSON: dataclasses as objects, shares as texts. What is neither is refused."""
    if isinstance(value, bool | int) or value is None:
        return value
    match value:
        case str():
            return str(value)
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case tuple() | list():
            return [written(one) for one in value]
        case _ if hasattr(value, "__dataclass_fields__"):
            return _object(value)
        case _:
            raise Impossible("not_json", what=type(value).__name__)


def _object(value: object) -> Node:
    found: Node = {"name": value.name} if isinstance(value, Rule) else {}
    kind: type = type(value)
    for name in _names_of(kind):
        found[name] = written(getattr(value, name))
    return found


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def write_question(question: DecisionQuestion) -> Node:
    """Return a question as JSON."""
    return _object(question)


def read_question(node: Json) -> DecisionQuestion:
    """Return the question that JSON says, checked again in full. Raises Impossible where it says none."""
    reader = Reader(node, "question")
    return DecisionQuestion(
        rule=read_rule(reader.node("rule")),
        modifiers=read_modifiers(reader.node("modifiers")),
        electorate=reader.each("electorate", _voter),
        ballots=reader.each("ballots", _ballot),
        options=reader.each("options", _option),
        is_secret=reader.flag("is_secret"),
        tie_rule=_tie_rule(reader.node("tie_rule")),
        attested=reader.flags("attested"),
    )


class Reader:
    """Reads an object field by field, and says where it is not what it should be."""

    def __init__(self, node: Json, place: str) -> None:
        """Refuse what is no object."""
        if not isinstance(node, dict):
            raise Impossible("not_json", what=f"{place} is no object")
        self.fields = node
        self.place = place

    def value(self, name: str) -> Json:
        """Return a field, which must be there."""
        if name not in self.fields:
            raise Impossible("not_json", what=f"{self.place} says nothing about {name}")
        return self.fields[name]

    def _of(self, name: str, kind: type[T]) -> T:
        value = self.value(name)
        if type(value) is not kind:
            raise Impossible("not_json", what=f"{name} in {self.place} is not of the kind {kind.__name__}")
        return value

    def text(self, name: str) -> str:
        """Return a text."""
        return self._of(name, str)

    def number(self, name: str) -> int:
        """Return a whole number."""
        return self._of(name, int)

    def flag(self, name: str) -> bool:
        """Return true or false."""
        return self._of(name, bool)

    def share(self, name: str) -> Fraction:
        """Return a share."""
        return share_of(self.text(name))

    def list(self, name: str) -> list[Json]:
        """Return a list."""
        return self._of(name, list)

    def node(self, name: str) -> Reader:
        """Return an object."""
        return Reader(self.value(name), name)

    def choice(self, name: str, kind: type[E]) -> E:
        """Return one word out of a list of words."""
        word = self.text(name)
        if word not in [one.value for one in kind]:
            raise Impossible("not_json", what=f"{name} in {self.place} cannot be “{word}”")
        return kind(word)

    def each(self, name: str, read: Callable[[Reader], T]) -> tuple[T, ...]:
        """Return every object of a list."""
        return tuple(read(Reader(one, f"{name} {at}")) for at, one in enumerate(self.list(name), start=1))

    def words(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self.list(name)
        if not all(isinstance(one, str) for one in found):
            raise Impossible("not_json", what=f"{name} in {self.place} is no list of texts")
        return tuple(str(one) for one in found)

    def flags(self, name: str) -> tuple[bool, ...]:
        """Return a list of true and false."""
        found = self.list(name)
        if not all(isinstance(one, bool) for one in found):
            raise Impossible("not_json", what=f"{name} in {self.place} is no list of true and false")
        return tuple(one is True for one in found)


E = TypeVar("E", bound=StrEnum)


def share_of(text: str) -> Fraction:
    """Return the share that a text such as "2/3" says; decimals are refused, for they would round it."""
    over, _, under = text.partition("/")
    if not (over.isdecimal() and under.isdecimal() and int(under)):
        raise Impossible("not_json", what=f"“{text}” is no share such as 2/3")
    return Fraction(int(over), int(under))


def read_rule(reader: Reader) -> Rule:
    """Return the rule of a name, with its numbers."""
    name = reader.text("name")
    if name not in RULES:
        raise Impossible("no_rule", name=name, known=", ".join(sorted(RULES)))
    kinds: dict[str, Callable[[str], object]] = {
        "share": reader.share,
        "is_strict": reader.flag,
        "base": lambda key: reader.choice(key, Base),
        "too_dear": lambda key: reader.choice(key, TooDear),
    }
    rule = RULES[name]
    values = {field.name: kinds.get(field.name, reader.number)(field.name) for field in fields(rule)}
    return rule(**values)  # type: ignore[arg-type]


def read_modifiers(reader: Reader) -> Modifiers:
    return Modifiers(
        are_vacancies_counted=reader.flag("are_vacancies_counted"),
        quorums=reader.each("quorums", _quorum),
        class_agreements=reader.each("class_agreements", _class_agreement),
        opening_floor=None if reader.value("opening_floor") is None else _floor(reader.node("opening_floor")),
        is_by_organisation=reader.flag("is_by_organisation"),
        fallback=None if reader.value("fallback") is None else read_rule(reader.node("fallback")),
    )


def _quorum(reader: Reader) -> Quorum:
    is_number = isinstance(reader.value("needed"), int)
    return Quorum(
        needed=reader.number("needed") if is_number else reader.share("needed"),
        by=reader.choice("by", TakingPart),
        counted=reader.choice("counted", CountedBy),
        seat_classes=reader.words("seat_classes"),
    )


def _class_agreement(reader: Reader) -> ClassAgreement:
    return ClassAgreement(
        reader.words("seat_classes"),
        reader.share("share"),
        is_strict=reader.flag("is_strict"),
        base=reader.choice("base", Base),
    )


def _floor(reader: Reader) -> OpeningFloor:
    return OpeningFloor(reader.words("seat_classes"), reader.share("share"))


def _voter(reader: Reader) -> Voter:
    return Voter(
        key=reader.text("key"),
        seat_class=reader.text("seat_class"),
        organisation=reader.text("organisation"),
        is_vacant=reader.flag("is_vacant"),
        is_recused=reader.flag("is_recused"),
        is_present=reader.flag("is_present"),
        has_voted=reader.flag("has_voted"),
    )


def _ballot(reader: Reader) -> Ballot:
    return Ballot(
        voter=reader.text("voter"),
        stance=reader.text("stance"),
        options=reader.words("options"),
        points=tuple(_point(one) for one in reader.list("points")),
        seat_class=reader.text("seat_class"),
        reason=reader.text("reason"),
        harms=reader.text("harms"),
        is_resolved=reader.flag("is_resolved"),
    )


def _point(pair: Json) -> tuple[str, int]:
    match pair:
        case [str(key), int(points)] if not isinstance(points, bool):
            return key, points
        case _:
            raise Impossible("not_json", what="points are pairs of an option and a whole number")


def _option(reader: Reader) -> Option:
    return Option(reader.text("key"), None if reader.value("cost") is None else reader.number("cost"))


def _tie_rule(reader: Reader) -> TieRule:
    return TieRule(reader.text("seed"), reader.each("choices", _body_choice))


def _body_choice(reader: Reader) -> BodyChoice:
    return BodyChoice(reader.choice("purpose", TiePurpose), reader.words("options"), reader.text("chosen"))
