"""Clocks only lengthen, a decision carries its evidence, interests step aside, a community's block is not bypassed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.decision_laws import (
    Evidence,
    Owed,
    escalated,
    has_community_block,
    is_flagged,
    later_deadline,
    opening_after_notice,
    owed_to_adopt,
    owed_to_open,
    recused,
)
from engagement.rules.impossible import Impossible
from engagement.rules.methods import Base, Consensus, Consent, Majority, Supermajority
from engagement.rules.modifiers import ClassAgreement, Modifiers
from engagement.rules.question import DecisionQuestion
from engagement.rules.spectrum import Level
from tests.rules.engagement.ballot_boxes import stance, voters

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_deadline_moves_later_and_never_earlier() -> None:
    assert later_deadline(NOON, NOON + SECOND) == NOON + SECOND
    assert later_deadline(NOON, NOON) == NOON
    with pytest.raises(Impossible, match="never earlier") as refused:
        later_deadline(NOON, NOON - SECOND)
    assert refused.value.field == "closes_at"


def test_a_vote_opens_only_after_its_days_of_notice() -> None:
    week = NOON + timedelta(days=7)
    assert opening_after_notice(NOON, week, days=7) == week
    with pytest.raises(Impossible, match=r"need 7 days of notice.*leaves 6") as refused:
        opening_after_notice(NOON, week - SECOND, days=7)
    assert refused.value.field == "opens_at"
    with pytest.raises(Impossible, match="leaves 0"):
        opening_after_notice(NOON, NOON - SECOND, days=7)


@pytest.mark.parametrize(
    ("evidence", "owed"),
    [
        (Evidence(1), ()),
        (Evidence(0), (Owed.EVIDENCE,)),
        (Evidence(0, has_gap_item=True), (Owed.EVIDENCE,)),
        (Evidence(0, says_no_data=True), (Owed.GAP,)),
        (Evidence(0, says_no_data=True, has_gap_item=True), ()),
        (Evidence(2, says_no_data=True), ()),
    ],
)
def test_a_decision_opens_with_evidence_or_an_open_gap(evidence: Evidence, owed: tuple[Owed, ...]) -> None:
    assert owed_to_open(evidence) == owed


@pytest.mark.parametrize(
    ("review_on", "dissenters", "dissents", "owed"),
    [
        (date(2027, 1, 2), 0, 0, ()),
        (date(2027, 1, 1), 0, 0, (Owed.REVIEW_DATE,)),
        (None, 0, 0, (Owed.REVIEW_DATE,)),
        (date(2028, 1, 1), 2, 1, (Owed.DISSENT,)),
        (date(2028, 1, 1), 2, 2, ()),
        (None, 1, 0, (Owed.REVIEW_DATE, Owed.DISSENT)),
    ],
)
def test_a_result_has_a_review_date_and_every_dissent(
    review_on: date | None, dissenters: int, dissents: int, owed: tuple[Owed, ...]
) -> None:
    found = owed_to_adopt(
        Evidence(1),
        decided_on=date(2027, 1, 1),
        review_on=review_on,
        dissenters=dissenters,
        dissents=dissents,
    )
    assert found == owed


def test_a_result_without_evidence_owes_it() -> None:
    found = owed_to_adopt(
        Evidence(0), decided_on=date(2027, 1, 1), review_on=date(2028, 1, 1), dissenters=0, dissents=0
    )
    assert found == (Owed.EVIDENCE,)


def test_declared_interests_step_aside_and_nobody_else() -> None:
    seats = recused(voters("community", "partner"), ["seat 2"])
    assert [one.is_recused for one in seats] == [False, True]
    with pytest.raises(Impossible, match="seat 9"):
        recused(seats, ["seat 9"])


def asked(*ballots: Ballot, **more: object) -> DecisionQuestion:
    """Return a consent vote of community, youth and partner with a fallback."""
    fallback = Supermajority(Fraction(3, 4), Base.CAST, is_strict=False)
    given = {"modifiers": Modifiers(False, fallback=fallback)} | more
    return DecisionQuestion(
        Consent(), electorate=voters("community", "youth", "partner"), ballots=ballots, **given
    )


def test_an_interest_found_later_flags_a_decision_only_if_its_seat_voted() -> None:
    question = asked(stance("seat 1", "concern"))
    assert is_flagged(question, ["seat 1"])
    assert not is_flagged(question, ["seat 2"])
    secret = DecisionQuestion(
        Majority(Base.CAST),
        Modifiers(False),
        (Voter("a", has_voted=True), Voter("b")),
        (Ballot("x", "yes"),),
        is_secret=True,
    )
    assert is_flagged(secret, ["a"])
    assert not is_flagged(secret, ["b"])


@pytest.mark.parametrize(
    ("ballot", "found"),
    [
        (stance("seat 1", "objection"), True),
        (stance("seat 2", "objection"), True),
        (stance("seat 3", "objection"), False),
        (stance("seat 1", "objection", is_resolved=True), False),
        (stance("seat 1", "concern"), False),
    ],
)
def test_a_block_is_the_communitys_if_a_resident_holds_the_seat(ballot: Ballot, found: bool) -> None:
    assert has_community_block(asked(ballot)) is found
    again = escalated(asked(ballot), level=Level.COLLABORATING)
    assert bool(again.modifiers.class_agreements) is found


def test_a_consensus_block_of_a_resident_is_one_too() -> None:
    question = DecisionQuestion(
        Consensus(0), Modifiers(False), voters("community"), (stance("seat 1", "block"),)
    )
    assert has_community_block(question)


def test_over_a_residents_block_residents_must_agree_by_themselves() -> None:
    own = ClassAgreement(("partner",), Fraction(1, 2), False, Base.CAST)
    question = asked(stance("seat 1", "objection"))
    question = replace(question, modifiers=replace(question.modifiers, class_agreements=(own,)))
    again = escalated(question, level=Level.EMPOWERING)
    assert again.rule == question.modifiers.fallback
    assert again.ballots == ()
    assert again.modifiers.class_agreements == (
        own,
        ClassAgreement(("community", "youth"), Fraction(1, 2), True, Base.DECIDED),
    )


def test_below_collaborating_the_fallback_stands_alone() -> None:
    assert (
        escalated(asked(stance("seat 1", "objection")), level=Level.INVOLVING).modifiers.class_agreements
        == ()
    )
