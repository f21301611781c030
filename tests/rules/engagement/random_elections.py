"""Draws small elections full of ties, counts them with the product and by the oracle, and says where the two differ."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.methods import Approval, Budget, Dots, Irv, OptionRule, Score, Star, Stv, TooDear
from engagement.rules.modifiers import Modifiers
from engagement.rules.question import DecisionQuestion
from engagement.rules.results import Broken, Status
from engagement.rules.tally import tally
from engagement.rules.ties import TieRule
from tests.rules.engagement import naive_counts as naive

NAMES = "ABCDE"


@dataclass(frozen=True)
class Election:
    """A question and everything that it may come to."""

    question: DecisionQuestion
    possible: set[frozenset[str]]


def _ranking(dice: random.Random, names: str) -> tuple[str, ...]:
    return tuple(dice.sample(names, dice.randint(0, len(names))))


def _points(
    dice: random.Random, names: str, most: int, budget: int | None = None
) -> tuple[tuple[str, int], ...]:
    found = {name: dice.choice([0, 0, 1, most, dice.randint(0, most)]) for name in names}
    while budget is not None and sum(found.values()) > budget:
        found[dice.choice([name for name in names if found[name]])] -= 1
    return tuple(found.items())


def election(dice: random.Random, method: str) -> Election:
    """Draw one election under a method."""
    names = NAMES[: dice.randint(2, 5)]
    many = dice.choice([0, 1, 2, 3, 4, 5, 6, 8, 12])
    return MAKERS[method](dice, names, many)


def _of_rankings(
    rule: OptionRule, names: str, ballots: list[tuple[str, ...]], possible: set[frozenset[str]]
) -> Election:
    made = tuple(Ballot(f"v{at}", options=one) for at, one in enumerate(ballots))
    return Election(_question(rule, names, made), possible)


def _of_points(
    rule: OptionRule, names: str, ballots: list[tuple[tuple[str, int], ...]], possible: set[frozenset[str]]
) -> Election:
    made = tuple(Ballot(f"v{at}", points=one) for at, one in enumerate(ballots))
    return Election(_question(rule, names, made), possible)


def _question(
    rule: OptionRule, names: str, ballots: tuple[Ballot, ...], costs: dict[str, int] | None = None
) -> DecisionQuestion:
    return DecisionQuestion(
        rule=rule,
        modifiers=Modifiers(are_vacancies_counted=False),
        electorate=(Voter("absent"), *(Voter(ballot.voter) for ballot in ballots)),
        ballots=ballots,
        options=tuple(Option(name, costs[name] if costs else None) for name in names),
    )


def _approval(dice: random.Random, names: str, many: int) -> Election:
    ballots = [_ranking(dice, names) for _ in range(many)]
    rule = Approval(dice.randint(1, len(names)))
    return _of_rankings(rule, names, ballots, naive.top(naive.approvals(names, ballots), rule.winners))


def _score(dice: random.Random, names: str, many: int) -> Election:
    rule = Score(dice.randint(1, len(names)), top=dice.choice([1, 3, 10]))
    ballots = [_points(dice, names, rule.top) for _ in range(many)]
    return _of_points(rule, names, ballots, naive.top(naive.sums(names, _dicts(ballots)), rule.winners))


def _dots(dice: random.Random, names: str, many: int) -> Election:
    rule = Dots(dice.randint(1, len(names)), points=dice.choice([1, 3, 5]))
    ballots = [_points(dice, names, rule.points, rule.points) for _ in range(many)]
    return _of_points(rule, names, ballots, naive.top(naive.sums(names, _dicts(ballots)), rule.winners))


def _budget(dice: random.Random, names: str, many: int) -> Election:
    rule = Budget(points=3, money=dice.randint(1, 12), too_dear=dice.choice(list(TooDear)))
    ballots = [_points(dice, names, 3, 3) for _ in range(many)]
    costs = {name: dice.randint(0, 6) for name in names}
    goes_on = rule.too_dear is TooDear.SKIP
    possible = naive.budget(names, _dicts(ballots), costs, rule.money, goes_on=goes_on)
    made = tuple(Ballot(f"v{at}", points=one) for at, one in enumerate(ballots))
    return Election(_question(rule, names, made, costs), possible)


def _star(dice: random.Random, names: str, many: int) -> Election:
    ballots = [_points(dice, names, 5) for _ in range(many)]
    return _of_points(Star(), names, ballots, naive.star(names, _dicts(ballots)))


def _irv(dice: random.Random, names: str, many: int) -> Election:
    ballots = [_ranking(dice, names) for _ in range(many)]
    return _of_rankings(Irv(), names, ballots, naive.irv(names, ballots))


def _stv(dice: random.Random, names: str, many: int) -> Election:
    ballots = [_ranking(dice, names) for _ in range(many)]
    rule = Stv(dice.randint(1, len(names)))
    return _of_rankings(rule, names, ballots, naive.stv(names, ballots, rule.seats))


def _dicts(ballots: list[tuple[tuple[str, int], ...]]) -> list[dict[str, int]]:
    return [dict(one) for one in ballots]


MAKERS: dict[str, Callable[[random.Random, str, int], Election]] = {
    "approval": _approval,
    "score": _score,
    "dots": _dots,
    "budget": _budget,
    "star": _star,
    "irv": _irv,
    "stv": _stv,
}


def faults(one: Election) -> Iterator[str]:
    """Say where the product and the oracle differ; a result while several are possible is a tie broken in silence."""
    found = tally(one.question)
    told = {tie.broken for tie in found.ties}
    if found.status is Status.TIED:
        if len(one.possible) < 2:
            yield f"a tie is open, and only {one.possible} is possible"
    elif len(one.possible) > 1:
        yield f"silent tie-break: {found.winners} out of {one.possible}"
    elif frozenset(found.winners) not in one.possible:
        yield f"mismatch: {found.winners} is none of {one.possible}"
    if (Broken.OPEN in told) != (found.status is Status.TIED):
        yield f"status {found.status} with ties {told}"
    drawn = tally(replace(one.question, tie_rule=TieRule(seed="announced on Monday")))
    if frozenset(drawn.winners) not in one.possible:
        yield f"mismatch after the lot: {drawn.winners} is none of {one.possible}"
    if len(one.possible) > 1 and Broken.LOT not in {tie.broken for tie in drawn.ties}:
        yield "silent tie-break: a lot was needed and none is told"
