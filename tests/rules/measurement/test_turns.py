"""What a conversation lacks, how ideas are scored, what the next one takes over, and how old a story is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.turns import (
    Age,
    Branch,
    Criterion,
    Missing,
    TurnFacts,
    carried,
    lacks,
    nested,
    read_scores,
    story_age,
)

WHOLE = TurnFacts(
    answered=frozenset({1, 2, 3, 4}),
    helping=1,
    holding_back=1,
    partners=1,
    ideas=2,
    free_ideas=1,
    actions=1,
    scored=(2,),
)


def all_same(value: int) -> dict[Criterion, int]:
    return dict.fromkeys(Criterion, value)


def test_a_whole_conversation_lacks_nothing() -> None:
    assert lacks(WHOLE) == ()


def test_an_empty_conversation_lacks_everything_in_the_order_of_the_questions() -> None:
    found = lacks(TurnFacts(has_previous=True, has_figures=True, waiting_lines=3))
    assert [one.question for one in found] == sorted(one.question for one in found)
    assert {one.what for one in found} == set(Missing) - {Missing.SCORES, Missing.CHOSEN_IDEA}
    assert next(one for one in found if one.what is Missing.LINES).count == 3


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"answered": frozenset({1, 2, 3})}, Missing.WORDS),
        ({"helping": 0}, Missing.HELPING),
        ({"holding_back": 0}, Missing.HOLDING_BACK),
        ({"partners": 0}, Missing.PARTNER),
        ({"free_ideas": 0}, Missing.FREE_IDEA),
        ({"actions": 0, "scored": ()}, Missing.ACTION),
        ({"scored": ()}, Missing.CHOSEN_IDEA),
        ({"scored": (2, 1)}, Missing.SCORES),
        ({"waiting_lines": 1}, Missing.LINES),
        ({"has_previous": True}, Missing.LEARNING),
    ],
)
def test_each_thing_is_missed_by_itself(changed: dict[str, object], missing: Missing) -> None:
    assert [one.what for one in lacks(replace(WHOLE, **changed))] == [missing]  # type: ignore[arg-type]


def test_what_was_learned_since_the_last_time_completes_a_later_conversation() -> None:
    assert lacks(replace(WHOLE, has_previous=True, has_learned=True)) == ()


def test_scores_keep_the_spread_and_the_dissent() -> None:
    found = read_scores([all_same(3), all_same(3), all_same(3) | {Criterion.VALUES: 1}])
    assert found.people == 3
    assert found.disputed == (Criterion.VALUES,)
    values = found.standings[-1]
    assert (values.low, values.high, values.given) == (1, 3, (1, 0, 2))
    assert found.total == pytest.approx(9 + 7 / 3)


def test_an_idea_that_nobody_scored_has_no_standing() -> None:
    assert read_scores([]).standings == ()
    assert read_scores([]).total == 0


@given(st.lists(st.fixed_dictionaries({c: st.integers(1, 3) for c in Criterion}), min_size=1, max_size=12))
def test_a_mean_lies_between_the_lowest_and_the_highest_score(scores: list[dict[Criterion, int]]) -> None:
    found = read_scores(scores)
    assert all(one.low <= one.mean <= one.high for one in found.standings)
    assert all(sum(one.given) == len(scores) for one in found.standings)
    assert 4 <= found.total <= 12


def test_causes_stand_under_what_they_cause() -> None:
    rows = [(1, None), (2, 1), (3, 2), (4, None), (5, 1)]
    assert nested(rows) == (Branch(1, (Branch(2, (Branch(3),)), Branch(5))), Branch(4))


def test_a_cause_of_something_removed_stands_on_its_own() -> None:
    assert nested([(2, 1), (3, 2)]) == (Branch(2, (Branch(3),)),)


@given(st.lists(st.tuples(st.integers(1, 12), st.none() | st.integers(1, 12)), unique_by=lambda row: row[0]))
def test_every_factor_stands_somewhere_exactly_once(rows: list[tuple[int, int | None]]) -> None:
    assert sorted(carried(rows, ())) == sorted(key for key, _ in rows)


def test_the_next_conversation_takes_over_what_was_not_removed_parents_first() -> None:
    rows = [(3, 2), (2, 1), (1, None), (4, None)]
    assert carried(rows, [4]) == (1, 2, 3)
    assert carried(rows, [2]) == (3, 1, 4)


@pytest.mark.parametrize(
    ("told", "today", "months"),
    [
        (date(2025, 9, 22), date(2026, 11, 22), 14),
        (date(2025, 9, 23), date(2026, 11, 22), 13),
        (date(2026, 11, 22), date(2026, 11, 22), 0),
    ],
)
def test_a_story_ages_in_whole_months(told: date, today: date, months: int) -> None:
    assert story_age(told, None, today=today).months == months


def test_a_story_is_to_be_read_again_on_its_day() -> None:
    told, due = date(2025, 11, 22), date(2026, 11, 22)
    assert story_age(told, due, today=date(2026, 11, 21)).state is Age.FRESH
    assert story_age(told, due, today=due).state is Age.REREAD
