"""STAR: score, then automatic runoff, with the tie-breakers of its inventors (starvoting.org/ties), all of them listed.

Finalists: the two largest sums; equal sums by votes head to head among the tied, then by the most top scores. Runoff: who
stands higher on more ballots; equal by the larger sum, then by the most top scores. What is still equal is a declared tie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from engagement.rules.ballots import Ballot, Option
from engagement.rules.methods import TOP_STARS
from engagement.rules.points import choice_line, favours, groups, totals
from engagement.rules.results import Broken, Count, Happening, Round, TiePurpose, standings
from engagement.rules.ties import Breaker

Amounts = dict[str, int]


def count_star(breaker: Breaker, *, options: tuple[Option, ...], ballots: tuple[Ballot, ...]) -> Count:
    """Return the winner with both rounds."""
    stars = [dict(ballot.points) for ballot in ballots]
    amounts = totals(options, ballots)
    finalists = _finalists(stars, amounts, breaker) if any(amounts.values()) else []
    runoff, winner = Amounts(), None
    if len(finalists) == 2:
        runoff = head_to_head(stars, finalists)
        winner = _runoff(stars, amounts, runoff, breaker)
    winners = (winner,) if winner else ()
    rounds = [Round(1, _written(amounts), tuple((Happening.FINALIST, one) for one in finalists))]
    if runoff:
        rounds.append(Round(2, _written(runoff), tuple((Happening.ELECTED, one) for one in winners)))
    return Count(
        (choice_line(len(winners), 1),),
        partial(favours, frozenset(winners), -(-TOP_STARS // 2)),
        standings=standings(amounts, winners),
        rounds=tuple(rounds),
        winners=winners,
        ties=tuple(breaker.ties),
    )


def _written(amounts: Amounts) -> tuple[tuple[str, str], ...]:
    return tuple((key, str(amounts[key])) for key in sorted(amounts))


def head_to_head(stars: list[dict[str, int]], among: Iterable[str]) -> Amounts:
    """Return for each option how often a ballot puts it above another of these."""
    among = sorted(among)
    found = dict.fromkeys(among, 0)
    for given in stars:
        for one in among:
            found[one] += sum(given.get(one, 0) > given.get(other, 0) for other in among)
    return found


def top_scores(stars: list[dict[str, int]], among: Iterable[str]) -> Amounts:
    """Return on how many ballots each option has the most stars there are."""
    return {one: sum(given.get(one, 0) == TOP_STARS for given in stars) for one in among}


def _finalists(stars: list[dict[str, int]], amounts: Amounts, breaker: Breaker) -> list[str]:
    """Return the two options that go into the runoff; fewer at an open tie."""
    chosen, tied = _narrowed([], amounts)
    for broken, measure in _steps(stars):
        if not tied:
            return chosen
        before = tied
        had = list(chosen)
        chosen, tied = _narrowed(chosen, measure(before))
        found = [one for one in chosen if one not in had]
        if found:
            breaker.note(1, TiePurpose.FINALIST, before, broken=broken, chosen=found)
    while tied and len(chosen) < 2:
        picked = breaker.pick(1, TiePurpose.FINALIST, tied)
        if picked is None:
            return chosen
        chosen.append(picked)
        tied.remove(picked)
    return chosen


def _steps(stars: list[dict[str, int]]) -> tuple[tuple[Broken, Callable[[list[str]], Amounts]], ...]:
    return (
        (Broken.HEAD_TO_HEAD, lambda tied: head_to_head(stars, tied)),
        (Broken.MOST_TOP_SCORES, lambda tied: top_scores(stars, tied)),
    )


def _narrowed(chosen: list[str], amounts: Amounts) -> tuple[list[str], list[str]]:
    """Return the finalists that amounts settle, and those that are still tied for what is left."""
    chosen, left = list(chosen), [group for _, group in groups(amounts)]
    while len(chosen) < 2:
        group = left.pop(0)
        if len(chosen) + len(group) > 2:
            return chosen, group
        chosen += group
    return chosen, []


def _runoff(stars: list[dict[str, int]], amounts: Amounts, runoff: Amounts, breaker: Breaker) -> str | None:
    measures = (
        (None, runoff),
        (Broken.HIGHER_SCORE, {one: amounts[one] for one in runoff}),
        (Broken.MOST_TOP_SCORES, top_scores(stars, runoff)),
    )
    for broken, measure in measures:
        best = groups(measure)[0][1]
        if len(best) == 1:
            if broken:
                breaker.note(2, TiePurpose.WIN, runoff, broken=broken, chosen=best)
            return best[0]
    return breaker.pick(2, TiePurpose.WIN, runoff)
