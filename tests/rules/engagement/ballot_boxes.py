"""Short ways to write a question down in a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict, Unpack

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.methods import Rule
from engagement.rules.modifiers import Modifiers
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import Outcome
from engagement.rules.tally import tally
from engagement.rules.ties import TieRule

PLAIN = Modifiers(are_vacancies_counted=False)


class More(TypedDict, total=False):
    """What else a question may have."""

    modifiers: Modifiers
    is_secret: bool
    tie_rule: TieRule
    attested: tuple[bool, ...]


def voters(*classes: str) -> tuple[Voter, ...]:
    """Return seats of these kinds, "seat 1" and so on."""
    return tuple(Voter(f"seat {at}", one) for at, one in enumerate(classes, start=1))


def stance(voter: str, said: str, *, is_resolved: bool = False) -> Ballot:
    """Return an answer, with the reason that it needs."""
    why = ("too dear", "renters") if said in ("block", "objection") else ("", "")
    return Ballot(voter, said, reason=why[0], harms=why[1], is_resolved=is_resolved)


def proposal(rule: Rule, said: Mapping[str, int], absent: int = 0, **more: Unpack[More]) -> DecisionQuestion:
    """Return a vote on one proposal: how many gave each answer."""
    answers = [answer for answer, times in said.items() for _ in range(times)]
    roll = voters(*["community"] * (len(answers) + absent))
    ballots = tuple(stance(f"seat {at}", answer) for at, answer in enumerate(answers, start=1))
    more.setdefault("modifiers", PLAIN)
    return DecisionQuestion(rule, electorate=roll, ballots=ballots, **more)


def ranked(rule: Rule, said: Mapping[str, int], options: str = "", **more: Unpack[More]) -> DecisionQuestion:
    """Return a vote between options with one letter: how many gave each ranking or set, such as "ABC"."""
    given = [tuple(one) for one, times in said.items() for _ in range(times)]
    names = options or "".join(sorted({letter for one in given for letter in one}))
    ballots = tuple(Ballot(f"seat {at}", options=one) for at, one in enumerate(given, start=1))
    return _between(rule, ballots, names, {}, **more)


def pointed(
    rule: Rule,
    said: list[dict[str, int]],
    costs: Mapping[str, int] | None = None,
    options: str = "",
    **more: Unpack[More],
) -> DecisionQuestion:
    """Return a vote between options with one letter: the points of each ballot."""
    names = options or "".join(sorted({letter for one in said for letter in one} | set(costs or {})))
    ballots = tuple(Ballot(f"seat {at}", points=tuple(one.items())) for at, one in enumerate(said, start=1))
    return _between(rule, ballots, names, costs or {}, **more)


def _between(
    rule: Rule, ballots: tuple[Ballot, ...], names: str, costs: Mapping[str, int], **more: Unpack[More]
) -> DecisionQuestion:
    more.setdefault("modifiers", PLAIN)
    return DecisionQuestion(
        rule,
        electorate=voters(*["community"] * max(1, len(ballots))),
        ballots=ballots,
        options=tuple(Option(name, costs.get(name)) for name in names),
        **more,
    )


def counted(question: DecisionQuestion) -> Outcome:
    """Return what a question comes to."""
    return tally(question)
