"""Choosing indicators: what several raters think of each, read together, with dissent kept.

RBA asks three questions of an indicator: does it speak to people (communication power), does it stand for the result
(proxy power), is there good data (data power)? Friedman, Trying Hard Is Not Good Enough, ch. 3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

HEADLINES_LEAST, HEADLINES_MOST = 3, 5


class Power(StrEnum):
    """How strong; in this order."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Question(StrEnum):
    """The three questions."""

    COMMUNICATION = "communication"
    PROXY = "proxy"
    DATA = "data"


class Place(StrEnum):
    """Where the ratings would put an indicator."""

    HEADLINE = "headline"
    SECONDARY = "secondary"
    DATA_DEVELOPMENT = "data_development"
    NOT_RATED = "not_rated"


class Headlines(StrEnum):
    """Whether there are as many headline indicators as people can keep in mind."""

    FEW = "few"
    RIGHT = "right"
    MANY = "many"


Rating = Mapping[Question, Power]


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question: how many said what, the middle one, and whether anybody is two steps from another."""

    question: Question
    counts: Mapping[Power, int]
    middle: Power
    is_split: bool


@dataclass(frozen=True, slots=True)
class Together:
    """All ratings of one indicator. `dissents` are the positions of raters who are off the middle by two steps."""

    raters: int
    tallies: tuple[Tally, ...]
    place: Place
    dissents: tuple[int, ...] = ()


def together(ratings: Sequence[Rating]) -> Together:
    """Read ratings together: the lower middle counts when raters are even, so that one voice alone makes no headline.

    High in all three is a headline. High in communication and proxy without good data goes to the data development
    agenda. Everything else is secondary.
    """
    if not ratings:
        return Together(0, (), Place.NOT_RATED)
    tallies = tuple(_tally(question, [one[question] for one in ratings]) for question in Question)
    middles = {one.question: one.middle for one in tallies}
    dissents = tuple(
        at for at, one in enumerate(ratings) if any(_apart(one[q], middles[q]) == 2 for q in Question)
    )
    return Together(len(ratings), tallies, _place(middles), dissents)


def headlines(count: int) -> Headlines:
    """Say whether there are three to five headline indicators."""
    if count < HEADLINES_LEAST:
        return Headlines.FEW
    return Headlines.MANY if count > HEADLINES_MOST else Headlines.RIGHT


def _tally(question: Question, said: Sequence[Power]) -> Tally:
    counts = Counter(said)
    ordered = sorted(said, key=list(Power).index)  # from high to low
    middle = ordered[len(ordered) // 2]
    is_split = bool(counts[Power.HIGH] and counts[Power.LOW])
    return Tally(question, {power: counts[power] for power in Power}, middle, is_split)


def _place(middles: Mapping[Question, Power]) -> Place:
    speaks = middles[Question.COMMUNICATION] is Power.HIGH and middles[Question.PROXY] is Power.HIGH
    if not speaks:
        return Place.SECONDARY
    return Place.HEADLINE if middles[Question.DATA] is Power.HIGH else Place.DATA_DEVELOPMENT


def _apart(one: Power, other: Power) -> int:
    order = list(Power)
    return abs(order.index(one) - order.index(other))
