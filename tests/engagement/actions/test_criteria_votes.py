"""By what options are judged, put to the joint group: adopted with the residents' seats, and fixed while it votes. SPECTRUM L2."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.criteria import propose_criterion, remove_criterion, score_option
from engagement.gathering.facts import facts_of
from engagement.models import Alternative, Criterion, Decision, Engagement
from engagement.rules.outcome_facts import Criteria
from initiatives import clock
from initiatives.models import Body, Event, Person
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    BOTH_MAJORITIES,
    Council,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    say,
)
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ON_CRITERIA = motion("Do we judge the options by these?", modifiers=BOTH_MAJORITIES, purpose="criteria")


@pytest.fixture
def joint(people: People) -> Council:
    return make_council(people.backbone, *["community"] * 3, *["partner"] * 2)


@pytest.fixture
def asked(joint: Council, people: People) -> Engagement:
    """Give a question at level 4 with one criterion that is proposed."""
    made = make_engagement(joint, level=4, state="closed_to_input", by=people.backbone)
    propose_criterion(engagement=made, words={"en": "Reaches night workers"}, weight=3, by=joint[0])
    return made


def answered(joint: Council, asked: Engagement, stances: str) -> Decision:
    vote = make_open(joint, ON_CRITERIA, engagement=asked)
    for holder, stance in zip(joint.holders, stances, strict=True):
        say(vote, holder, "yes" if stance == "y" else "no")
    return counted(vote)


def criteria_of(asked: Engagement) -> Criteria:
    return facts_of(asked).outcome.criteria


def test_what_the_joint_group_votes_for_is_agreed_together(joint: Council, asked: Engagement) -> None:
    vote = answered(joint, asked, "yyynn")
    criterion = Criterion.objects.get()
    assert (vote.state, criterion.adopted_at) == ("in_force", vote.in_force_at)
    assert (criteria_of(asked).adopted, criteria_of(asked).carried_jointly) == (vote.in_force_at, True)
    assert Event.objects.filter(kind="criterion.adopted").count() == 1
    option = asked.alternatives.earliest("pk")
    with clock.at(clock.now() + timedelta(days=9)):
        assert score_option(criterion=criterion, alternative=option, score=4, by=joint[0]).score == 4


def test_scores_count_once_most_seats_and_most_residents_scored_every_option_on_every_criterion(
    joint: Council, asked: Engagement
) -> None:
    answered(joint, asked, "yyynn")
    criterion, options = Criterion.objects.get(), list(asked.alternatives.order_by("pk"))

    def score(holder: Person, *some: Alternative) -> bool:
        for option in some:
            score_option(criterion=criterion, alternative=option, score=4, by=holder)
        return criteria_of(asked).scored_jointly

    with clock.at(clock.now() + timedelta(days=9)):
        assert not score(joint[0], *options)
        assert not score(joint[3], *options)
        assert not score(joint[4], *options)  # most seats, and one resident of three
        assert not score(joint[1], options[0])
        assert score(joint[1], options[1])


def test_most_seats_without_the_residents_agree_on_nothing(joint: Council, asked: Engagement) -> None:
    assert answered(joint, asked, "ynnyy").state == "not_adopted"
    assert Criterion.objects.get().adopted_at is None
    assert not criteria_of(asked).carried_jointly


def test_criteria_stay_as_they_are_while_the_group_votes_on_them(joint: Council, asked: Engagement) -> None:
    vote = make_open(joint, ON_CRITERIA, engagement=asked)
    with pytest.raises(RuleBroken, match="is voting on these criteria") as refusal:
        propose_criterion(engagement=asked, words={"en": "Cheap"}, weight=1, by=joint[0])
    assert refusal.value.missing == ((str(vote), vote.record.url),)
    with pytest.raises(RuleBroken, match="is voting on these criteria"):
        remove_criterion(criterion=Criterion.objects.get(), by=joint[0])


def test_what_is_proposed_after_the_vote_was_not_agreed_by_it(joint: Council, asked: Engagement) -> None:
    answered(joint, asked, "yyyyy")
    propose_criterion(engagement=asked, words={"en": "Cheap"}, weight=1, by=joint[0])
    assert (criteria_of(asked).adopted, criteria_of(asked).carried_jointly) == (None, False)


def test_vote_on_criteria_is_the_joint_groups_and_asks_for_the_residents_seats(
    joint: Council, asked: Engagement, people: People
) -> None:
    table = Council(Body.objects.get(is_table=True), [people.resident])
    with pytest.raises(RuleBroken, match="does not answer this"):
        make_noticed(table, ON_CRITERIA, engagement=asked)
    with pytest.raises(RuleBroken, match="residents’ seats agree as well"):
        make_noticed(joint, motion(purpose="criteria"), engagement=asked)
    slips = motion(modifiers=BOTH_MAJORITIES, purpose="criteria", electorate_of="slips")
    with pytest.raises(RuleBroken, match="seats of a group vote"):
        make_noticed(joint, slips, engagement=asked)
    assert not Decision.objects.filter(purpose="criteria").exists()


def test_there_is_no_vote_on_criteria_that_nobody_proposed(joint: Council, people: People) -> None:
    made = make_engagement(joint, level=4, state="closed_to_input", by=people.backbone)
    with pytest.raises(RuleBroken, match="nothing that can be put to a vote here now"):
        make_noticed(joint, ON_CRITERIA, engagement=made)
