"""Who votes and whose vote counts: seats below level 5, and only the group that was announced. SPECTRUM S1, S2, section 2."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engagement.actions.motions import withdraw
from engagement.actions.sheets import type_sheet
from engagement.actions.voting import cast, cast_by_slip, cast_secretly
from engagement.gathering.facts import facts_of
from engagement.gathering.rows import rows_of
from engagement.models import Decision, Engagement
from engagement.rules.ballots import Ballot
from engagement.rules.purposes import OF_THE_GROUP, VotePurpose, is_answered_by
from engagement.rules.spectrum import Level
from engagement.rules.spectrum_table import GROUNDS
from initiatives import clock
from initiatives.models import Body, SeatTerm
from initiatives.rules.refusals import RuleBroken
from tests.factories.decisions import (
    Council,
    counted,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    ready,
    row_of,
    say,
    slips_of,
)
from tests.factories.people import make_person
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
YES = Ballot("", "yes")
SEATS, TAKE_PART = GROUNDS["s"].words, GROUNDS["k"].words


@pytest.fixture
def council(people: People) -> Council:
    return make_council(people.backbone, "community", "community", "community", "partner")


@pytest.fixture
def residents(people: People) -> Council:
    """Give a group in which residents alone have seats, as level 5 wants it."""
    return make_council(people.backbone, slug="residents")


def lower(engagement: Engagement, level: int) -> None:
    """Let the promise be a lower one, as after a vote of those it was made to."""
    Engagement.objects.filter(pk=engagement.pk).update(level=level)


# --- The row of votes in the table ----------------------------------------------------------------------------------------
@pytest.mark.parametrize("level", [1, 2, 3, 4])
@pytest.mark.parametrize("electorate", ["people", "slips"])
def test_below_level_5_nothing_is_put_to_a_vote_of_people(
    council: Council, level: int, electorate: str
) -> None:
    made = make_engagement(council, level=level, by=council[0], is_ready=False)
    asked = motion(purpose="procedure", electorate_of=electorate)
    with pytest.raises(RuleBroken, match="seats of a group vote") as refused:
        make_noticed(council, asked, engagement=made)
    assert refused.value.field == "electorate_of"


def test_beside_an_engagement_people_vote_as_ever(council: Council) -> None:
    assert make_noticed(council, motion(electorate_of="people")).is_secret


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_where_the_level_was_lowered_no_vote_of_people_is_taken(residents: Council, level: int) -> None:
    made = make_engagement(residents, level=5, by=residents[0])
    voter = make_person(name="Ada Voter")
    many = Council(residents.body, [*residents.holders, voter])
    decision = make_open(many, motion(electorate_of="people"), engagement=made)
    row = row_of(decision, voter)
    lower(made, level)
    with pytest.raises(RuleBroken) as refused:
        cast_secretly(decision=decision, elector=row, ballot=YES, by=voter)
    assert refused.value.sentence == SEATS
    lower(made, 5)
    assert cast_secretly(decision=Decision.objects.get(pk=decision.pk), elector=row, ballot=YES, by=voter)


def test_where_the_level_was_lowered_no_slip_and_no_paper_is_taken(residents: Council) -> None:
    made = make_engagement(residents, level=5, by=residents[0])
    decision = make_noticed(residents, motion(electorate_of="slips"), engagement=made)
    ready(decision, residents)
    slips_of(decision, 2, by=residents[0])
    slip = decision.electorate.get(slip_number=1).slip
    assert slip is not None
    lower(made, 4)
    with clock.at(decision.round.opens_at + timedelta(hours=1)):
        Decision.objects.filter(pk=decision.pk).update(state="open", opened_at=clock.now())
        with pytest.raises(RuleBroken) as refused:
            cast_by_slip(decision=decision, slip=slip, ballot=YES)
        assert refused.value.sentence == TAKE_PART
        with pytest.raises(RuleBroken) as refused:
            type_sheet(decision=decision, number=2, ballot=YES, by=residents[0])
        assert refused.value.sentence == TAKE_PART


def test_whoever_lost_the_seat_since_the_list_was_frozen_still_votes(council: Council) -> None:
    made = make_engagement(council, level=2, by=council[0])
    decision = make_open(council, engagement=made)
    yesterday = clock.today() - timedelta(days=1)
    SeatTerm.objects.filter(person__in=council.holders).update(ends_on=yesterday)
    for holder in (council[0], council[3]):
        say(decision, holder)
    assert decision.electorate.filter(has_voted=True).count() == 2


def test_somebody_else_does_not_vote_with_a_row_of_the_list(council: Council, people: People) -> None:
    made = make_engagement(council, level=2, by=council[0])
    decision = make_open(council, engagement=made)
    with pytest.raises(RuleBroken) as refused:
        cast(decision=decision, elector=row_of(decision, council[0]), ballot=YES, by=people.resident)
    assert refused.value.sentence == SEATS


# --- The group that answers -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("purpose", sorted(VotePurpose))
@pytest.mark.parametrize("level", Level)
def test_only_the_group_that_was_announced_answers(purpose: VotePurpose, level: Level) -> None:
    is_owners = level is Level.COLLABORATING and purpose is VotePurpose.OVERRIDE
    adopts = level is Level.COLLABORATING and purpose is VotePurpose.SUBSTANCE
    found = {
        (own, owner): is_answered_by(purpose, level, is_own_group=own, is_owner=owner)
        for own in (True, False)
        for owner in (True, False)
    }
    assert found[False, False] is False
    assert found[True, False] is not is_owners
    assert found[False, True] is (is_owners or adopts)


def test_what_is_no_purpose_of_an_engagement_is_asked_of_any_group() -> None:
    assert is_answered_by("procedure", Level.CONSULTING, is_own_group=False, is_owner=False)
    assert set(VotePurpose) - {VotePurpose.SUBSTANCE, VotePurpose.OVERRIDE} == OF_THE_GROUP


def make_urgent(council: Council, level: int = 2) -> Engagement:
    """Give a question in which something was decided urgently four days ago."""
    made = make_engagement(council, level=level, by=council[0])
    at = clock.now() - timedelta(days=4)
    words = {"en": "The bridge is closed."}
    Engagement.objects.filter(pk=made.pk).update(
        urgent_at=at, urgent_decision=words, emergency_ground=words, lapses_at=at + timedelta(days=14)
    )
    made.refresh_from_db()
    return made


def test_another_group_cannot_ratify_what_was_urgent(council: Council, people: People) -> None:
    made, other = make_urgent(council), make_council(people.backbone, slug="others")
    ratify = motion(purpose="ratify_emergency")
    with pytest.raises(RuleBroken, match=f"Put it to “{council.body}”") as refused:
        make_noticed(other, ratify, engagement=made, by=people.backbone)
    assert refused.value.field == "body"
    table = Council(Body.objects.get(is_table=True), [people.backbone])
    with pytest.raises(RuleBroken, match="does not answer this"):
        make_noticed(table, ratify, engagement=made, by=people.backbone)


def test_a_ratification_of_another_group_counts_for_nothing(council: Council, people: People) -> None:
    made, other = make_urgent(council), make_council(people.backbone, slug="others")
    vote = make_open(council, motion(purpose="ratify_emergency"), engagement=made)
    for holder in council.holders:
        say(vote, holder)
    done = counted(vote)
    found = facts_of(made).emergency
    assert found is not None
    assert found.ratified == done.in_force_at
    done.round.body = other.body
    done.round.save(update_fields=["body"])
    found = facts_of(made).emergency
    assert found is not None
    assert found.ratified is None
    assert rows_of(made).decided("ratify_emergency") is None


def test_at_level_4_the_joint_group_recommends_the_owner_adopts_and_nobody_else(people: People) -> None:
    joint, other = make_council(people.backbone, slug="joint"), make_council(people.backbone, slug="others")
    made = make_engagement(joint, level=4, by=people.backbone)
    table = Council(Body.objects.get(is_table=True), [people.backbone])
    for group, asked in (
        (other, motion()),
        (joint, motion(purpose="override")),
        (other, motion(purpose="override")),
    ):
        with pytest.raises(RuleBroken, match=r"does not answer this|nothing that can be put"):
            make_noticed(group, asked, engagement=made, by=people.backbone)
    first = make_noticed(joint, motion(), engagement=made, by=joint[0])
    withdraw(decision=first, reason={"en": "We ask the table."}, by=joint[0])
    assert make_noticed(table, motion(), engagement=made, by=people.backbone)
