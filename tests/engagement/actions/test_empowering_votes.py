"""Where the community decides: professionals are refused and it is on record; a certified count is carried out by itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from engagement.actions.certifying import certify, name_teller
from engagement.actions.closing import close_vote
from engagement.actions.electorate import enrol
from engagement.actions.motions import put_to_body, withdraw
from engagement.actions.opening import open_vote
from engagement.actions.sheets import type_sheet
from engagement.actions.voting import cast, cast_by_slip
from engagement.models import Decision, Elector
from engagement.rules.ballots import Ballot
from engagement.rules.methods import Approval
from initiatives import clock
from initiatives.ledger import check_ledger
from initiatives.models import Commitment, Event, Initiative, LedgerEntry, Pass, Person
from initiatives.passes import hashed
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from tests.factories.decisions import (
    after_the_end,
    make_budget_vote,
    make_council,
    make_engagement,
    make_noticed,
    make_open,
    motion,
    other_than,
    row_of,
    say,
    slips_of,
)
from tests.factories.people import give_role
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")


def attempts() -> list[str]:
    return [str(event.facts["deed"]) for event in Event.objects.filter(kind="engagement.attempt_refused")]


def test_vote_motion_and_count_of_professionals_are_refused_and_recorded(
    people: People, initiative: Initiative
) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    with pytest.raises(RuleBroken, match="advises"):
        put_to_body(motion=motion(), body=council.body, by=people.backbone, engagement=engagement)
    decision = make_open(council, engagement=engagement)
    with pytest.raises(RuleBroken, match="advises"):
        cast(decision=decision, elector=Elector(pk=0), ballot=Ballot("", "yes"), by=people.partner)
    with pytest.raises(RuleBroken, match="advises"):
        name_teller(decision=decision, person=people.resident, by=people.funder)
    with pytest.raises(RuleBroken, match="by profession"):
        name_teller(decision=decision, person=people.staff, by=council[0])
    assert sorted(attempts()) == ["move motion", "name teller", "vote"]
    assert LedgerEntry.objects.filter(kind="engagement.attempt_refused").count() == 3
    assert check_ledger() == []


def test_resident_who_is_staff_as_well_is_an_adviser_unless_the_body_decides_otherwise(
    people: People, initiative: Initiative
) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    give_role(council[2], Role.STAFF, initiative)
    decision = make_open(council, engagement=engagement)
    assert not decision.electorate.filter(person=council[2]).exists()
    with pytest.raises(RuleBroken, match="advises"):
        cast(decision=decision, elector=row_of(decision, council[0]), ballot=Ballot("", "yes"), by=council[2])
    asked = motion("May she vote?", purpose="adviser_may_vote", about_person=council[2])
    welcome = make_open(council, asked, engagement=engagement)
    say(welcome, council[0])
    say(welcome, council[1])
    with clock.at(after_the_end(welcome)):
        close_vote(decision=welcome)
        for teller in council.holders[:2]:
            certify(decision=welcome, by=teller)
        again = make_noticed(council, motion("And now?", purpose="procedure"), engagement=engagement)
        for teller in council.holders[:2]:
            name_teller(decision=again, person=teller, by=other_than(teller, council.holders))
    with clock.at(again.round.opens_at):
        open_vote(decision=again, by=None)
    assert again.electorate.filter(person=council[2]).exists()


def test_superuser_has_no_say_either(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    Person.objects.filter(pk=council[1].pk).update(is_superuser=True)
    operator = Person.objects.get(pk=council[1].pk)
    with pytest.raises(RuleBroken, match="advises"):
        put_to_body(motion=motion(), body=council.body, by=operator, engagement=engagement)
    assert attempts() == ["move motion"]


def test_resident_outside_the_body_puts_no_question_and_that_is_no_attempt(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    with pytest.raises(RuleBroken, match="Bring it to one of its seats"):
        put_to_body(motion=motion(), body=council.body, by=people.resident, engagement=engagement)
    assert attempts() == []


def test_professionals_are_left_off_the_list_of_people(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    decision = make_noticed(council, motion(electorate_of="people"), engagement=engagement)
    everybody = [people.resident, people.partner, people.staff, people.funder]
    assert enrol(decision=decision, people=everybody, basis="lives here", by=council[0]) == 1


def test_options_must_be_fixed_before_the_question_is_put(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, state="open", by=council[0])
    with pytest.raises(RuleBroken, match="not fixed yet") as refused:
        make_noticed(council, engagement=engagement)
    assert refused.value.missing[0][1] == engagement.record.url


def test_budget_is_voted_by_slip_and_paper_certified_and_carried_out_by_itself(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    decision = make_budget_vote(council, engagement)
    for teller in council.holders[:2]:
        name_teller(decision=decision, person=teller, by=other_than(teller, council.holders))
    codes = slips_of(decision, 4, by=council[0])
    with clock.at(decision.round.opens_at):
        open_vote(decision=decision, by=None)
        one = Pass.objects.get(hash=hashed(codes[0]))
        cast_by_slip(decision=decision, slip=one, ballot=Ballot("", points=(("option:1", 5),)))
        for teller in council.holders[:2]:
            type_sheet(decision=decision, number=2, ballot=Ballot("", points=(("option:2", 3),)), by=teller)
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
        certify(decision=decision, by=council[0])
        assert Commitment.objects.count() == 0
        certify(decision=decision, by=council[1])
    engagement.refresh_from_db()
    assert engagement.state == "implementing"
    made = Commitment.objects.order_by("pk")
    assert [(one.words["en"], one.money, one.due) for one in made] == [
        ("Paths", Decimal(4000), engagement.implement_by),
    ]  # 10,000 are there: Paths cost 4,000, Shade 8,000
    assert made[0].to_body == council.body


def test_there_is_no_way_back_from_what_the_community_decided(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=engagement)
    say(decision, council[0])
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
        for teller in council.holders[:2]:
            certify(decision=decision, by=teller)
    for state in ("draft", "open", "withdrawn", "not_there"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(state=state)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(question={"en": "Something else"})
    with pytest.raises(RuleBroken):
        withdraw(decision=decision, reason={"en": "We would rather not."}, by=council[0])


def test_approval_takes_the_frozen_options_word_for_word(people: People) -> None:
    council = make_council(people.backbone)
    engagement = make_engagement(council, by=council[0])
    decision = make_noticed(council, motion(rule=Approval(1)), engagement=engagement)
    assert [one.title for one in decision.options.all()] == [{"en": "Paths"}, {"en": "Shade"}]
