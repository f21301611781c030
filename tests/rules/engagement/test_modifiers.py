"""Quorums, kinds of seat that must agree by themselves, floors, organisations, recusals and empty seats."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from engagement.rules.ballots import Ballot, Option, Voter
from engagement.rules.methods import (
    Approval,
    Base,
    Budget,
    Dots,
    Irv,
    Majority,
    Rule,
    Score,
    Star,
    Stv,
    TooDear,
)
from engagement.rules.modifiers import (
    ClassAgreement,
    CountedBy,
    Modifiers,
    OpeningFloor,
    Quorum,
    TakingPart,
)
from engagement.rules.question import DecisionQuestion, with_rule
from engagement.rules.requirements import Need, Requirement
from engagement.rules.results import SetAside, Status, Why
from engagement.rules.tally import may_open, requirements_of, tally
from tests.rules.engagement.ballot_boxes import voters

HALF = Fraction(1, 2)
MAJORITY = Majority(Base.DECIDED)


def vote(
    seats: tuple[Voter, ...], said: dict[int, str], modifiers: Modifiers, rule: Rule = MAJORITY
) -> DecisionQuestion:
    """Return a vote: seat number to answer."""
    return DecisionQuestion(
        rule, modifiers, seats, tuple(Ballot(f"seat {at}", one) for at, one in said.items())
    )


def line(question: DecisionQuestion, need: Need) -> Requirement:
    """Return the one line of a kind."""
    (found,) = [one for one in tally(question).requirements if one.need is need]
    return found


def numbers(found: Requirement) -> tuple[int | None, int | None, int | None, bool]:
    """Return what a line says."""
    return found.have, found.base, found.needed, found.is_met


@pytest.mark.parametrize(
    ("needed", "by", "expected"),
    [
        (HALF, TakingPart.VOTED, (2, 5, 3, False)),
        (HALF, TakingPart.PRESENT, (3, 5, 3, True)),
        (2, TakingPart.VOTED, (2, 5, 2, True)),
        (4, TakingPart.PRESENT, (3, 5, 4, False)),
    ],
)
def test_quorum_counts_who_voted_or_was_there(
    needed: Fraction | int, by: TakingPart, expected: tuple[int, int, int, bool]
) -> None:
    seats = voters(*["community"] * 5)
    seats = (*seats[:4], replace(seats[4], is_present=True))
    asked = Modifiers(False, quorums=(Quorum(needed, by, CountedBy.SEATS),))
    question = vote(seats, {1: "yes", 2: "abstain"}, asked)
    assert numbers(line(question, Need.QUORUM)) == expected
    assert (tally(question).status is Status.NO_QUORUM) is not expected[3]


def test_quorum_of_members_counts_an_organisation_once() -> None:
    seats = tuple(Voter(f"seat {at}", "partner", "Food Bank" if at < 4 else "") for at in range(1, 6))
    asked = Modifiers(False, quorums=(Quorum(3, TakingPart.VOTED, CountedBy.MEMBERS),))
    question = vote(seats, {1: "yes", 2: "yes", 3: "yes", 4: "yes"}, asked)
    assert numbers(line(question, Need.QUORUM)) == (2, 3, 3, False)


def test_class_quorum_looks_at_its_kinds_of_seat_only() -> None:
    seats = voters("community", "community", "partner", "partner")
    asked = Modifiers(False, quorums=(Quorum(HALF, TakingPart.VOTED, CountedBy.SEATS, ("community",)),))
    missed = vote(seats, {3: "yes", 4: "yes"}, asked)
    found = line(missed, Need.CLASS_QUORUM)
    assert numbers(found) == (0, 2, 1, False)
    assert found.seat_classes == ("community",)
    assert tally(missed).status is Status.NO_QUORUM
    assert tally(vote(seats, {1: "yes"}, asked)).status is Status.ADOPTED


@pytest.mark.parametrize(
    ("said", "status", "expected"),
    [
        ({1: "yes", 2: "no", 3: "yes", 4: "yes"}, Status.ADOPTED, (1, 2, 1, True)),
        ({1: "no", 2: "no", 3: "yes", 4: "yes", 5: "yes"}, Status.NOT_ADOPTED, (0, 2, 1, False)),
        ({3: "yes", 4: "yes"}, Status.NOT_ADOPTED, (0, 0, 1, False)),  # silence agrees to nothing
    ],
)
def test_community_seats_must_agree_by_themselves_as_well(
    said: dict[int, str], status: Status, expected: tuple[int, int, int, bool]
) -> None:
    seats = voters("community", "community", "partner", "partner", "funder")
    asked = Modifiers(False, class_agreements=(ClassAgreement(("community",), HALF, False, Base.CAST),))
    question = vote(seats, said, asked)
    assert tally(question).status is status
    assert numbers(line(question, Need.CLASS_AGREEMENT)) == expected


def test_more_than_half_of_a_kind_of_seat_is_more_than_half() -> None:
    seats = voters("community", "youth", "partner", "partner", "partner")
    asked = Modifiers(
        False, class_agreements=(ClassAgreement(("community", "youth"), HALF, True, Base.ELIGIBLE),)
    )
    question = vote(seats, {1: "yes", 2: "no", 3: "yes", 4: "yes"}, asked)
    assert numbers(line(question, Need.CLASS_AGREEMENT)) == (1, 2, 2, False)


@pytest.mark.parametrize(
    ("rule", "partners", "for_it", "against"),
    [
        (Approval(1), Ballot("", options=("A",)), Ballot("", options=("A", "B")), Ballot("", options=("B",))),
        (Score(1, top=5), {"A": 5}, {"A": 3}, {"A": 2, "B": 1}),
        (Dots(1, points=3), {"A": 3}, {"A": 1}, {"A": 0, "B": 1}),
        (Budget(3, 10, TooDear.SKIP), {"A": 3}, {"A": 1}, {"B": 2}),
        (Star(), {"A": 5}, {"A": 3}, {"A": 2, "B": 1}),
        (Irv(), Ballot("", options=("A",)), Ballot("", options=("A", "B")), Ballot("", options=("B", "A"))),
        (Stv(1), Ballot("", options=("A",)), Ballot("", options=("A", "B")), Ballot("", options=("B", "A"))),
    ],
)
def test_with_options_a_kind_of_seat_agrees_when_it_wants_a_winner(
    rule: Rule,
    partners: Ballot | dict[str, int],
    for_it: Ballot | dict[str, int],
    against: Ballot | dict[str, int],
) -> None:
    def made(ballot: Ballot | dict[str, int], at: int) -> Ballot:
        if isinstance(ballot, dict):
            return Ballot(f"seat {at}", points=tuple(ballot.items()))
        return replace(ballot, voter=f"seat {at}")

    seats = voters("community", "partner", "partner", "partner", "partner")
    asked = Modifiers(False, class_agreements=(ClassAgreement(("community",), HALF, True, Base.CAST),))
    for own, status in ((for_it, Status.ADOPTED), (against, Status.NOT_ADOPTED)):
        ballots = (made(own, 1), *(made(partners, at) for at in range(2, 6)))
        options = (Option("A", 8), Option("B", 9))
        found = tally(DecisionQuestion(rule, asked, seats, ballots, options))
        assert found.winners == ("A",)
        assert found.status is status


def test_a_recused_seat_is_in_no_base_and_its_ballot_is_listed() -> None:
    seats = voters("community", "community", "community")
    seats = (replace(seats[0], is_recused=True), *seats[1:])
    asked = Modifiers(True, quorums=(Quorum(Fraction(1), TakingPart.VOTED, CountedBy.SEATS),))
    found = tally(vote(seats, {1: "no", 2: "yes", 3: "yes"}, asked))
    assert found.status is Status.ADOPTED
    assert (found.eligible, found.cast, found.counts[1]) == (2, 2, ("no", 0))
    assert found.set_aside == (SetAside("seat 1", Why.RECUSED),)


@pytest.mark.parametrize(("counted", "eligible", "status"), [(True, 4, "not_adopted"), (False, 3, "adopted")])
def test_empty_seats_count_or_do_not_as_is_written(counted: bool, eligible: int, status: str) -> None:
    seats = (*voters("community", "community", "community"), Voter("empty", "partner", is_vacant=True))
    found = tally(vote(seats, {1: "yes", 2: "yes"}, Modifiers(counted), Majority(Base.ELIGIBLE)))
    assert (found.eligible, found.status) == (eligible, Status(status))


class TestOneVoteForEachOrganisation:
    """Seats of one organisation share a vote."""

    SEATS = (
        Voter("a1", "partner", "A"),
        Voter("a2", "partner", "A", is_present=True),
        Voter("b1", "partner", "B"),
        Voter("c1", "community"),
        Voter("c2", "community"),
    )
    ASKED = Modifiers(False, is_by_organisation=True)

    def count(self, said: dict[str, str], seats: tuple[Voter, ...] = SEATS, base: Base = Base.CAST):
        """Count answers by key."""
        ballots = tuple(Ballot(key, one) for key, one in said.items())
        return tally(DecisionQuestion(Majority(base), self.ASKED, seats, ballots))

    def test_the_same_answer_twice_counts_once(self) -> None:
        found = self.count({"a1": "yes", "a2": "yes", "b1": "no", "c1": "yes"})
        assert found.counts == (("yes", 2), ("no", 1), ("abstain", 0))
        assert (found.eligible, found.cast) == (4, 3)
        assert found.set_aside == (SetAside("a2", Why.ORGANISATION_COUNTED),)

    def test_two_answers_take_part_and_say_nothing(self) -> None:
        found = self.count({"a1": "yes", "a2": "no", "b1": "yes", "c1": "yes"})
        assert found.counts == (("yes", 2), ("no", 0), ("abstain", 0))
        assert found.cast == 3
        assert {one.why for one in found.set_aside} == {Why.ORGANISATION_SPLIT}
        assert len(found.set_aside) == 2

    def test_an_interest_of_one_seat_is_the_organisations(self) -> None:
        seats = (replace(self.SEATS[0], is_recused=True), *self.SEATS[1:])
        found = self.count({"a2": "no", "c1": "yes"}, seats)
        assert found.eligible == 3
        assert found.set_aside == (SetAside("a2", Why.RECUSED),)

    def test_it_is_there_when_one_of_its_seats_is_and_empty_when_all_are(self) -> None:
        found = self.count({"c1": "yes"}, base=Base.PRESENT)
        assert (found.present, found.cast) == (2, 1)
        seats = (
            replace(self.SEATS[0], is_vacant=True),
            *self.SEATS[1:2],
            replace(self.SEATS[2], is_vacant=True),
            *self.SEATS[3:],
        )
        assert self.count({}, seats).eligible == 3


class TestFloorAtOpening:
    """The community must hold enough of the filled seats before a vote opens."""

    ASKED = Modifiers(True, opening_floor=OpeningFloor(("community", "youth"), HALF))

    @pytest.mark.parametrize(
        ("classes", "opens"),
        [
            (("community", "youth", "partner", "partner"), True),
            (("community", "partner", "partner"), False),
        ],
    )
    def test_it_opens_only_with_enough_seats(self, classes: tuple[str, ...], opens: bool) -> None:
        question = vote((*voters(*classes), Voter("x", "youth", is_vacant=True)), {}, self.ASKED)
        assert may_open(question) is opens
        found = line(question, Need.OPENING_FLOOR)
        assert (found.base, found.needed) == (len(classes), 2)

    def test_recused_and_empty_seats_hold_no_floor(self) -> None:
        seats = (*voters("community", "partner"), Voter("x", "youth", is_vacant=True))
        assert may_open(vote(seats, {}, self.ASKED))
        assert not may_open(vote((replace(seats[0], is_recused=True), *seats[1:]), {}, self.ASKED))

    def test_without_the_floor_there_is_no_result(self) -> None:
        seats = voters("community", "partner", "partner")
        asked = replace(self.ASKED, opening_floor=OpeningFloor(("community",), HALF))
        assert tally(vote(seats, {1: "yes", 2: "yes"}, asked)).status is Status.NO_QUORUM

    def test_a_vote_without_a_floor_opens(self) -> None:
        asked = Modifiers(True, quorums=(Quorum(1, TakingPart.VOTED, CountedBy.SEATS),))
        assert may_open(vote(voters("partner"), {}, asked))


def test_open_votes_tell_all_lines_while_they_run() -> None:
    seats = voters("community", "partner")
    asked = Modifiers(False, quorums=(Quorum(1, TakingPart.VOTED, CountedBy.SEATS),))
    question = vote(seats, {1: "yes"}, asked)
    assert requirements_of(question) == tally(question).requirements
    assert [one.need for one in requirements_of(question)] == [Need.QUORUM, Need.AGREEMENT]


def test_another_rule_starts_without_ballots_and_without_a_fallback() -> None:
    asked = Modifiers(False, fallback=Majority(Base.CAST))
    question = vote(voters("community"), {1: "yes"}, asked)
    again = with_rule(question, Majority(Base.CAST))
    assert (again.ballots, again.modifiers.fallback, again.rule) == ((), None, Majority(Base.CAST))
    assert again.electorate == question.electorate
