"""Every rule once more, in the most literal way, sharing no code with the product: the oracle that counts are held against.

Each function returns the set of all results that some way of breaking ties could lead to. One result: no tie matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise, permutations

Result = frozenset[str]
Rankings = Sequence[Sequence[str]]
Points = Sequence[Mapping[str, int]]


def top(amounts: Mapping[str, int], many: int) -> set[Result]:
    """All sets of options such that nobody outside has more than anybody inside, and nobody inside has nothing."""
    wanted = [one for one in amounts if amounts[one] > 0]
    size = min(many, len(wanted))
    return {
        frozenset(inside)
        for inside in combinations(wanted, size)
        if all(amounts[a] >= amounts[b] for a in inside for b in set(wanted) - set(inside))
    }


def approvals(options: Sequence[str], ballots: Rankings) -> dict[str, int]:
    """How many approve each option."""
    return {one: len([ballot for ballot in ballots if one in ballot]) for one in options}


def sums(options: Sequence[str], ballots: Points) -> dict[str, int]:
    """What each option got."""
    return {one: sum([ballot.get(one, 0) for ballot in ballots]) for one in options}


def budget(
    options: Sequence[str], ballots: Points, costs: Mapping[str, int], money: int, *, goes_on: bool
) -> set[Result]:
    """All that may be funded: every order of options that does not contradict their points is walked."""
    amounts = sums(options, ballots)
    wanted = [one for one in options if amounts[one] > 0]
    found = set()
    for order in permutations(wanted):
        if any(amounts[a] < amounts[b] for a, b in pairwise(order)):
            continue
        paid: list[str] = []
        for one in order:
            if sum(costs[p] for p in paid) + costs[one] <= money:
                paid.append(one)
            elif not goes_on:
                break
        found.add(frozenset(paid))
    return found


def _choose(measures: Sequence[Mapping[str, int]], among: Sequence[str], many: int) -> set[tuple[str, ...]]:
    """All ways to take so many out of some by a list of measures, the first that tells them apart first."""
    if many == 0 or len(among) <= many:
        return {tuple(sorted(among))[: many or 0]} if many else {()}
    if not measures:
        return {tuple(sorted(one)) for one in combinations(among, many)}
    best = max(measures[0][one] for one in among)
    first = [one for one in among if measures[0][one] == best]
    if len(first) <= many:
        rest = [one for one in among if one not in first]
        return {tuple(sorted([*first, *more])) for more in _choose(measures, rest, many - len(first))}
    return _choose(measures[1:], first, many)


def star(options: Sequence[str], ballots: Points) -> set[Result]:
    """All that may win a score and a runoff, by the protocol of tie-breakers."""
    amounts = sums(options, ballots)
    if not any(amounts.values()):
        return {frozenset()}
    found: set[Result] = set()
    for pair in _finalists(options, ballots, amounts):
        a, b = sorted(pair)
        over = len([x for x in ballots if x.get(a, 0) > x.get(b, 0)])
        under = len([x for x in ballots if x.get(a, 0) < x.get(b, 0)])
        fives = {one: len([x for x in ballots if x.get(one, 0) == 5]) for one in pair}
        one, other = (over, amounts[a], fives[a]), (under, amounts[b], fives[b])
        found |= {frozenset({a})} if one >= other else set()
        found |= {frozenset({b})} if other >= one else set()
    return found


def _finalists(options: Sequence[str], ballots: Points, amounts: Mapping[str, int]) -> set[tuple[str, ...]]:
    best = max(amounts.values())
    first = [one for one in options if amounts[one] == best]
    if len(first) >= 2:
        return _settled(first, ballots, 2)
    second_best = max(amounts[one] for one in options if one not in first)
    second = [one for one in options if amounts[one] == second_best]
    return {(first[0], *one) for one in _settled(second, ballots, 1)}


def _settled(tied: Sequence[str], ballots: Points, many: int) -> set[tuple[str, ...]]:
    """Head to head among the tied; who are then still tied, by their fives."""
    beats = {a: sum(x.get(a, 0) > x.get(b, 0) for x in ballots for b in tied if b != a) for a in tied}
    fives = {a: sum(x.get(a, 0) == 5 for x in ballots) for a in tied}
    return _choose([beats, fives], tied, many)


def _lowest(tied: Iterable[str], history: Sequence[Mapping[str, Fraction]]) -> list[str]:
    """Who of some may leave: looking back from now, the least at the first stage that is not level stay in question."""
    left = list(tied)
    for stage in history[::-1]:
        least = min(stage[one] for one in left)
        left = [one for one in left if stage[one] == least]
    return left


def _highest(tied: Iterable[str], history: Sequence[Mapping[str, Fraction]]) -> list[str]:
    return _lowest(tied, [{one: -amount for one, amount in stage.items()} for stage in history])


def irv(options: Sequence[str], ballots: Rankings) -> set[Result]:
    """All that may win an instant runoff."""
    return _irv(frozenset(options), [b for b in ballots if b], []) if any(ballots) else {frozenset()}


def _irv(left: frozenset[str], ballots: Rankings, history: list[dict[str, Fraction]]) -> set[Result]:
    now = {one: Fraction(0) for one in left}
    for ballot in ballots:
        standing = [one for one in ballot if one in left]
        if standing:
            now[standing[0]] += 1
    for one in left:
        if now[one] / sum(now.values()) > Fraction(1, 2):
            return {frozenset({one})}
    then = [*history, now]
    found: set[Result] = set()
    for one in _lowest(left, then):
        found |= _irv(left - {one}, ballots, then)
    return found


Paper = tuple[tuple[str, ...], str, Fraction]


def _cut(value: Fraction) -> Fraction:
    return Fraction(value * 100000 // 1, 100000)


def stv(options: Sequence[str], ballots: Rankings, seats: int) -> set[Result]:
    """All that may be elected under SSI 2007/42: each paper has its holder and its value."""
    papers: list[Paper] = [(tuple(b), b[0], Fraction(1)) for b in ballots if b]
    if not papers:
        return {frozenset()}
    quota = Fraction(len(papers) // (seats + 1) + 1)
    return _stage(papers, frozenset(options), (), frozenset(), quota, seats, [])


def _stage(
    papers: list[Paper],
    running: frozenset[str],
    elected: tuple[str, ...],
    done: frozenset[str],
    quota: Fraction,
    seats: int,
    history: list[dict[str, Fraction]],
) -> set[Result]:
    """`done`: elected without a surplus left. An elected candidate whose surplus has gone keeps the quota."""
    now = {one: Fraction(0) for one in {*running, *elected}}
    for _, holder, value in papers:
        if holder in now:
            now[holder] += value
    now |= dict.fromkeys(done, quota)
    everybody = {name for stage in history for name in stage}
    then = [*history, {**dict.fromkeys(everybody, Fraction(0)), **now}]
    elected = (*elected, *(one for one in running if now[one] >= quota))
    running = running - set(elected)
    done = done | {one for one in elected if now[one] == quota}
    if len(elected) + len(running) <= seats:
        return {frozenset({*elected, *running})}
    if len(elected) == seats:
        return {frozenset(elected)}
    found: set[Result] = set()
    surplus = [one for one in elected if one not in done]
    if surplus:
        for one in _highest(surplus, then):
            factor = (now[one] - quota) / now[one]
            moved = [_moved(paper, one, running, factor) for paper in papers]
            found |= _stage(moved, running, elected, done | {one}, quota, seats, then)
        return found
    for one in _lowest(running, then):
        rest = running - {one}
        moved = [_moved(paper, one, rest, Fraction(1)) for paper in papers]
        found |= _stage(moved, rest, elected, done, quota, seats, then)
    return found


def _moved(paper: Paper, holder: str, running: frozenset[str], factor: Fraction) -> Paper:
    ranking, held_by, value = paper
    if held_by != holder:
        return paper
    later = [one for one in ranking[ranking.index(holder) + 1 :] if one in running]
    return (ranking, later[0] if later else "nobody", _cut(value * factor))
