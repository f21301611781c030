"""Rules that add up: approval, score, dots, and the participatory budget. A tie at the edge is declared, never hidden."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from engagement.rules.ballots import Ballot, Option
from engagement.rules.methods import Approval, Budget, Dots, Score, TooDear, most_points
from engagement.rules.requirements import Need, Requirement, line
from engagement.rules.results import Count, Happening, Round, TiePurpose, standings
from engagement.rules.ties import Breaker


def totals(options: tuple[Option, ...], ballots: Iterable[Ballot]) -> dict[str, int]:
    """Return what each option got: approvals or points."""
    found = {option.key: 0 for option in options}
    for ballot in ballots:
        for key in ballot.options:
            found[key] += 1
        for key, points in ballot.points:
            found[key] += points
    return found


def count_points(
    breaker: Breaker,
    *,
    rule: Approval | Score | Dots,
    options: tuple[Option, ...],
    ballots: tuple[Ballot, ...],
) -> Count:
    """Return the options that got most, as many as the rule chooses; what nobody wants is never chosen."""
    amounts = totals(options, ballots)
    winners = highest(amounts, rule.winners, breaker)
    return Count(
        (choice_line(len(winners), rule.winners),),
        partial(favours, frozenset(winners), _least(rule)),
        standings=standings(amounts, winners),
        winners=winners,
        ties=tuple(breaker.ties),
    )


def choice_line(have: int, needed: int) -> Requirement:
    """Return whether as many options were chosen as should be."""
    return line(Need.CHOICE, have, base=needed, needed=needed)


def _least(rule: Approval | Score | Dots) -> int:
    """The points from which a ballot is for an option: half of the top score, or any."""
    return -(-most_points(rule) // 2) if isinstance(rule, Score) else 1


def favours(winners: frozenset[str], least: int, ballot: Ballot) -> bool:
    """Whether a ballot approves a winner, or gives one at least so many points."""
    return any(key in winners for key in ballot.options) or any(
        key in winners and points >= least for key, points in ballot.points
    )


def groups(amounts: dict[str, int]) -> list[tuple[int, list[str]]]:
    """Return options by amount, largest first; those with the same amount are one group."""
    found: dict[int, list[str]] = {}
    for key, amount in amounts.items():
        found.setdefault(amount, []).append(key)
    return [(amount, sorted(found[amount])) for amount in sorted(found, reverse=True)]


def highest(amounts: dict[str, int], many: int, breaker: Breaker) -> tuple[str, ...]:
    """Return the options with the largest amounts above nothing; at an open tie those before it."""
    chosen: list[str] = []
    for amount, group in groups(amounts):
        if amount == 0 or len(chosen) == many:
            break
        left = list(group)
        while len(chosen) + len(left) > many > len(chosen):
            picked = breaker.pick(1, TiePurpose.WIN, left)
            if picked is None:
                return tuple(chosen)
            chosen.append(picked)
            left.remove(picked)
        if len(chosen) < many:
            chosen += left
    return tuple(chosen)


def count_budget(
    breaker: Breaker, *, rule: Budget, options: tuple[Option, ...], ballots: tuple[Ballot, ...]
) -> Count:
    """Fund options by points while their cost fits into the money that is left."""
    amounts = totals(options, ballots)
    purse = Purse(rule, {option.key: option.cost or 0 for option in options})
    for amount, group in groups(amounts):
        if amount and not purse.is_shut:
            _fund(purse, group, breaker)
    funded = tuple(purse.funded)
    happened = [(Happening.FUNDED, key) for key in funded] + [
        (Happening.TOO_DEAR, key) for key in purse.too_dear
    ]
    return Count(
        (line(Need.CHOICE, len(funded), base=len(options), needed=1),),
        partial(favours, frozenset(funded), 1),
        standings=standings(amounts, funded),
        rounds=(Round(1, (("spent", str(purse.spent)), ("left", str(purse.left))), tuple(happened)),),
        winners=funded,
        ties=tuple(breaker.ties),
    )


class Purse:
    """The money of a participatory budget while it is spent, in cents."""

    def __init__(self, rule: Budget, costs: dict[str, int]) -> None:
        """Start with all of it."""
        self.rule = rule
        self.costs = costs
        self.left = rule.money
        self.funded: list[str] = []
        self.too_dear: list[str] = []
        self.is_shut = False

    @property
    def spent(self) -> int:
        """What is spent so far."""
        return self.rule.money - self.left

    def fits(self, keys: Iterable[str]) -> bool:
        """Whether all of these can be paid together."""
        return sum(self.costs[key] for key in keys) <= self.left

    def pay(self, key: str) -> None:
        """Fund an option, or find that it is too dear."""
        if self.fits([key]):
            self.left -= self.costs[key]
            self.funded.append(key)
            return
        self.too_dear.append(key)
        self.is_shut = self.rule.too_dear is TooDear.STOP


def _fund(purse: Purse, group: list[str], breaker: Breaker) -> None:
    """Fund options with the same points: together where that is possible, else one after the other as the tie is broken."""
    left = list(group)
    while left and not purse.is_shut:
        if not _order_matters(purse, left):
            for key in left:
                purse.pay(key)
            return
        picked = breaker.pick(1, TiePurpose.FUND, left)
        if picked is None:
            purse.is_shut = True
            return
        purse.pay(picked)
        left.remove(picked)


def _order_matters(purse: Purse, group: list[str]) -> bool:
    """Whether it matters which of equals is paid first."""
    if len(group) == 1 or purse.fits(group):
        return False
    payable = [key for key in group if purse.fits([key])]
    if purse.rule.too_dear is TooDear.STOP:
        return bool(payable)
    return not purse.fits(payable)
