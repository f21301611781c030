"""When one proposal is carried: consensus, consent, fist to five, majority, supermajority, by their written rule."""

from __future__ import annotations

from fractions import Fraction

import pytest

from engagement.rules.ballots import Ballot
from engagement.rules.methods import (
    Base,
    Consensus,
    Consent,
    FistToFive,
    Majority,
    StanceRule,
    Supermajority,
)
from engagement.rules.question import DecisionQuestion
from engagement.rules.requirements import Need
from engagement.rules.results import Status
from engagement.rules.tally import tally
from tests.rules.engagement.ballot_boxes import PLAIN, proposal, stance, voters

TWO_THIRDS = Fraction(2, 3)
ADOPTED, NOT_ADOPTED, BLOCKED = Status.ADOPTED, Status.NOT_ADOPTED, Status.BLOCKED


@pytest.mark.parametrize(
    ("rule", "said", "absent", "status"),
    [
        (Consensus(1), {"support": 3, "stand_aside": 1}, 0, ADOPTED),
        (Consensus(1), {"support": 3, "stand_aside": 2}, 0, NOT_ADOPTED),
        (Consensus(0), {"reservations": 1}, 0, ADOPTED),
        (Consensus(3), {"stand_aside": 2}, 0, NOT_ADOPTED),  # nobody supports it
        (Consensus(3), {"support": 9, "block": 1}, 0, BLOCKED),
        (Consensus(0), {}, 3, NOT_ADOPTED),
        (Consent(), {"no_concern": 2, "concern": 1}, 0, ADOPTED),
        (Consent(), {"concern": 1}, 5, ADOPTED),
        (Consent(), {"no_concern": 9, "objection": 1}, 0, BLOCKED),
        (Consent(), {}, 2, NOT_ADOPTED),
        (FistToFive(1, TWO_THIRDS, Base.CAST), {"3": 2, "2": 1}, 0, ADOPTED),
        (FistToFive(1, TWO_THIRDS, Base.CAST), {"5": 2, "2": 2}, 0, NOT_ADOPTED),
        (FistToFive(1, TWO_THIRDS, Base.CAST), {"5": 9, "0": 1}, 0, BLOCKED),
        (FistToFive(0, TWO_THIRDS, Base.CAST), {"4": 9, "0": 1}, 0, ADOPTED),
        (FistToFive(3, TWO_THIRDS, Base.CAST), {"4": 9, "2": 1}, 0, BLOCKED),
        (Majority(Base.CAST), {"yes": 2, "no": 1, "abstain": 1}, 0, NOT_ADOPTED),
        (Majority(Base.DECIDED), {"yes": 2, "no": 1, "abstain": 1}, 0, ADOPTED),
        (Majority(Base.DECIDED), {"yes": 2, "no": 2}, 0, NOT_ADOPTED),
        (Majority(Base.DECIDED), {"abstain": 2}, 0, NOT_ADOPTED),
        (Majority(Base.ELIGIBLE), {"yes": 3}, 3, NOT_ADOPTED),
        (Majority(Base.ELIGIBLE), {"yes": 4}, 3, ADOPTED),
        (Supermajority(TWO_THIRDS, Base.CAST, is_strict=False), {"yes": 4, "no": 2}, 0, ADOPTED),
        (Supermajority(TWO_THIRDS, Base.CAST, is_strict=True), {"yes": 4, "no": 2}, 0, NOT_ADOPTED),
        (Supermajority(TWO_THIRDS, Base.CAST, is_strict=True), {"yes": 5, "no": 2}, 0, ADOPTED),
        (Supermajority(Fraction(1), Base.DECIDED, is_strict=False), {"yes": 5, "abstain": 2}, 0, ADOPTED),
    ],
)
def test_a_proposal_is_carried_by_its_written_rule(
    rule: StanceRule, said: dict[str, int], absent: int, status: Status
) -> None:
    assert tally(proposal(rule, said, absent)).status is status


def test_a_resolved_objection_stops_nobody_and_counts_as_agreement() -> None:
    ballots = (stance("seat 1", "objection", is_resolved=True),)
    found = tally(DecisionQuestion(Consent(), PLAIN, voters("community"), ballots))
    assert found.status is ADOPTED
    assert [(line.need, line.have, line.needed) for line in found.requirements] == [
        (Need.NO_OBJECTION, 0, 0),
        (Need.SUPPORT, 1, 1),
    ]


def test_present_base_counts_those_in_the_room_who_did_not_vote() -> None:
    seats = voters("community", "community", "community")
    there = tuple(type(one)(one.key, one.seat_class, is_present=one.key == "seat 3") for one in seats)
    yes = (Ballot("seat 1", "yes"),)
    assert tally(DecisionQuestion(Majority(Base.PRESENT), PLAIN, there, yes)).status is NOT_ADOPTED
    assert tally(DecisionQuestion(Majority(Base.PRESENT), PLAIN, seats, yes)).status is ADOPTED


def test_outcome_tells_every_answer_even_those_that_nobody_gave() -> None:
    found = tally(proposal(Majority(Base.CAST), {"yes": 2, "abstain": 1}, absent=4))
    assert found.counts == (("yes", 2), ("no", 0), ("abstain", 1))
    assert (found.eligible, found.present, found.cast) == (7, 3, 3)
    assert found.rule == "majority@1"
    (line,) = found.requirements
    assert (line.need, line.have, line.base, line.needed, line.is_met) == (Need.AGREEMENT, 2, 3, 2, True)


def test_fist_to_five_shows_who_is_below_the_floor_and_the_share() -> None:
    found = tally(proposal(FistToFive(2, TWO_THIRDS, Base.CAST), {"5": 2, "1": 1}))
    below, share = found.requirements
    assert (below.need, below.have, below.base, below.needed, below.is_met) == (
        Need.NOBODY_BELOW,
        1,
        3,
        0,
        False,
    )
    assert (share.have, share.base, share.needed, share.is_met) == (2, 3, 2, True)


def test_consensus_shows_its_three_lines() -> None:
    found = tally(proposal(Consensus(2), {"support": 1, "reservations": 2, "stand_aside": 1, "block": 1}))
    assert [(line.need, line.have, line.base, line.needed) for line in found.requirements] == [
        (Need.NO_BLOCK, 1, 5, 0),
        (Need.STAND_ASIDES, 1, 5, 2),
        (Need.SUPPORT, 3, 5, 1),
    ]
