"""The single transferable vote as Scotland counts its councils: SSI 2007/42, schedule 1, rules 45 to 52.

Quota: valid votes / (seats + 1), the rest ignored, plus 1. All papers of an elected candidate pass on at surplus × value
when received / votes, five decimals, the rest ignored. The largest surplus first, then one exclusion a stage, at the value
when received. Equals: the most recent stage at which they differed, else a lot. When as many are left as seats, they are
elected without a transfer. Amounts here are whole hundred-thousandths of a vote, so nothing is ever rounded.
"""

from __future__ import annotations

from collections import Counter
from functools import partial

from engagement.rules.ballots import Ballot, Option
from engagement.rules.methods import Stv
from engagement.rules.points import choice_line
from engagement.rules.rankings import Credits, Ranking, rankings_of, told_apart
from engagement.rules.results import Count, Happening, Round, Standing, TiePurpose
from engagement.rules.ties import Breaker

VOTE = 100_000


def quota_of(valid: int, seats: int) -> int:
    """Return the whole votes that elect."""
    return valid // (seats + 1) + 1


def written(amount: int) -> str:
    """Return an amount in votes with its five decimals."""
    return f"{amount // VOTE}.{amount % VOTE:05d}"


class Papers:
    """The ballot papers on the table: for each candidate the bundles of equal papers with the value they were received at."""

    def __init__(self, rankings: Counter[Ranking], candidates: frozenset[str]) -> None:
        """Sort the papers by first choice."""
        self.piles: dict[str, Counter[tuple[Ranking, int]]] = {one: Counter() for one in candidates}
        self.credited: Credits = dict.fromkeys(candidates, 0)
        for ranking, times in rankings.items():
            self._receive(ranking[0], ranking[1:], VOTE, times)

    def _receive(self, candidate: str, rest: Ranking, value: int, times: int) -> None:
        self.piles[candidate][rest, value] += times
        self.credited[candidate] += value * times

    def pass_on_surplus(self, candidate: str, quota: int, continuing: frozenset[str]) -> None:
        """Pass every paper on at its new value; the candidate keeps the quota."""
        votes, surplus = self.credited[candidate], self.credited[candidate] - quota
        pile = self.piles.pop(candidate)
        self.credited[candidate] = quota
        for (ranking, value), times in pile.items():
            self._move(ranking, surplus * value // votes, times, continuing)

    def pass_on_all(self, candidate: str, continuing: frozenset[str]) -> None:
        """Pass every paper on at the value it was received at."""
        pile = self.piles.pop(candidate)
        self.credited[candidate] = 0
        for (ranking, value), times in pile.items():
            self._move(ranking, value, times, continuing)

    def _move(self, ranking: Ranking, value: int, times: int, continuing: frozenset[str]) -> None:
        for at, one in enumerate(ranking):
            if one in continuing:
                self._receive(one, ranking[at + 1 :], value, times)
                return


class Scottish:
    """One count, stage by stage."""

    def __init__(
        self, rankings: Counter[Ranking], candidates: frozenset[str], seats: int, breaker: Breaker
    ) -> None:
        """Lay the papers out and work out the quota."""
        self.papers = Papers(rankings, candidates)
        self.valid = rankings.total()
        self.quota = quota_of(self.valid, seats) * VOTE
        self.seats, self.breaker = seats, breaker
        self.continuing = candidates
        self.elected: list[str] = []
        self.surpluses: list[str] = []
        self.stages: list[Credits] = []
        self.rounds: list[Round] = []

    def run(self) -> None:
        """Count until all seats are filled or a tie is open."""
        self._end_stage([])
        while len(self.elected) < self.seats:
            event = self._transfer() if self.surpluses else self._exclude()
            if event is None:
                return
            self._end_stage([event])

    def _transfer(self) -> tuple[Happening, str] | None:
        credited = self.papers.credited
        most = max(credited[one] for one in self.surpluses)
        largest = [one for one in self.surpluses if credited[one] == most]
        first = largest[0]
        if len(largest) > 1:
            found = told_apart(largest, self.stages, purpose=TiePurpose.TRANSFER_FIRST, breaker=self.breaker)
            if found is None:
                return None
            first = found
        self.surpluses.remove(first)
        self.papers.pass_on_surplus(first, self.quota, self.continuing)
        return Happening.SURPLUS, first

    def _exclude(self) -> tuple[Happening, str] | None:
        credited = self.papers.credited
        fewest = min(credited[one] for one in self.continuing)
        lowest = [one for one in self.continuing if credited[one] == fewest]
        last = lowest[0]
        if len(lowest) > 1:
            found = told_apart(lowest, self.stages, purpose=TiePurpose.EXCLUDE, breaker=self.breaker)
            if found is None:
                return None
            last = found
        self.continuing -= {last}
        self.papers.pass_on_all(last, self.continuing)
        return Happening.EXCLUDED, last

    def _end_stage(self, happened: list[tuple[Happening, str]]) -> None:
        """Keep the stage; who has reached the quota is elected, and so are all when only as many are left as seats."""
        credited = self.papers.credited
        reached = self._elect([one for one in self.continuing if credited[one] >= self.quota])
        self.surpluses += [one for one in reached if credited[one] > self.quota]
        is_last = len(self.continuing) <= self.seats - len(self.elected)
        reached += self._elect(list(self.continuing)) if is_last else []
        happened += [(Happening.ELECTED, one) for one in reached]
        self.stages.append(dict(credited))
        lost = self.valid * VOTE - sum(credited.values())
        amounts = tuple((one, written(credited[one])) for one in sorted(credited))
        self.rounds.append(Round(len(self.stages), amounts, tuple(happened), written(lost)))

    def _elect(self, who: list[str]) -> list[str]:
        credited = self.papers.credited
        ordered = sorted(who, key=lambda one: (-credited[one], one))
        self.elected += ordered
        self.continuing -= frozenset(who)
        return ordered


def count_stv(
    breaker: Breaker, *, rule: Stv, options: tuple[Option, ...], ballots: tuple[Ballot, ...]
) -> Count:
    """Return who is elected, in the order of election, with every stage."""
    rankings = rankings_of(ballots)
    count = Scottish(rankings, frozenset(option.key for option in options), rule.seats, breaker)
    if rankings:
        count.run()
    winners = tuple(count.elected)
    return Count(
        (choice_line(len(winners), rule.seats),),
        partial(_wants_early, frozenset(winners), rule.seats),
        standings=_standings(count),
        rounds=tuple(count.rounds),
        winners=winners,
        ties=tuple(breaker.ties),
    )


def _wants_early(winners: frozenset[str], seats: int, ballot: Ballot) -> bool:
    """Whether a winner is among as many first choices as there are seats."""
    return not winners.isdisjoint(ballot.options[:seats])


def _standings(count: Scottish) -> tuple[Standing, ...]:
    """Return first choices, the elected first, in the order of election."""
    first = count.stages[0] if count.stages else {}
    ordered = count.elected + sorted(first.keys() - set(count.elected), key=lambda one: (-first[one], one))
    return tuple(
        Standing(one, written(first[one]), at, one in count.elected)
        for at, one in enumerate(ordered, start=1)
    )
