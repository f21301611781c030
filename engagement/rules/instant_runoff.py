"""Instant runoff for one winner: in each round the option with the fewest ballots leaves and its ballots move on."""

from __future__ import annotations

from collections import Counter
from functools import partial

from engagement.rules.ballots import Ballot, Option
from engagement.rules.points import choice_line
from engagement.rules.rankings import Credits, Ranking, first_among, rankings_of, told_apart
from engagement.rules.results import Count, Happening, Round, TiePurpose, standings
from engagement.rules.ties import Breaker


def count_irv(breaker: Breaker, *, options: tuple[Option, ...], ballots: tuple[Ballot, ...]) -> Count:
    """Return the winner with every round: who has more than half of the ballots that still name somebody."""
    rankings, continuing = rankings_of(ballots), frozenset(option.key for option in options)
    stages: list[Credits] = []
    rounds: list[Round] = []
    winner: str | None = None
    while winner is None and rankings:
        credited = _credits(rankings, continuing)
        stages.append(credited)
        leader = max(sorted(credited), key=credited.__getitem__)
        if 2 * credited[leader] > sum(credited.values()):
            winner = leader
            rounds.append(_round(rankings, credited, len(stages), (Happening.ELECTED, leader)))
            break
        leaves = _leaves(credited, stages, breaker)
        rounds.append(_round(rankings, credited, len(stages), (Happening.EXCLUDED, leaves)))
        if leaves is None:
            break
        continuing -= {leaves}
    winners = (winner,) if winner else ()
    return Count(
        (choice_line(len(winners), 1),),
        partial(_stands_with, frozenset(winners), continuing),
        standings=standings(stages[-1], winners) if stages else (),
        rounds=tuple(rounds),
        winners=winners,
        ties=tuple(breaker.ties),
    )


def _credits(rankings: Counter[Ranking], continuing: frozenset[str]) -> Credits:
    found = dict.fromkeys(continuing, 0)
    for ranking, times in rankings.items():
        first = first_among(ranking, continuing)
        if first is not None:
            found[first] += times
    return found


def _leaves(credited: Credits, stages: list[Credits], breaker: Breaker) -> str | None:
    fewest = min(credited.values())
    lowest = [one for one in credited if credited[one] == fewest]
    if len(lowest) == 1:
        return lowest[0]
    return told_apart(lowest, stages, purpose=TiePurpose.EXCLUDE, breaker=breaker)


def _round(
    rankings: Counter[Ranking], credited: Credits, number: int, happened: tuple[Happening, str | None]
) -> Round:
    what, who = happened
    return Round(
        number,
        tuple((key, str(credited[key])) for key in sorted(credited)),
        ((what, who),) if who else (),
        str(rankings.total() - sum(credited.values())),
    )


def _stands_with(winners: frozenset[str], continuing: frozenset[str], ballot: Ballot) -> bool:
    return first_among(ballot.options, continuing) in winners
