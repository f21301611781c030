"""From a question with its ballots to what it came to: one pure function, which anybody can run again. SPECTRUM section 3."""

from __future__ import annotations

from collections import Counter
from functools import partial

from engagement.rules.ballots import Ballot
from engagement.rules.instant_runoff import count_irv
from engagement.rules.methods import (
    Approval,
    Budget,
    Dots,
    Irv,
    Rule,
    Score,
    Shape,
    Star,
    Stv,
)
from engagement.rules.points import count_budget, count_points
from engagement.rules.question import DecisionQuestion
from engagement.rules.quorums import class_lines, quorum_lines
from engagement.rules.requirements import FOR_A_QUORUM, FOR_NO_BLOCK, Requirement
from engagement.rules.results import Count, Outcome, Status
from engagement.rules.roll import Roll, is_abstention, roll_of
from engagement.rules.stances import count_stances
from engagement.rules.star import count_star
from engagement.rules.ties import Breaker, settled
from engagement.rules.transfers import count_stv


def tally(question: DecisionQuestion) -> Outcome:
    """Count a question. Before the deadline the same lines show how it stands; nothing is decided until it closes."""
    roll = roll_of(question)
    found = settled(partial(_count, question, roll), question.tie_rule)
    lines = (
        *quorum_lines(roll, question.modifiers, question.electorate),
        *found.lines,
        *class_lines(roll, question.modifiers, found.agrees, question.attested),
    )
    return Outcome(
        rule=question.rule.name,
        status=status_of(lines, is_tied=found.is_tied),
        requirements=lines,
        eligible=roll.eligible(),
        present=roll.present(),
        cast=roll.cast(),
        counts=_counts(question.rule, roll.ballots),
        standings=found.standings,
        rounds=found.rounds,
        winners=found.winners,
        ties=found.ties,
        set_aside=roll.set_aside,
    )


def status_of(lines: tuple[Requirement, ...], *, is_tied: bool) -> Status:
    """Return what the lines come to: first whether enough took part, then blocks, then ties, then the rest."""
    missed = {line.need for line in lines if not line.is_met}
    if missed & FOR_A_QUORUM:
        return Status.NO_QUORUM
    if missed & FOR_NO_BLOCK:
        return Status.BLOCKED
    if is_tied:
        return Status.TIED
    return Status.NOT_ADOPTED if missed else Status.ADOPTED


def requirements_of(question: DecisionQuestion) -> tuple[Requirement, ...]:
    """Return the lines to tick off while a vote is open. A secret one tells only who took part: no result leaks early."""
    if question.is_secret:
        return quorum_lines(roll_of(question), question.modifiers, question.electorate)
    return tally(question).requirements


def may_open(question: DecisionQuestion) -> bool:
    """Whether the protected kinds of seat hold enough seats for this vote to open now."""
    roll = roll_of(question)
    lines = quorum_lines(roll, question.modifiers, question.electorate)
    return question.modifiers.opening_floor is None or lines[0].is_met


def _count(question: DecisionQuestion, roll: Roll, breaker: Breaker) -> Count:
    rule, options, ballots = question.rule, question.options, roll.ballots
    match rule:
        case Approval() | Score() | Dots():
            return count_points(breaker, rule=rule, options=options, ballots=ballots)
        case Budget():
            return count_budget(breaker, rule=rule, options=options, ballots=ballots)
        case Star():
            return count_star(breaker, options=options, ballots=ballots)
        case Irv():
            return count_irv(breaker, options=options, ballots=ballots)
        case Stv():
            return count_stv(breaker, rule=rule, options=options, ballots=ballots)
        case _:
            return count_stances(roll, rule)


def _counts(rule: Rule, ballots: tuple[Ballot, ...]) -> tuple[tuple[str, int], ...]:
    """Return how often each answer was given; with options, how many ballots are filled in or blank."""
    if rule.shape is Shape.STANCE:
        said = Counter(ballot.stance for ballot in ballots)
        return tuple((stance, said[stance]) for stance in getattr(rule, "stances", ()))
    blank = sum(is_abstention(ballot) for ballot in ballots)
    return (("filled", len(ballots) - blank), ("blank", blank))
