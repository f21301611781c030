"""A secret box: emptied in random order under new numbers, sealed by one hash over all ballots. SPECTRUM section 3.

What it protects: nobody who reads what is published can tell whose ballot is whose. What it does not: whoever runs the
server could link ballots to voters until the box is emptied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.published import written
from engagement.rules.question import DecisionQuestion, tells_classes
from engagement.rules.requirements import Need
from engagement.rules.tally import tally
from initiatives.rules.ledger import canonical, merkle_root

T = TypeVar("T")
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # none that is mistaken for another when read aloud or from paper
RECEIPT_LETTERS = 10


class Chance(Protocol):
    """Where chance comes from: the module `secrets` in the product, a list of numbers in a test."""

    def randbelow(self, exclusive_upper_bound: int, /) -> int:
        """Return a whole number from 0 to one less than the bound, each as likely as another."""

    def token_hex(self, nbytes: int, /) -> str:
        """Return so many random bytes, in hexadecimal."""


def shuffled(things: Sequence[T], chance: Chance) -> tuple[T, ...]:
    """Return things in an order of pure chance (Fisher and Yates): each order is as likely as another."""
    mixed = list(things)
    for last in range(len(mixed) - 1, 0, -1):
        at = chance.randbelow(last + 1)
        mixed[at], mixed[last] = mixed[last], mixed[at]
    return tuple(mixed)


def emptied(ballots: Sequence[Ballot], chance: Chance) -> tuple[Ballot, ...]:
    """Return the ballots of a box under new random numbers, in the order of these numbers: the old order is gone."""
    mixed = [replace(ballot, voter=chance.token_hex(16)) for ballot in shuffled(ballots, chance)]
    return tuple(sorted(mixed, key=lambda ballot: ballot.voter))


def root_of(ballots: Sequence[Ballot]) -> str:
    """Return one hash for all ballots, in the order of their numbers: a ballot more, less or changed makes another."""
    ordered = sorted(ballots, key=lambda ballot: ballot.voter)
    return merkle_root([canonical(written(ballot)) for ballot in ordered])


def receipt(chance: Chance) -> str:
    """Return a receipt such as "K7QWM-X2F9C": it proves that somebody voted, and says nothing of what."""
    drawn = "".join(LETTERS[chance.randbelow(len(LETTERS))] for _ in range(RECEIPT_LETTERS))
    return f"{drawn[: RECEIPT_LETTERS // 2]}-{drawn[RECEIPT_LETTERS // 2 :]}"


def without_names(electorate: Sequence[Voter]) -> tuple[Voter, ...]:
    """Return the list of voters with running numbers instead of keys, sorted by what a count needs to know."""
    rows = sorted(electorate, key=_what_counts)
    numbers: dict[str, str] = {"": ""}
    for voter in rows:
        numbers.setdefault(voter.organisation, f"organisation {len(numbers)}")
    return tuple(
        replace(voter, key=f"voter {at}", organisation=numbers[voter.organisation])
        for at, voter in enumerate(rows, start=1)
    )


def _what_counts(voter: Voter) -> tuple[str, bool, bool, bool, bool, str]:
    return (
        voter.seat_class,
        voter.is_vacant,
        voter.is_recused,
        voter.is_present,
        voter.has_voted,
        voter.organisation,
    )


def publishable(question: DecisionQuestion) -> DecisionQuestion:
    """Return what everybody may read of a question. An open vote is published as it is; of a secret one, voters lose their
    names, and while a kind of seat has fewer than five who voted, ballots lose their kind and tellers attest instead.
    """
    if not question.is_secret:
        return question
    public = replace(question, electorate=without_names(question.electorate))
    if tells_classes(question.electorate):
        return public
    met = [line.is_met for line in tally(question).requirements if line.need is Need.CLASS_AGREEMENT]
    ballots = tuple(replace(ballot, seat_class="") for ballot in question.ballots)
    return replace(public, ballots=ballots, attested=tuple(met))
