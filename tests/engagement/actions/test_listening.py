"""Moderation with appeal, questions, support to take part, ratings, who was heard, and erasing a person."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from engagement.actions.input_codes import (
    close_session_room,
    code_of_room,
    has_code,
    make_code,
    open_session_room,
    session_of,
)
from engagement.actions.inputs import withdraw_input
from engagement.actions.moderation import answer_appeal, appeal, hide_input
from engagement.actions.parity import record_outreach, say_shares
from engagement.actions.questions import answer_question, ask_question, hide_question
from engagement.actions.ratings import rate_use
from engagement.actions.supports import (
    ask_support,
    cancel_session,
    move_support,
    offer_supports,
)
from engagement.gathering.parity import parity_facts
from engagement.models import Engagement, Hiding, Question, Rating, Session, Support, Told
from engagement.rules.parameters import rules_of
from engagement.rules.parity import missing_groups, parity_rows
from initiatives import clock
from initiatives.actions.erasure import erase_person
from initiatives.actions.populations import add_category, add_dimension
from initiatives.models import Category, Initiative, LedgerEntry, Pass, Person
from initiatives.own_words import ERASED_WORDS
from initiatives.passes import find_pass
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role
from initiatives.rules.roles import Role as BackboneRole
from tests.factories.inputs import make_engagement, make_session, move_to, say_something
from tests.factories.people import give_role
from tests.personas import People


@pytest.fixture
def engagement(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question that is open."""
    return make_engagement(by=people.backbone)


# --- Moderation -----------------------------------------------------------------------------------------------------------
def test_hiding_needs_a_ground_is_in_the_ledger_and_is_told_to_the_author(
    engagement: Engagement, people: People
) -> None:
    given = say_something(engagement, email="ann@people.example").input
    with pytest.raises(RuleBroken, match="ground"):
        hide_input(given=given, ground="i_do_not_like_it", by=people.staff)
    hide_input(given=given, ground="personal_data", by=people.staff)
    assert engagement.inputs.shown().count() == 0
    assert engagement.inputs.counted().count() == 1
    assert Told.objects.filter(input=given, what="hidden").exists()
    assert LedgerEntry.objects.filter(kind="input.hidden").exists()
    with pytest.raises(RuleBroken, match="already"):
        hide_input(given=given, ground="threat", by=people.backbone)


def test_nobody_hides_their_own_words(engagement: Engagement, people: People) -> None:
    given = say_something(engagement, contributor=people.resident).input
    give_role(people.resident, BackboneRole.STAFF, engagement.record.initiative)
    with pytest.raises(RuleBroken, match="your own words"):
        hide_input(given=given, ground="threat", by=people.resident)
    hide_input(given=given, ground="threat", by=people.backbone)


def test_an_appeal_is_heard_by_somebody_else_who_may_show_the_words_again(
    engagement: Engagement, people: People
) -> None:
    given = say_something(engagement).input
    hiding = hide_input(given=given, ground="threat", by=people.staff)
    with pytest.raises(RuleBroken, match="no appeal"):
        answer_appeal(hiding=hiding, is_lifted=True, answer={"en": "Yes"}, by=people.backbone)
    appeal(hiding=hiding, words="It quotes a song.", by=None)
    with pytest.raises(RuleBroken, match="somebody else"):
        answer_appeal(hiding=hiding, is_lifted=False, answer={"en": "No"}, by=people.staff)
    answer_appeal(hiding=hiding, is_lifted=True, answer={"en": "It is a song."}, by=people.backbone)
    assert engagement.inputs.shown().count() == 1


def test_an_author_who_moderates_does_not_hear_their_own_appeal(
    engagement: Engagement, people: People
) -> None:
    given = say_something(engagement, contributor=people.resident).input
    hiding = hide_input(given=given, ground="threat", by=people.backbone)
    appeal(hiding=hiding, words="It quotes a song.", by=people.resident)
    give_role(people.resident, Role.STAFF, engagement.record.initiative)
    with pytest.raises(RuleBroken, match="You wrote it yourself"):
        answer_appeal(hiding=hiding, is_lifted=True, answer={"en": "Yes"}, by=people.resident)
    assert engagement.inputs.shown().count() == 0


def test_the_database_itself_lets_nobody_hear_an_appeal_against_themselves(
    engagement: Engagement, people: People
) -> None:
    hiding = hide_input(given=say_something(engagement).input, ground="threat", by=people.staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        Hiding.objects.filter(pk=hiding.pk).update(answered_by=people.staff, answered_at=clock.now())


def test_only_the_author_appeals_and_once(engagement: Engagement, people: People) -> None:
    given = say_something(engagement, contributor=people.resident).input
    hiding = hide_input(given=given, ground="threat", by=people.staff)
    with pytest.raises(RuleBroken, match="whoever said it"):
        appeal(hiding=hiding, words="Show it", by=people.partner)
    with pytest.raises(RuleBroken, match="few words"):
        appeal(hiding=hiding, words=" ", by=people.resident)
    appeal(hiding=hiding, words="Show it", by=people.resident)
    with pytest.raises(RuleBroken, match="already"):
        appeal(hiding=hiding, words="Please", by=people.resident)


# --- Questions ------------------------------------------------------------------------------------------------------------
def test_a_question_is_asked_at_every_level_and_answered_once_for_its_clock(
    inside_initiative: Initiative, people: People
) -> None:
    news = make_engagement(by=people.backbone, level=1)
    asked = ask_question(engagement=news, words="Who pays?", by=None)
    moment = clock.now() + timedelta(days=1)
    with clock.at(moment):
        answer_question(question=asked, answer={"en": "The county."}, by=people.staff)
    with clock.at(moment + timedelta(days=5)):
        answer_question(question=asked, answer={"en": "The county, from its fund."}, by=people.backbone)
    asked.refresh_from_db()
    assert asked.answer == {"en": "The county, from its fund."}
    assert (asked.answered_at, asked.answered_by) == (moment, people.staff)


def test_a_question_has_words_is_named_only_with_an_account_and_waits_for_the_announcement(
    engagement: Engagement, people: People
) -> None:
    with pytest.raises(RuleBroken, match="Write your question"):
        ask_question(engagement=engagement, words=" ", by=None)
    assert not ask_question(engagement=engagement, words="Who?", by=None, is_named=True).is_named
    move_to(engagement, "draft")
    with pytest.raises(RuleBroken, match="announced"):
        ask_question(engagement=engagement, words="Who?", by=people.resident)


def test_a_hidden_question_is_counted_and_not_answered(engagement: Engagement, people: People) -> None:
    asked = ask_question(engagement=engagement, words="Is Mr Smith ill?", by=None)
    hide_question(question=asked, ground="personal_data", by=people.staff)
    with pytest.raises(RuleBroken, match="hidden"):
        answer_question(question=asked, answer={"en": "No."}, by=people.staff)
    assert Question.objects.filter(hidden_ground="personal_data").count() == 1


# --- Sessions and support -------------------------------------------------------------------------------------------------
@pytest.fixture
def session(engagement: Engagement, people: People) -> Session:
    """Give a session of next week."""
    return make_session(
        engagement,
        "At the library",
        by=people.backbone,
        begins_in=timedelta(days=7),
        supports=["childcare", "stipend"],
    )


def test_what_is_offered_at_a_session_is_never_taken_back(session: Session, people: People) -> None:
    offered = session.offered_at
    with clock.at(clock.now() + timedelta(days=1)):
        offer_supports(session=session, supports=["transport"], by=people.staff)
    session.refresh_from_db()
    assert session.supports_offered == ["stipend", "childcare", "transport"]
    assert offered is not None
    assert session.offered_at is not None
    assert session.offered_at > offered


def test_support_goes_from_asked_to_paid_step_by_step(session: Session, people: People) -> None:
    asked = ask_support(session=session, kind="childcare", words="Two children", by=people.resident)
    with pytest.raises(RuleBroken, match="next step"):
        move_support(support=asked, to="paid", amount=Decimal(40), by=people.staff)
    for step in ("offered", "delivered"):
        move_support(support=asked, to=step, by=people.staff)
    with pytest.raises(RuleBroken, match="how much"):
        move_support(support=asked, to="paid", by=people.staff)
    move_support(support=asked, to="paid", amount=Decimal(40), by=people.staff)
    asked.refresh_from_db()
    assert (asked.state, asked.amount) == ("paid", Decimal(40))
    assert None not in (asked.offered_at, asked.delivered_at, asked.paid_at)


def test_no_support_is_asked_for_a_session_that_is_over_or_cancelled(
    session: Session, people: People
) -> None:
    with clock.at(session.ends_at), pytest.raises(RuleBroken, match="over"):
        ask_support(session=session, kind="meal", by=people.resident)
    cancel_session(session=session, by=people.backbone)
    with pytest.raises(RuleBroken, match="cancelled"):
        ask_support(session=session, kind="meal", by=people.resident)
    assert Support.objects.count() == 0


# --- Codes ----------------------------------------------------------------------------------------------------------------
def test_the_code_of_the_poster_is_made_once_and_a_room_gets_a_new_one_each_time(
    engagement: Engagement, session: Session, people: People
) -> None:
    assert not has_code(engagement)
    assert make_code(engagement=engagement, by=people.backbone) == make_code(engagement=engagement, by=None)
    assert Pass.objects.filter(purpose="room").count() == 1
    first = open_session_room(session=session, by=people.backbone)
    second = open_session_room(session=session, by=people.backbone)
    assert first != second == code_of_room(session)
    found = find_pass(second, Pass.Purpose.ROOM)
    assert found is not None
    assert session_of(found) == session
    assert find_pass(first, Pass.Purpose.ROOM) is None
    close_session_room(session=session, by=people.backbone)
    assert code_of_room(session) == ""


# --- Ratings --------------------------------------------------------------------------------------------------------------
def test_a_contributor_rates_once_and_only_after_it_was_reported_back(engagement: Engagement) -> None:
    given = say_something(engagement).input
    with pytest.raises(RuleBroken, match="Wait"):
        rate_use(given=given, stars=4)
    move_to(engagement, "reported_back")
    with pytest.raises(RuleBroken, match="one of the four"):
        rate_use(given=given, stars=5)
    rate_use(given=given, stars=3, words="You answered me")
    with pytest.raises(RuleBroken, match="already"):
        rate_use(given=given, stars=1)
    assert Rating.objects.get().stars == 3


# --- Who was heard --------------------------------------------------------------------------------------------------------
@pytest.fixture
def ages(engagement: Engagement, people: People) -> list[Category]:
    """Give three ages, of which it is known how many of the people are of each."""
    by = people.backbone
    dimension = add_dimension(name={"en": "Age"}, kind="age", by=by)
    made = [
        add_category(dimension=dimension, name={"en": name}, by=by) for name in ("Young", "Middle", "Old")
    ]
    shares = dict(zip(made, (30, 50, 20), strict=True))
    say_shares(engagement=engagement, shares=shares, source="Census 2020, table B01001", by=by)
    return made


def hear(engagement: Engagement, groups: dict[Category, int]) -> None:
    for category, people in groups.items():
        for _n in range(people):
            say_something(engagement, groups=[category])


def test_a_group_under_half_its_share_is_missing_until_outreach_is_noted(
    engagement: Engagement, ages: list[Category], people: People
) -> None:
    young, middle, old = ages
    hear(engagement, {young: 1, middle: 9, old: 5})
    rules = rules_of()
    assert [row.group for row in missing_groups(parity_facts(engagement), rules=rules)] == ["Young"]
    record_outreach(
        engagement=engagement, category=young, words={"en": "A stand at the school"}, by=people.staff
    )
    assert missing_groups(parity_facts(engagement), rules=rules) == ()


def test_small_groups_are_never_shown_nor_told_by_subtraction(
    engagement: Engagement, ages: list[Category]
) -> None:
    young, middle, old = ages
    hear(engagement, {young: 1, middle: 9, old: 5})
    rows = {row.group: row for row in parity_rows(parity_facts(engagement), rules=rules_of())}
    assert rows["Young"].is_hidden
    assert rows["Old"].is_hidden
    assert (rows["Middle"].people, rows["Middle"].participants_share) == (9, Fraction(9, 15))


def test_one_person_who_speaks_often_is_one_person(
    engagement: Engagement, ages: list[Category], people: People
) -> None:
    young, middle, old = ages
    hear(engagement, {middle: 9, old: 5})
    for _n in range(8):
        say_something(engagement, contributor=people.resident, groups=[young])
    assert {each.group: each.people for each in parity_facts(engagement).groups} == {
        "Young": 1, "Middle": 9, "Old": 5,
    }  # fmt: skip
    assert [row.group for row in missing_groups(parity_facts(engagement), rules=rules_of())] == ["Young"]


def test_of_what_one_person_says_of_themselves_the_last_counts(
    engagement: Engagement, ages: list[Category], people: People
) -> None:
    young, middle, old = ages
    say_something(engagement, contributor=people.resident, groups=[young])
    say_something(engagement, contributor=people.resident, groups=[middle])
    say_something(engagement, contributor=people.partner, groups=[old])
    say_something(engagement, contributor=people.partner)
    last = say_something(engagement, contributor=people.funder, groups=[young])
    again = say_something(engagement, contributor=people.funder, groups=[old])
    withdraw_input(given=again.input, by=people.funder)
    assert last.input.contributor == people.funder
    assert {each.group: each.people for each in parity_facts(engagement).groups} == {
        "Young": 1, "Middle": 1, "Old": 1,
    }  # fmt: skip


def test_words_taken_back_leave_no_group_behind(engagement: Engagement, ages: list[Category]) -> None:
    given = say_something(engagement, groups=[ages[0]]).input
    withdraw_input(given=given, by=None)
    assert {group.people for group in parity_facts(engagement).groups} == {0}


def test_shares_have_a_source_and_never_add_up_to_more_than_everybody(
    engagement: Engagement, ages: list[Category], people: People
) -> None:
    with pytest.raises(RuleBroken, match="from"):
        say_shares(engagement=engagement, shares={ages[0]: 10}, source=" ", by=people.backbone)
    with pytest.raises(RuleBroken, match="more than everybody"):
        say_shares(
            engagement=engagement, shares={ages[0]: 60, ages[1]: 60}, source="Census", by=people.backbone
        )
    with pytest.raises(RuleBroken, match="between 0 and 100"):
        say_shares(engagement=engagement, shares={ages[0]: 101}, source="Census", by=people.backbone)


def test_somebody_may_say_why_nobody_knows_who_took_part(engagement: Engagement, people: People) -> None:
    record_outreach(
        engagement=engagement, category=None, words={"en": "Nobody wished to say."}, by=people.staff
    )
    found = parity_facts(engagement)
    assert found.unknown_because == "Nobody wished to say."
    assert found.counted == engagement.outreach.get(category=None).at


# --- Erasure --------------------------------------------------------------------------------------------------------------
def test_erasing_a_person_empties_what_they_said_and_leaves_that_something_was_said(
    engagement: Engagement, session: Session, people: People
) -> None:
    somebody: Person = people.resident
    given = say_something(engagement, "I live in 12 Main Street", contributor=somebody).input
    asked = ask_question(engagement=engagement, words="Why not my street?", by=somebody, is_named=True)
    need = ask_support(session=session, kind="childcare", words="For Tom, 4", by=somebody)
    move_to(engagement, "reported_back")
    rate_use(given=given, stars=2, words="Thank you, Ann")
    move_to(engagement, "open")
    hiding = hide_input(given=given, ground="personal_data", by=people.staff)
    appeal(hiding=hiding, words="It is my own street", by=somebody)
    erase_person(person=somebody, why="asked for it", by=None)
    assert given.answers.get().words == ERASED_WORDS
    for row, field in ((asked, "words"), (need, "words"), (hiding, "appeal"), (given.rating, "words")):
        row.refresh_from_db()
        assert getattr(row, field) == ERASED_WORDS
    assert engagement.inputs.counted().count() == 1
