"""Strategies, activities and what was learned: who said what, and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from initiatives import clock
from initiatives.actions.activities import (
    Undertaking,
    add_activity,
    add_learning,
    change_activity,
    change_state,
)
from initiatives.models import Activity, Event, Initiative, Learning
from initiatives.rules.refusals import RuleBroken
from tests.factories.activities import make_activity, make_strategy
from tests.personas import People

SPRING = datetime(2026, 5, 1, 15, tzinfo=UTC)


def test_two_strategies_of_the_same_name_get_two_addresses(
    inside_initiative: Initiative, people: People
) -> None:
    made = [make_strategy(by=people.backbone) for _ in range(3)]
    assert [one.slug for one in made] == [f"evening-classes-near-home{tail}" for tail in ("", "-2", "-3")]
    assert made[1].record.path == "plan/strategies/evening-classes-near-home-2/"


def test_a_strategy_called_add_does_not_stand_in_the_way_of_adding(
    inside_initiative: Initiative, people: People
) -> None:
    assert make_strategy("Add", by=people.backbone).slug != "add"


def test_an_activity_begins_on_the_day_on_which_somebody_says_so(
    inside_initiative: Initiative, people: People
) -> None:
    activity = make_activity(by=people.backbone)
    with clock.at(SPRING):
        change_state(activity=activity, state="under_way", by=people.partner)
    activity.refresh_from_db()
    assert (activity.state, activity.starts_on) == (Activity.State.UNDER_WAY, date(2026, 5, 1))
    assert (activity.state_changed_by, activity.state_changed_at) == (people.partner, SPRING)
    assert Event.objects.filter(kind="activity.begun", record=activity.record).count() == 1


def test_saying_the_same_twice_changes_nothing(inside_initiative: Initiative, people: People) -> None:
    activity = make_activity(by=people.backbone)
    for _ in range(2):
        change_state(activity=activity, state="done", by=people.backbone)
    assert Event.objects.filter(kind="activity.done").count() == 1


def test_an_activity_that_begins_too_late_still_keeps_its_order_of_days(
    inside_initiative: Initiative, people: People
) -> None:
    activity = make_activity(by=people.backbone, ends=date(2020, 1, 1))
    change_state(activity=activity, state="under_way", by=people.backbone)
    activity.refresh_from_db()
    assert activity.starts_on == date(2020, 1, 1)


def test_an_activity_cannot_end_before_it_starts(inside_initiative: Initiative, people: People) -> None:
    wrong = Undertaking(title={"en": "Walk"}, starts_on=date(2026, 2, 1), ends_on=date(2026, 1, 1))
    with pytest.raises(RuleBroken) as refusal:
        add_activity(undertaking=wrong, strategy=None, by=people.backbone)
    assert refusal.value.field == "ends_on"
    activity = make_activity(by=people.backbone)
    with pytest.raises(RuleBroken):
        change_activity(
            activity=activity, undertaking=replace(wrong, title={}), strategy=None, by=people.backbone
        )


def test_what_was_learned_needs_all_three_parts_and_stands_with_what_it_is_about(
    inside_initiative: Initiative, people: People
) -> None:
    about = make_activity(by=people.backbone).record
    said = {"expected": {"en": "Forty"}, "happened": {"en": "Twelve came"}, "change": {"en": "Open later"}}
    for name in said:
        with pytest.raises(RuleBroken) as refusal:
            add_learning(about=about, by=people.backbone, **said | {name: {}})  # type: ignore[arg-type]
        assert refusal.value.field == name
    learned = add_learning(about=about, by=people.backbone, **said)  # type: ignore[arg-type]
    assert list(Learning.objects.all()) == [learned]
    assert learned.record.part_of == about
    assert learned.record.url == about.url
