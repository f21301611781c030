"""Ties are never broken in silence: by what the rule itself says, by the body, by a public lot, or they stay open.

A lot orders options by sha256(seed + "|" + option), with a seed that was announced before: the first of a tie wins or goes
first, the last of a tie leaves. Where every way of breaking open ties leads to the same winners, they are listed as ones
that make no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from engagement.rules.impossible import Impossible
from engagement.rules.results import Broken, Count, Tie, TiePurpose

MOST_WAYS = 128


@dataclass(frozen=True, slots=True)
class BodyChoice:
    """What the body chose at a declared tie: who wins, goes first, or leaves."""

    purpose: TiePurpose
    options: tuple[str, ...]
    chosen: str

    def __post_init__(self) -> None:
        """Refuse a choice from outside."""
        if self.chosen not in self.options:
            raise Impossible("no_choice_in_tie", option=self.chosen)


@dataclass(frozen=True, slots=True)
class TieRule:
    """How a decision breaks ties: what the body chose comes first, then the lot of a seed; without both they stay open."""

    seed: str = ""
    choices: tuple[BodyChoice, ...] = ()


UNTIED = TieRule()


def lot_order(seed: str, options: Iterable[str]) -> tuple[str, ...]:
    """Return options in the order of a public lot."""
    if not seed:
        raise Impossible("seed_missing")
    return tuple(sorted(options, key=lambda one: (sha256(f"{seed}|{one}".encode()).hexdigest(), one)))


class Breaker:
    """Breaks the ties of one count and keeps each; `assumed` are answers to open ties that are only tried out."""

    def __init__(self, rule: TieRule, assumed: tuple[str, ...] = ()) -> None:
        """Start a count."""
        self.rule = rule
        self.left = list(assumed)
        self.ties: list[Tie] = []

    @property
    def open_tie(self) -> Tie | None:
        """The tie at which this count has to stop."""
        return self.ties[-1] if self.ties and self.ties[-1].broken is Broken.OPEN else None

    def note(
        self,
        stage: int,
        purpose: TiePurpose,
        options: Iterable[str],
        *,
        broken: Broken,
        chosen: Iterable[str],
    ) -> None:
        """Keep a tie that the rule itself has broken."""
        self.ties.append(Tie(stage, purpose, tuple(sorted(options)), broken, tuple(chosen)))

    def pick(self, stage: int, purpose: TiePurpose, options: Iterable[str]) -> str | None:
        """Return one of options that nothing tells apart, or None: then the count stops here."""
        tied = tuple(sorted(options))
        broken, chosen = self._chosen(purpose, tied)
        self.ties.append(Tie(stage, purpose, tied, broken, (chosen,) if chosen else ()))
        return chosen

    def _chosen(self, purpose: TiePurpose, tied: tuple[str, ...]) -> tuple[Broken, str | None]:
        for choice in self.rule.choices:
            if choice.purpose is purpose and tuple(sorted(choice.options)) == tied:
                return Broken.BODY, choice.chosen
        if self.rule.seed:
            order = lot_order(self.rule.seed, tied)
            return Broken.LOT, order[-1] if purpose is TiePurpose.EXCLUDE else order[0]
        if self.left:
            return Broken.NO_DIFFERENCE, self.left.pop(0)
        return Broken.OPEN, None


def settled(count: Callable[[Breaker], Count], rule: TieRule) -> Count:
    """Count; at open ties try every answer, and keep them open unless all lead to the same winners."""
    first = count(Breaker(rule))
    if not first.is_tied:
        return first
    found = _every_way(count, rule)
    if not found or len({frozenset(one.winners) for one in found}) > 1:
        return first
    return found[0]


def _every_way(count: Callable[[Breaker], Count], rule: TieRule) -> list[Count]:
    """Return the counts after every answer to open ties, alphabetically; none if there are too many to try."""
    found: list[Count] = []
    waiting: list[tuple[str, ...]] = [()]
    tried = 0
    while waiting:
        assumed, tried = waiting.pop(), tried + 1
        if tried > MOST_WAYS:
            return []
        one = count(Breaker(rule, assumed))
        if one.is_tied:
            waiting += [(*assumed, option) for option in reversed(one.ties[-1].options)]
        else:
            found.append(one)
    return found
