"""What can be put to a vote in an engagement: each purpose at its level and stage, and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engagement.rules.facts import EngagementFacts
from engagement.rules.framing_facts import Emergency
from engagement.rules.matter import Matter
from engagement.rules.outcome_facts import Criteria, OwnerAnswer
from engagement.rules.purposes import VotePurpose, is_for_owner, possible_votes
from engagement.rules.spectrum import Level
from engagement.rules.stages import FROM_DECIDED_ON, Stage, course
from tests.rules.engagement.kept import day, kept, without

P = VotePurpose
EVERY = [(level, stage) for level in Level for stage in course(level)]


def asked(level: Level, stage: Stage, **changes: object) -> frozenset[VotePurpose]:
    return frozenset(possible_votes(without(kept(level, stage), **changes)))


@pytest.mark.parametrize(("level", "stage"), EVERY)
def test_each_purpose_has_its_level_and_its_stages(level: Level, stage: Stage) -> None:
    found = asked(level, stage)
    before = stage not in FROM_DECIDED_ON and stage is not Stage.DRAFT
    substance = stage is Stage.OPTIONS_FROZEN or (level is Level.INFORMING and before)
    assert (P.SUBSTANCE in found) == substance
    assert (P.ADVISER_MAY_VOTE in found) == (level is Level.EMPOWERING and before)
    assert (P.OPTIONS in found) == (
        level is Level.EMPOWERING and stage in {Stage.ANNOUNCED, Stage.OPEN, Stage.CLOSED_TO_INPUT}
    )
    assert (P.REOPEN in found) == (stage in FROM_DECIDED_ON)
    assert P.RATIFY_EMERGENCY not in found


def test_owner_may_decide_otherwise_once_the_joint_group_has_found_its_answer() -> None:
    stage, level = Stage.OPTIONS_FROZEN, Level.COLLABORATING
    assert P.OVERRIDE in asked(level, stage, outcome__owner=OwnerAnswer())
    assert P.OVERRIDE not in asked(level, stage)  # the owner has adopted it
    unanswered = {"outcome__owner": OwnerAnswer(), "outcome__recommendation__found": None}
    assert P.OVERRIDE not in asked(level, stage, **unanswered)
    for other in set(Level) - {level, Level.INFORMING}:
        assert P.OVERRIDE not in asked(other, stage, outcome__owner=OwnerAnswer())


def test_what_was_decided_urgently_can_be_ratified_once() -> None:
    urgent = replace(kept(Level.CONSULTING, Stage.OPEN), emergency=Emergency("Flood", day(9)))
    assert P.RATIFY_EMERGENCY in possible_votes(urgent)
    ratified = Emergency("Flood", day(9), day(12))
    assert P.RATIFY_EMERGENCY not in possible_votes(replace(urgent, emergency=ratified))


PROPOSED = {"outcome__criteria": Criteria(standing=2)}


@pytest.mark.parametrize(("level", "stage"), EVERY)
def test_criteria_are_put_to_a_joint_group_alone_and_before_it_is_decided(level: Level, stage: Stage) -> None:
    may = level is Level.COLLABORATING and stage not in FROM_DECIDED_ON and stage is not Stage.DRAFT
    assert (P.CRITERIA in asked(level, stage, **PROPOSED)) == may


@pytest.mark.parametrize(
    "criteria",
    [Criteria(), Criteria(adopted=day(24), standing=2), Criteria(first_scored=day(24), standing=2)],
    ids=["none", "agreed already", "scored already"],
)
def test_criteria_are_put_once_there_are_some_and_before_they_are_agreed(criteria: Criteria) -> None:
    assert P.CRITERIA not in asked(Level.COLLABORATING, Stage.OPEN, outcome__criteria=criteria)


def test_a_joint_group_may_take_it_up_again_once_and_others_as_often_as_they_decide() -> None:
    for level in Level:
        again = asked(level, Stage.IMPLEMENTING, outcome__monitoring__recalls=1)
        assert (P.REOPEN in again) is (level is not Level.COLLABORATING)


def test_only_the_override_is_the_owners() -> None:
    assert [(one, level) for one in P for level in Level if is_for_owner(one, level)] == [
        (P.OVERRIDE, Level.COLLABORATING)
    ]


@pytest.mark.parametrize("level", Level)
def test_one_vote_on_the_matter_runs_at_a_time(level: Level) -> None:
    stage = Stage.OPTIONS_FROZEN if level > Level.INFORMING else Stage.OPEN
    assert P.SUBSTANCE not in asked(level, stage, matter=Matter(on_the_way=frozenset({1})))
    assert P.SUBSTANCE in asked(level, stage, matter=Matter(in_force=frozenset({1})))


def test_the_community_votes_on_giving_up_while_nothing_else_is_voted_on() -> None:
    for level, stage in EVERY:
        may = level is Level.EMPOWERING and stage is not Stage.DRAFT and stage not in FROM_DECIDED_ON
        assert (P.WITHDRAW in asked(level, stage)) is may
    for matter in (
        Matter(on_the_way=frozenset({1})),
        Matter(in_force=frozenset({1})),
        Matter(given_up=day(9)),
    ):
        assert P.WITHDRAW not in asked(Level.EMPOWERING, Stage.OPTIONS_FROZEN, matter=matter)


def test_matter_itself_stands_first() -> None:
    facts: EngagementFacts = kept(Level.EMPOWERING, Stage.OPTIONS_FROZEN)
    assert possible_votes(facts)[0] is P.SUBSTANCE
