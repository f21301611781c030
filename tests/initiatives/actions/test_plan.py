"""The joint plan as actions: agreed on an assessment, taken on, handed on, changed by two, judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from initiatives import clock
from initiatives.access.viewers import build_viewer
from initiatives.actions.activities import place_strategy
from initiatives.actions.activity_parts import end_help, help_with, take_lead
from initiatives.actions.adaptations import ask_change, judge_strategy, settle_change
from initiatives.actions.agreeing import (
    answer_text,
    close_text_round,
    close_when_due,
    propose_text,
    write_assessment,
    write_plan,
)
from initiatives.actions.erasure import erase_person
from initiatives.actions.links import add_link, end_link
from initiatives.actions.populations import add_population
from initiatives.models import (
    ActionPlan,
    Activity,
    Assessment,
    CommonAgenda,
    Event,
    Initiative,
    Link,
    Membership,
    PlanAnswer,
    Record,
    Round,
    RoundSeat,
    SupportRole,
)
from initiatives.plan_words import holes_found, leaving_found, lone_found, overlaps_found
from initiatives.plans import read_plan
from initiatives.rules.plan import Course, leaving
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.activities import make_activity, make_strategy
from tests.factories.collecting import own_partner
from tests.factories.partners import make_membership
from tests.factories.plan import let_the_table_answer, make_link, make_ratified_assessment, write_and_propose
from tests.personas import People

pytestmark = pytest.mark.usefixtures("inside_initiative")
States = CommonAgenda.State


@pytest.fixture
def other(inside_initiative: Initiative, people: People) -> Membership:
    return make_membership("Open Door Clinic", by=people.backbone)


# --- Assessment and plan --------------------------------------------------------------------------------------------
def test_an_assessment_goes_to_the_table_with_its_figures_frozen_and_is_ratified_as_the_agenda_is(
    people: People,
) -> None:
    text = write_and_propose(people.backbone)
    assert text.state == States.PROPOSED
    assert text.figures[0]["value"] == "84%"
    assert text.record.state == Record.State.PUBLISHED
    let_the_table_answer(text)
    assert text.state == States.RATIFIED
    assert Event.objects.filter(kind="assessment.ratified", record=text.record).exists()


def test_a_plan_rests_on_a_ratified_assessment_and_on_nothing_else(people: People) -> None:
    with pytest.raises(RuleBroken, match="Agree on the assessment first"):
        write_plan(by=people.backbone, words={"en": "All of it"})
    ground = make_ratified_assessment(people.backbone)
    plan = write_plan(by=people.backbone, words={"en": "All of it"})
    assert plan.assessment == ground


def test_a_new_version_that_is_ratified_takes_the_place_of_the_old_one(people: People) -> None:
    first = make_ratified_assessment(people.backbone, words="Then")
    second = make_ratified_assessment(people.backbone, words="Now")
    first.refresh_from_db()
    assert (first.state, second.state) == (States.SUPERSEDED, States.RATIFIED)
    assert (first.version, second.version) == (1, 2)


def test_dissent_stops_it_needs_words_and_both_are_kept(people: People) -> None:
    text = write_and_propose(people.backbone)
    room = Round.objects.get(pk=text.round_id)
    seat = RoundSeat.objects.filter(round=room).first()
    assert seat is not None
    with clock.at(room.opens_at + timedelta(hours=1)):
        with pytest.raises(RuleBroken, match="own words"):
            answer_text(text=text, seat=seat, stance="dissent", by=seat.person)
        answer_text(text=text, seat=seat, stance="ratify", by=seat.person)
        answer_text(text=text, seat=seat, stance="dissent", words="The bus", by=seat.person)
    assert room.plan_answers.count() == 2
    assert text.tally().dissent == 1
    let_the_table_answer(text, stance="dissent")
    assert text.state == States.NOT_RATIFIED


def test_nobody_answers_for_a_seat_of_somebody_else_or_before_it_opens(people: People) -> None:
    text = write_and_propose(people.backbone)
    room = Round.objects.get(pk=text.round_id)
    seat = RoundSeat.objects.get(round=room, person=people.resident)
    with pytest.raises(RuleBroken, match="opens on"):
        answer_text(text=text, seat=seat, stance="ratify", by=people.resident)
    with clock.at(room.opens_at + timedelta(hours=1)), pytest.raises(RuleBroken, match="Only whoever held"):
        answer_text(text=text, seat=seat, stance="ratify", by=people.partner)


def test_a_round_is_counted_when_it_is_due_and_not_before_and_once(people: People) -> None:
    text = write_and_propose(people.backbone)
    room = Round.objects.select_related("record").get(pk=text.round_id)
    with pytest.raises(RuleBroken):
        close_text_round(room=room)
    with clock.at(room.closes_at + timedelta(hours=1)):
        close_when_due(number=room.record.number)
        close_when_due(number=room.record.number)
    text.refresh_from_db()
    assert text.outcome == "no_quorum"
    assert Event.objects.filter(kind="assessment.no_quorum").count() == 1


def test_an_empty_part_does_not_go_to_the_table_and_one_version_at_a_time_does(people: People) -> None:
    text = write_assessment(by=people.backbone, problem={"en": "x"}, told={}, strengths={}, tried={})
    with pytest.raises(RuleBroken, match="every part"):
        propose_text(text=text, frozen=[], by=people.backbone)
    assert write_assessment(by=people.backbone, told={"en": "y"}).pk == text.pk, "there is one draft"
    assert Assessment.objects.count() == 1
    assert not ActionPlan.objects.exists()


def test_the_words_of_somebody_who_is_erased_go_and_the_answer_stays(people: People) -> None:
    text = make_ratified_assessment(people.backbone)
    erase_person(person=people.resident, why="Asked for", by=people.backbone)
    answer = PlanAnswer.objects.get(round=text.round, round_seat__person=people.resident)
    assert (answer.stance, answer.words) == ("ratify", "—")


# --- Who does what --------------------------------------------------------------------------------------------------
def test_what_nobody_leads_is_taken_on_once(people: People, other: Membership) -> None:
    needed = make_activity("A late bus", by=people.backbone)
    take_lead(activity=needed, membership=other, by=people.backbone)
    take_lead(activity=needed, membership=other, by=people.backbone)
    with pytest.raises(RuleBroken, match="Another partner leads it"):
        take_lead(activity=needed, membership=own_partner(people), by=people.partner)
    assert Event.objects.filter(kind="activity.taken_on").count() == 1


def test_a_partner_helps_until_it_no_longer_does(people: People, other: Membership) -> None:
    activity = make_activity(by=people.backbone, lead=own_partner(people))
    role = help_with(activity=activity, membership=other, brings={"en": "A room"}, by=people.backbone)
    again = help_with(activity=activity, membership=other, brings={"en": "Two rooms"}, by=people.backbone)
    assert role.pk == again.pk
    with pytest.raises(RuleBroken, match="leads it already"):
        help_with(activity=activity, membership=own_partner(people), brings={}, by=people.partner)
    end_help(role=again, by=people.backbone)
    end_help(role=again, by=people.backbone)
    assert SupportRole.objects.filter(ended_at__isnull=False).count() == 1
    assert Event.objects.filter(kind="activity.help_ended").count() == 1


def test_a_strategy_is_a_part_of_another_and_never_of_itself(people: People) -> None:
    top, part = make_strategy("Top", by=people.backbone), make_strategy("Part", by=people.backbone)
    place_strategy(strategy=part, whole=top, by=people.backbone)
    with pytest.raises(RuleBroken, match="part of itself"):
        place_strategy(strategy=top, whole=part, by=people.backbone)


# --- Changes and judgements -----------------------------------------------------------------------------------------
def test_a_change_holds_when_somebody_else_agrees_and_the_new_day_with_it(people: People) -> None:
    activity = make_activity(by=people.backbone, lead=own_partner(people), ends=date(2050, 1, 1))
    cause = Event.objects.filter(record=activity.record).first()
    asked = ask_change(
        activity=activity,
        change={"en": "Go on until summer"},
        why={"en": "More came than we thought."},
        cause=cause,
        new_ends_on=date(2050, 6, 1),
        by=people.partner,
    )
    with pytest.raises(RuleBroken, match="You asked for it"):
        settle_change(adaptation=asked, is_agreed=True, by=people.partner)
    activity.refresh_from_db()
    assert activity.ends_on == date(2050, 1, 1)
    settle_change(adaptation=asked, is_agreed=True, by=people.backbone)
    settle_change(adaptation=asked, is_agreed=True, by=people.backbone)
    activity.refresh_from_db()
    assert activity.ends_on == date(2050, 6, 1)
    assert Event.objects.filter(kind="adaptation.agreed").count() == 1


def test_a_refusal_says_why_and_changes_nothing(people: People) -> None:
    activity = make_activity(by=people.backbone)
    asked = ask_change(
        activity=activity,
        change={"en": "x"},
        why={"en": "y"},
        new_ends_on=date(2051, 1, 1),
        by=people.partner,
    )
    with pytest.raises(RuleBroken, match="why not"):
        settle_change(adaptation=asked, is_agreed=False, by=people.backbone)
    settle_change(adaptation=asked, is_agreed=False, answer={"en": "The money ends."}, by=people.backbone)
    activity.refresh_from_db()
    assert activity.ends_on == date(2050, 1, 1)
    with pytest.raises(RuleBroken, match="answered this already"):
        settle_change(adaptation=asked, is_agreed=True, by=people.backbone)


def test_what_is_not_enough_says_what_is_missing(people: People) -> None:
    strategy = make_strategy(by=people.backbone)
    with pytest.raises(RuleBroken, match="what is missing"):
        judge_strategy(strategy=strategy, verdict="no", by=people.backbone)
    judge_strategy(strategy=strategy, verdict="no", missing={"en": "transport"}, by=people.backbone)
    judge_strategy(strategy=strategy, verdict="yes", by=people.backbone)
    assert strategy.judgements.count() == 2


# --- Hand-offs ------------------------------------------------------------------------------------------------------
def test_the_same_hand_off_again_changes_what_is_said_and_ended_ones_stay(people: People) -> None:
    one, other = make_activity("One", by=people.backbone), make_activity("Other", by=people.backbone)
    first = make_link(one, other, by=people.backbone)
    again = make_link(one, other, by=people.backbone, quality="slow")
    assert first.pk == again.pk
    with pytest.raises(RuleBroken, match="two different"):
        add_link(source=one, target=one, kind="feeds", sentence={"en": "x"}, by=people.backbone)
    end_link(link=again, by=people.backbone)
    end_link(link=again, by=people.backbone)
    assert not Link.objects.standing().exists()
    assert make_link(one, other, by=people.backbone).pk != first.pk


def test_the_rules_find_holes_overlaps_and_lone_activities_in_the_rows(
    people: People, other: Membership, client_of: Callable[..., Browser]
) -> None:
    strategy, empty = make_strategy("Care", by=people.backbone), make_strategy("Nobody’s", by=people.backbone)
    mine = make_activity("Play morning", by=people.backbone, lead=own_partner(people), strategy=strategy)
    theirs = make_activity("Play hour", by=people.backbone, lead=other, strategy=strategy)
    alone = make_activity("Alone", by=people.backbone, lead=other, strategy=strategy)
    make_activity("Transport", by=people.backbone, strategy=strategy)
    population = _population(people)
    Activity.objects.filter(pk__in=[mine.pk, theirs.pk]).update(population=population, place="Eastbank")
    before = read_plan(build_viewer(None, strategy.initiative), today=clock.today())
    assert [one.talk for one in overlaps_found(before)] == [strategy.record]
    page = client_of(None).get("/i/harbor/plan/gaps/").content.decode()
    assert f'href="/i/harbor/talk/on/{strategy.record.number}/"' in page
    make_link(mine, theirs, by=people.backbone, kind="duplicates")
    read = read_plan(build_viewer(people.backbone, strategy.initiative), today=clock.today())
    assert [one.title for one in holes_found(read)] == [str(empty), "Transport"]
    (overlap,) = overlaps_found(read)
    assert overlap.talk is None
    assert "Open Door Clinic" in overlap.sentence
    assert "Eastbank" in overlap.sentence
    assert {one.title for one in lone_found(read)} == {"Play morning", "Play hour", str(alone)}
    hit = leaving_found(read, leaving(read.joint, other.pk), "Open Door Clinic")
    assert {one.title for one in hit} == {"Play hour", "Alone"}


def test_what_is_withheld_is_in_no_rule_and_no_link(people: People) -> None:
    one, other = make_activity("One", by=people.backbone), make_activity("Other", by=people.backbone)
    make_link(one, other, by=people.backbone)
    Record.objects.filter(pk=other.record_id).update(state=Record.State.DRAFT, created_by=people.backbone)
    read = read_plan(build_viewer(None, one.initiative), today=clock.today())
    assert list(read.activities) == [one.pk]
    assert read.links == []
    assert read.standings[one.pk].course in Course


def _population(people: People) -> int:
    return add_population(name={"en": "Families"}, place="Eastbank", by=people.backbone).pk
