"""A conversation from its opening to the plan, and the next one that starts from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from initiatives import clock
from initiatives.actions.activities import add_learning
from initiatives.models import Activity, Event, Initiative, LedgerEntry, Strategy
from initiatives.rules.refusals import RuleBroken
from measurement.actions.imports import bring_figures
from measurement.actions.turn_lines import add_line, hide_line, set_aside
from measurement.actions.turn_parts import (
    add_action,
    add_factor,
    add_idea,
    add_partner,
    remove_part,
    score_ideas,
)
from measurement.actions.turns import agree_forecast, close_turn, go_to, open_turn, reread, save_step
from measurement.models import (
    Contribution,
    Factor,
    Forecast,
    Idea,
    Indicator,
    StrategyIndicator,
    Turn,
    TurnAction,
    TurnStep,
)
from measurement.rules.turns import Criterion
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.turns import DUE, EXPECTED, HELD, any_membership, fill, make_idea, make_turn
from tests.personas import People

NOW = datetime(2026, 5, 4, 18, tzinfo=UTC)


@pytest.fixture
def now() -> Iterator[None]:
    """Let it be the evening of the conversation."""
    with clock.at(NOW):
        yield


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    """Give an indicator with figures."""
    made = make_indicator(by=people.backbone, slug="grad")
    bring_figures(
        indicator=made, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=people.backbone
    )
    return made


@pytest.fixture
def turn(indicator: Indicator, people: People) -> Turn:
    """Give a conversation that is open."""
    return make_turn(indicator, by=people.backbone)


def full(turn: Turn, people: People) -> Idea:
    return fill(turn, by=people.backbone, scorers=(people.resident, people.partner))


def test_a_conversation_is_public_from_the_start_and_part_of_its_indicator(turn: Turn) -> None:
    assert (turn.number, turn.record.state, turn.record.path) == (1, "published", "results/grad/turn/1/")
    assert turn.record.part_of == turn.indicator.record
    assert turn.release is not None
    assert turn.release.number == 1


def test_there_is_one_open_conversation_about_a_curve(turn: Turn, people: People) -> None:
    with pytest.raises(RuleBroken):
        open_turn(indicator=turn.indicator, held_on=HELD, by=people.backbone)
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.create(
            record=turn.indicator.record,
            indicator=turn.indicator,
            number=2,
            held_on=HELD,
            opened_by=people.backbone,
        )


def test_each_change_of_words_is_a_version_and_the_same_words_are_none(turn: Turn, people: People) -> None:
    for said in ("All graduate", "All graduate", "All graduate on time"):
        save_step(turn=turn, question=1, words={"en": said}, by=people.backbone)
    found = TurnStep.objects.filter(turn=turn).order_by("version").values_list("version", "words")
    assert list(found) == [(1, {"en": "All graduate"}), (2, {"en": "All graduate on time"})]
    with pytest.raises(RuleBroken):
        save_step(turn=turn, question=1, words={"en": " "}, by=people.backbone)


def test_the_table_goes_to_a_question_with_a_clock_of_at_most_three_hours(
    now: None, turn: Turn, people: People
) -> None:
    go_to(turn=turn, question=4, minutes=10, by=people.backbone)
    turn.refresh_from_db()
    assert (turn.current_step, turn.step_ends_at) == (4, NOW + timedelta(minutes=10))
    go_to(turn=turn, question=5, minutes=10_000, by=people.backbone)
    turn.refresh_from_db()
    assert turn.step_ends_at == NOW + timedelta(hours=3)
    with pytest.raises(RuleBroken):
        go_to(turn=turn, question=8, minutes=None, by=people.backbone)


def test_a_conversation_is_not_closed_before_it_is_whole_and_says_what_is_missing_and_where(
    turn: Turn, people: People
) -> None:
    with pytest.raises(RuleBroken) as refusal:
        close_turn(turn=turn, by=people.backbone)
    missing = dict(refusal.value.missing)
    assert missing["Add at least one idea that costs nothing"] == f"{turn.record.url}6/"
    assert len(missing) == 4 + 1 + 3 + 2 + 1
    assert Strategy.objects.count() == 0


def test_closing_makes_strategies_of_chosen_ideas_and_activities_of_what_will_be_done(
    now: None, turn: Turn, people: People
) -> None:
    idea = full(turn, people)
    other = make_idea(turn, "Nobody chose this", by=people.backbone)
    closed = close_turn(turn=turn, by=people.backbone)
    strategy, activity = Strategy.objects.get(), Activity.objects.get()
    idea.refresh_from_db()
    other.refresh_from_db()
    assert (idea.strategy, other.strategy) == (strategy, None)
    assert strategy.expected_contribution == {"en": "Buses run"}
    assert StrategyIndicator.objects.get().indicator == turn.indicator
    assert (activity.strategy, activity.lead, activity.ends_on) == (strategy, any_membership(), DUE)
    assert activity.is_free_of_cost
    assert activity.success_seen_by == {"en": "Forty come a week"}
    assert TurnAction.objects.get().activity == activity
    assert closed.reread_by == date(2027, 5, 4)
    assert Event.objects.get(kind="turn.closed").facts == {"strategies": 1, "activities": 1}
    assert LedgerEntry.objects.filter(kind="turn.closed").exists()


def test_closing_keeps_why_each_activity_should_move_the_curve_as_well_as_its_idea_is_known(
    turn: Turn, people: People
) -> None:
    idea = full(turn, people)
    more = {"owner": any_membership(), "due": DUE, "success_seen_by": {"en": "x"}, "by": people.backbone}
    why = {"en": "Fewer shifts, more sleep"}
    add_action(turn=turn, words={"en": "Ask the employer"}, logic=why, **more)  # type: ignore[arg-type]
    add_action(turn=turn, words={"en": "Nobody said why"}, **more)  # type: ignore[arg-type]
    close_turn(turn=turn, by=people.backbone)
    said = {str(one.activity): (one.logic["en"], one.strength) for one in Contribution.objects.all()}
    assert said == {
        "Open two rooms": ("Rooms near home: an answer to “Buses run”", idea.evidence),
        "Ask the employer": ("Fewer shifts, more sleep", "hunch"),
    }
    assert {one.indicator for one in Contribution.objects.all()} == {turn.indicator}


def test_a_conversation_shows_the_forecast_it_was_held_about_ever_after(turn: Turn, people: People) -> None:
    with pytest.raises(RuleBroken):
        agree_forecast(turn=turn, said=replace(EXPECTED, assumptions={"en": " "}), by=people.backbone)
    agree_forecast(turn=turn, said=EXPECTED, by=people.backbone)
    second = agree_forecast(turn=turn, said=replace(EXPECTED, ahead=2), by=people.resident)
    turn.refresh_from_db()
    assert turn.forecast == second
    full(turn, people)
    close_turn(turn=turn, by=people.backbone)
    with pytest.raises(RuleBroken, match="closed"):
        agree_forecast(turn=turn, said=EXPECTED, by=people.backbone)
    assert Forecast.objects.count() == 3


def test_without_figures_nothing_is_to_be_expected(inside_initiative: Initiative, people: People) -> None:
    turn = make_turn(make_indicator(by=people.backbone, slug="bare"), by=people.backbone)
    fill(turn, by=people.backbone, scorers=(people.resident, people.partner))
    close_turn(turn=turn, by=people.backbone)
    assert turn.forecast is None


def test_nothing_is_added_to_a_closed_conversation(turn: Turn, people: People) -> None:
    idea = full(turn, people)
    close_turn(turn=turn, by=people.backbone)
    calls = (
        lambda: save_step(turn=turn, question=1, words={"en": "x"}, by=people.backbone),
        lambda: make_idea(turn, by=people.backbone),
        lambda: add_line(turn=turn, question=1, words="x", by=people.resident),
        lambda: score_ideas(turn=turn, scores={idea: dict.fromkeys(Criterion, 1)}, by=people.resident),
        lambda: remove_part(part=idea, by=people.backbone),
        lambda: close_turn(turn=turn, by=people.backbone),
    )
    for call in calls:
        with pytest.raises(RuleBroken, match="closed"):
            call()


def test_the_next_conversation_starts_from_the_last(turn: Turn, people: People) -> None:
    idea = full(turn, people)
    gone = add_factor(
        turn=turn, kind="restricting", words={"en": "No longer so"}, ground="evidence", by=people.backbone
    )
    remove_part(part=gone, by=people.backbone)
    close_turn(turn=turn, by=people.backbone)
    following = make_turn(turn.indicator, by=people.backbone, held_on=date(2027, 5, 4))
    assert (following.number, following.previous) == (2, turn)
    assert {str(one) for one in following.factors.all()} == {"Buses run", "Shifts end late", "Rents rose"}
    rents = Factor.objects.get(turn=following, words={"en": "Rents rose"})
    assert str(rents.cause_of) == "Shifts end late"
    assert rents.cause_of is not None
    assert (rents.cause_of.turn, rents.carried_from is not None) == (following, True)
    carried = Idea.objects.get(turn=following)
    assert (carried.carried_from, carried.strategy) == (idea, Strategy.objects.get())
    assert carried.answers is not None
    assert carried.answers.turn == following
    assert following.partner_roles.count() == 2
    assert following.steps.get(question=4).words == {"en": "Said to question 4"}
    assert following.actions.count() == 0


def test_the_next_one_needs_what_was_learned_and_adds_to_the_strategy_that_is_there(
    turn: Turn, people: People
) -> None:
    full(turn, people)
    close_turn(turn=turn, by=people.backbone)
    following = make_turn(turn.indicator, by=people.backbone)
    add_action(
        turn=following,
        words={"en": "Open a third room"},
        owner=any_membership(),
        due=DUE,
        success_seen_by={"en": "Twenty more come"},
        idea=Idea.objects.get(turn=following),
        by=people.backbone,
    )
    agree_forecast(turn=following, said=EXPECTED, by=people.backbone)
    with pytest.raises(RuleBroken) as refusal:
        close_turn(turn=following, by=people.backbone)
    assert refusal.value.missing == (
        ("Say what was learned since the last conversation", f"{following.record.url}learning/"),
    )
    said = {"expected": {"en": "Forty"}, "happened": {"en": "Twelve"}, "change": {"en": "Nearer"}}
    add_learning(about=turn.record, by=people.backbone, **said)  # type: ignore[arg-type]
    close_turn(turn=following, by=people.backbone)
    assert Strategy.objects.get().activities.count() == 2


def test_a_line_that_waits_keeps_the_conversation_open(turn: Turn, people: People) -> None:
    full(turn, people)
    lines = [add_line(turn=turn, question=4, words=f"line {n}", by=people.resident) for n in range(3)]
    with pytest.raises(RuleBroken) as refusal:
        close_turn(turn=turn, by=people.backbone)
    assert refusal.value.missing[0] == (
        "3 lines wait for an answer: take each up or set it aside",
        f"{turn.record.url}lines/",
    )
    set_aside(line=lines[0], reason={"en": "Said already"}, by=people.backbone)
    hide_line(line=lines[1], ground="names_somebody", by=people.backbone)
    add_factor(
        turn=turn,
        kind="restricting",
        words={"en": "line 2"},
        ground="lived_experience",
        line=lines[2],
        by=people.backbone,
    )
    close_turn(turn=turn, by=people.backbone)


def test_something_rests_on_what_cannot_be_taken_out(turn: Turn, people: People) -> None:
    idea = full(turn, people)
    held = Factor.objects.get(words={"en": "Shifts end late"})
    for part in (idea, held):
        with pytest.raises(RuleBroken):
            remove_part(part=part, by=people.backbone)
    remove_part(part=Factor.objects.get(words={"en": "Rents rose"}), by=people.backbone)
    remove_part(part=held, by=people.backbone)


def test_a_partner_is_here_or_wanted_and_research_says_where_it_is(turn: Turn, people: People) -> None:
    for who in ({}, {"membership": any_membership(), "wanted_name": "Somebody"}):
        with pytest.raises(RuleBroken) as refusal:
            add_partner(turn=turn, role={"en": "Helps"}, by=people.backbone, **who)
        assert refusal.value.field == "membership"
    with pytest.raises(RuleBroken) as refusal:
        add_idea(turn=turn, words={"en": "x"}, evidence="research", cost="low", by=people.backbone)
    assert refusal.value.field == "source"


def test_scoring_again_replaces_ones_own_scores_only(turn: Turn, people: People) -> None:
    idea = make_idea(turn, by=people.backbone)
    for person, value in ((people.resident, 1), (people.partner, 3), (people.resident, 2)):
        score_ideas(turn=turn, scores={idea: dict.fromkeys(Criterion, value)}, by=person)
    assert sorted(idea.scores.values_list("leverage", flat=True)) == [2, 3]
    with pytest.raises(RuleBroken):
        score_ideas(turn=turn, scores={idea: dict.fromkeys(Criterion, 4)}, by=people.resident)


def test_a_cause_of_another_conversation_is_refused(turn: Turn, people: People) -> None:
    other = make_turn(make_indicator(by=people.backbone, slug="other"), by=people.backbone)
    foreign = add_factor(
        turn=other, kind="contributing", words={"en": "x"}, ground="evidence", by=people.backbone
    )
    with pytest.raises(RuleBroken) as refusal:
        add_factor(
            turn=turn,
            kind="contributing",
            words={"en": "y"},
            ground="evidence",
            cause_of=foreign,
            by=people.backbone,
        )
    assert refusal.value.field == "cause_of"


def test_reading_a_story_again_starts_its_clock_anew(now: None, turn: Turn, people: People) -> None:
    with pytest.raises(RuleBroken):
        reread(turn=turn, by=people.backbone)
    full(turn, people)
    close_turn(turn=turn, by=people.backbone)
    with clock.at(datetime(2027, 6, 1, 12, tzinfo=UTC)):
        reread(turn=turn, by=people.backbone)
    turn.refresh_from_db()
    assert turn.reread_by == date(2028, 5, 31)
