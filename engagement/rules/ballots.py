"""Who may vote, what they vote on and what they said: the frozen lists that a result is counted from."""

from __future__ import annotations

from dataclasses import dataclass

from engagement.rules.impossible import Impossible
from engagement.rules.methods import Rule, Shape, most_points, points_to_spend


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that could be decided. `cost` in cents, for a participatory budget only."""

    key: str
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Voter:
    """A row of the electorate: a seat, a person or a slip. `key` names it without its name, such as "seat:4".

    `has_voted` is used in secret votes only; in open ones the ballots say it.
    """

    key: str
    seat_class: str = ""
    organisation: str = ""
    is_vacant: bool = False
    is_recused: bool = False
    is_present: bool = False
    has_voted: bool = False


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one voter said. In an open vote `voter` is the key of a row; in a secret one a random number of the ballot.

    One of `stance`, `options` (approved, or ranked from the first choice down) and `points` is filled, as the rule asks;
    no options and no points is a blank ballot. `seat_class` is filled in secret votes only, and only while everybody's
    kind of seat has at least five voters. An objection or a block has a `reason` and says whom or what it `harms`.
    """

    voter: str
    stance: str = ""
    options: tuple[str, ...] = ()
    points: tuple[tuple[str, int], ...] = ()
    seat_class: str = ""
    reason: str = ""
    harms: str = ""
    is_resolved: bool = False

    @property
    def answer(self) -> tuple[str, tuple[str, ...], tuple[tuple[str, int], ...], bool]:
        """What is counted of it."""
        return self.stance, self.options, self.points, self.is_resolved


MUST_BE_RESOLVED = frozenset({"block", "objection"})


def check_ballot(ballot: Ballot, rule: Rule, options: tuple[Option, ...]) -> None:
    """Refuse a ballot that the rule cannot count."""
    if rule.shape is Shape.STANCE:
        _check_stance(ballot, rule)
    else:
        if ballot.stance or ballot.is_resolved:
            raise Impossible("wrong_shape", rule=rule.name, says=rule.shape)
        _check_named(ballot, frozenset(option.key for option in options))
        _check_points(ballot, rule)


def _check_stance(ballot: Ballot, rule: Rule) -> None:
    known: tuple[str, ...] = getattr(rule, "stances", ())
    if ballot.options or ballot.points:
        raise Impossible("wrong_shape", rule=rule.name, says=rule.shape)
    if ballot.stance not in known:
        raise Impossible("unknown_stance", stance=ballot.stance, rule=rule.name, known=", ".join(known))
    if ballot.stance in MUST_BE_RESOLVED and not (ballot.reason and ballot.harms):
        raise Impossible("reason_missing", field="reason")
    if ballot.is_resolved and ballot.stance != "objection":
        raise Impossible("resolved_nothing")


def _check_named(ballot: Ballot, known: frozenset[str]) -> None:
    named = [*ballot.options, *(key for key, _ in ballot.points)]
    for key in named:
        if key not in known:
            raise Impossible("unknown_option", option=key)
        if named.count(key) > 1:
            raise Impossible("named_twice", option=key)


def _check_points(ballot: Ballot, rule: Rule) -> None:
    if ballot.options if rule.shape is Shape.POINTS else ballot.points:
        raise Impossible("wrong_shape", rule=rule.name, says=rule.shape)
    for key, points in ballot.points:
        if not 0 <= points <= most_points(rule):
            raise Impossible("points_out_of_range", points=points, option=key, most=most_points(rule))
    spent, budget = sum(points for _, points in ballot.points), points_to_spend(rule)
    if budget is not None and spent > budget:
        raise Impossible("over_budget", spent=spent, budget=budget)
