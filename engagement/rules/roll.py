"""The list of voters as it is counted: without recusals, with or without empty seats, seat by seat or by organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.methods import Base
from engagement.rules.question import DecisionQuestion, tells_classes
from engagement.rules.results import SetAside, Why


@dataclass(frozen=True, slots=True)
class Roll:
    """Who counts, and which ballots count. Each ballot carries the kind of seat that it was cast from, where it is known."""

    voters: tuple[Voter, ...]
    ballots: tuple[Ballot, ...]
    set_aside: tuple[SetAside, ...]
    is_secret: bool

    def eligible(self, classes: Sequence[str] = ()) -> int:
        """How many may vote."""
        return len(_of(self.voters, classes))

    def present(self, classes: Sequence[str] = ()) -> int:
        """How many were present or voted."""
        return sum(voter.is_present or voter.has_voted for voter in _of(self.voters, classes))

    def cast(self, classes: Sequence[str] = ()) -> int:
        """How many voted."""
        return sum(voter.has_voted for voter in _of(self.voters, classes))

    def cast_ballots(self, classes: Sequence[str] = ()) -> tuple[Ballot, ...]:
        """The ballots that count, of some kinds of seat or of all."""
        return tuple(one for one in self.ballots if not classes or one.seat_class in classes)

    def base(self, base: Base, classes: Sequence[str] = ()) -> int:
        """How many a share is taken of."""
        match base:
            case Base.ELIGIBLE:
                return self.eligible(classes)
            case Base.PRESENT:
                return self.present(classes)
            case Base.CAST:
                return self.cast(classes)
            case _:  # decided
                return sum(not is_abstention(ballot) for ballot in self.cast_ballots(classes))

    @property
    def is_told(self) -> bool:
        """Whether numbers of kinds of seat may be told."""
        return not self.is_secret or tells_classes(self.voters)


ABSTENTIONS = frozenset({"abstain", "stand_aside"})


def is_abstention(ballot: Ballot) -> bool:
    """Whether a ballot says neither yes nor no: an abstention, standing aside, or blank."""
    is_blank = not (ballot.stance or ballot.options or any(points for _, points in ballot.points))
    return is_blank or ballot.stance in ABSTENTIONS


def _of(voters: tuple[Voter, ...], classes: Sequence[str]) -> list[Voter]:
    return [voter for voter in voters if not classes or voter.seat_class in classes]


def roll_of(question: DecisionQuestion) -> Roll:
    """Return who counts: recused seats are in neither part of a share; their ballots, if any, are listed aside."""
    voters, ballots, aside = question.electorate, question.ballots, list[SetAside]()
    if not question.is_secret:
        if question.modifiers.is_by_organisation:
            voters = _recused_together(voters)
        ballots, aside = _without_recused(voters, ballots)
        voters = _with_votes(voters, ballots)
        if question.modifiers.is_by_organisation:
            voters, ballots = _by_organisation(voters, ballots, aside)
    counted = question.modifiers.are_vacancies_counted
    who = tuple(one for one in voters if not one.is_recused and (counted or not one.is_vacant))
    return Roll(who, ballots, tuple(aside), question.is_secret)


def _without_recused(
    voters: tuple[Voter, ...], ballots: tuple[Ballot, ...]
) -> tuple[tuple[Ballot, ...], list[SetAside]]:
    rows = {voter.key: voter for voter in voters}
    aside = [SetAside(one.voter, Why.RECUSED) for one in ballots if rows[one.voter].is_recused]
    return tuple(_from_seat(one, rows[one.voter]) for one in ballots if not rows[one.voter].is_recused), aside


def _from_seat(ballot: Ballot, voter: Voter) -> Ballot:
    """Return a ballot with its kind of seat, made anew only where that says more: there may be very many."""
    if ballot.seat_class == voter.seat_class:
        return ballot
    return replace(ballot, seat_class=voter.seat_class)


def _with_votes(voters: tuple[Voter, ...], ballots: tuple[Ballot, ...]) -> tuple[Voter, ...]:
    voted = frozenset(ballot.voter for ballot in ballots)
    return tuple(_marked(voter, has_voted=voter.key in voted) for voter in voters)


def _marked(voter: Voter, *, has_voted: bool) -> Voter:
    if voter.has_voted is has_voted:
        return voter
    return Voter(
        voter.key,
        voter.seat_class,
        voter.organisation,
        voter.is_vacant,
        voter.is_recused,
        voter.is_present,
        has_voted,
    )


def _recused_together(voters: tuple[Voter, ...]) -> tuple[Voter, ...]:
    """An interest is the organisation's: with one of its seats it steps aside whole."""
    gone = {voter.organisation for voter in voters if voter.is_recused} - {""}
    return tuple(replace(one, is_recused=True) if one.organisation in gone else one for one in voters)


def _by_organisation(
    voters: tuple[Voter, ...], ballots: tuple[Ballot, ...], aside: list[SetAside]
) -> tuple[tuple[Voter, ...], tuple[Ballot, ...]]:
    """Make one row and one ballot of each organisation. Where its seats disagree it took part and said nothing."""
    rows: dict[str, list[Voter]] = {}
    for voter in sorted(voters, key=lambda one: one.key):
        rows.setdefault(f"organisation:{voter.organisation}" if voter.organisation else voter.key, []).append(
            voter
        )
    said = {ballot.voter: ballot for ballot in ballots}
    kept: list[Ballot] = []
    for key, seats in rows.items():
        own = [said[seat.key] for seat in seats if seat.key in said]
        is_split = len({ballot.answer for ballot in own}) > 1
        why = Why.ORGANISATION_SPLIT if is_split else Why.ORGANISATION_COUNTED
        aside += [SetAside(ballot.voter, why) for ballot in (own if is_split else own[1:])]
        kept += [replace(own[0], voter=key)] if own and not is_split else []
    return tuple(_merged(key, seats) for key, seats in rows.items()), tuple(kept)


def _merged(key: str, seats: list[Voter]) -> Voter:
    return replace(
        seats[0],
        key=key,
        is_vacant=all(seat.is_vacant for seat in seats),
        is_present=any(seat.is_present for seat in seats),
        has_voted=any(seat.has_voted for seat in seats),
    )
