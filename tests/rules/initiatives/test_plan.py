"""What the rules find in a plan: who does what, holes, overlaps, what stands alone, what is late, whom a leaving hits."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.plan import (
    Act,
    Bond,
    Cell,
    Course,
    Joint,
    Leaving,
    Overlap,
    Risk,
    Standing,
    first_first,
    holes,
    leaving,
    lone,
    matrix,
    overlaps,
    standings,
    to_mend,
)

TODAY = date(2026, 11, 22)
ONE, OTHER, THIRD = 101, 102, 103
CARE, SPOT = 11, 12


def plan(*acts: Act, bonds: tuple[Bond, ...] = (), strategies: tuple[int, ...] = (CARE, SPOT)) -> Joint:
    return Joint(strategies, {act.key: act for act in acts}, bonds)


def act(key: int, **more: object) -> Act:
    return Act(key, **{"strategy": CARE, "lead": ONE, **more})  # type: ignore[arg-type]


def test_the_matrix_counts_what_each_partner_leads_and_helps_with() -> None:
    found = matrix(
        plan(
            act(1, supports=frozenset({OTHER})),
            act(2),
            act(3, strategy=SPOT, lead=OTHER),
            act(4, state="done"),
        ),
        (ONE, OTHER, THIRD),
    )
    assert found == {ONE: {CARE: Cell(2, 0)}, OTHER: {CARE: Cell(0, 1), SPOT: Cell(1, 0)}, THIRD: {}}


def test_what_belongs_to_a_part_counts_for_the_whole_strategy() -> None:
    joint = Joint((CARE,), {1: act(1, strategy=99)}, whole_of={99: CARE})
    assert matrix(joint, (ONE,)) == {ONE: {CARE: Cell(1, 0)}}
    assert holes(joint).strategies == ()


def test_a_strategy_for_which_nobody_leads_anything_is_a_hole_and_so_is_an_activity_without_a_lead() -> None:
    found = holes(plan(act(1), act(2, strategy=SPOT, lead=None), act(3, strategy=SPOT, state="done")))
    assert (found.strategies, found.activities, found.count) == ((SPOT,), (2,), 2)


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ({}, [Overlap(1, 2, False)]),
        ({"place": " twin  RIVERS "}, [Overlap(1, 2, False)]),
        ({"lead": ONE}, []),
        ({"place": "Elsewhere"}, []),
        ({"place": ""}, []),
        ({"population": 8}, []),
        ({"population": None}, []),
        ({"strategy": SPOT}, []),
        ({"state": "stopped"}, []),
    ],
)
def test_the_same_for_the_same_people_at_the_same_place_by_two_partners_is_an_overlap(
    more: dict[str, object], found: list[Overlap]
) -> None:
    first = act(1, population=7, place="Twin Rivers")
    second = act(2, **{"lead": OTHER, "population": 7, "place": "Twin Rivers", **more})
    assert overlaps(plan(first, second)) == found


def test_an_overlap_with_a_hand_off_between_the_two_is_spoken_of() -> None:
    acts = (act(1, population=7, place="X"), act(2, lead=OTHER, population=7, place="X"))
    bond = Bond(1, 2, 1, "shares_space_or_staff")
    assert overlaps(plan(*acts, bonds=(bond,))) == [Overlap(1, 2, True)]


def test_what_nobody_helps_with_and_hands_nothing_on_stands_alone() -> None:
    acts = (act(1), act(2, supports=frozenset({OTHER})), act(3), act(4), act(5, lead=None), act(6))
    bonds = (Bond(1, 3, 4, "feeds"), Bond(2, 6, 1, "duplicates"))
    assert lone(plan(*acts, bonds=bonds)) == [1, 6], "doing the same reinforces nothing"


def test_missing_hand_offs_come_before_slow_ones_and_those_that_work_are_left_out() -> None:
    bonds = [
        Bond(1, 1, 2, "feeds", "slow"),
        Bond(2, 1, 3, "feeds", "good"),
        Bond(3, 2, 3, "feeds", "missing"),
        Bond(4, 3, 1, "feeds", "untried"),
    ]
    assert [one.key for one in to_mend(bonds)] == [3, 1]


@pytest.mark.parametrize(
    ("one", "standing"),
    [
        (act(1, ends_on=TODAY - timedelta(days=3)), Standing(Course.LATE, days=3)),
        (act(1, ends_on=TODAY), Standing(Course.ON_TIME)),
        (act(1, state="done", ends_on=TODAY - timedelta(days=3)), Standing(Course.DONE)),
        (act(1, state="stopped"), Standing(Course.STOPPED)),
        (
            act(1, state="planned", starts_on=TODAY - timedelta(days=1)),
            Standing(Course.AT_RISK, Risk.NOT_BEGUN),
        ),
        (act(1, state="planned", starts_on=TODAY), Standing(Course.STARTING)),
        (act(1, lead=None, state="planned", starts_on=TODAY), Standing(Course.AT_RISK, Risk.NOBODY_LEADS)),
        (act(1, lead=None, state="planned"), Standing(Course.STARTING)),
        (
            act(1, is_logged_at_all=True, last_logged=TODAY - timedelta(days=46)),
            Standing(Course.AT_RISK, Risk.SILENT),
        ),
        (act(1, is_logged_at_all=True, last_logged=TODAY - timedelta(days=45)), Standing(Course.ON_TIME)),
        (act(1), Standing(Course.ON_TIME)),
    ],
)
def test_how_an_activity_goes(one: Act, standing: Standing) -> None:
    assert standings(plan(one), today=TODAY)[1] == standing


@pytest.mark.parametrize("bond", [Bond(1, 2, 1, "depends_on"), Bond(1, 1, 2, "feeds")])
def test_what_waits_for_something_late_is_at_risk(bond: Bond) -> None:
    late = act(1, ends_on=TODAY - timedelta(days=1))
    found = standings(plan(late, act(2), bonds=(bond,)), today=TODAY)
    assert found[2] == Standing(Course.AT_RISK, Risk.WAITS_FOR_LATE)


def test_sharing_a_room_with_something_late_is_no_risk() -> None:
    late = act(1, ends_on=TODAY - timedelta(days=1))
    found = standings(plan(late, act(2), bonds=(Bond(1, 1, 2, "shares_space_or_staff"),)), today=TODAY)
    assert found[2].course is Course.ON_TIME


def test_the_longest_late_comes_first_then_what_is_at_risk_then_the_rest_by_their_day() -> None:
    found = {
        1: Standing(Course.ON_TIME, days=-30),
        2: Standing(Course.LATE, days=3),
        3: Standing(Course.AT_RISK, Risk.SILENT, -5),
        4: Standing(Course.LATE, days=30),
        5: Standing(Course.DONE),
        6: Standing(Course.ON_TIME, days=-3),
    }
    assert first_first(found) == [4, 2, 3, 6, 1, 5]


def test_when_a_partner_leaves_its_work_has_no_lead_others_lose_help_and_some_wait() -> None:
    acts = (
        act(1, lead=OTHER, strategy=SPOT),
        act(2, supports=frozenset({OTHER})),
        act(3),
        act(4),
        act(5),
    )
    bonds = (Bond(1, 1, 3, "feeds"), Bond(2, 4, 1, "depends_on"), Bond(3, 5, 1, "shares_participants"))
    assert leaving(plan(*acts, bonds=bonds), OTHER) == Leaving((1,), (2,), (3, 4), (SPOT,))


def test_a_strategy_that_was_empty_before_is_not_the_fault_of_who_leaves() -> None:
    assert leaving(plan(act(1)), ONE) == Leaving((1,), (), (), (CARE,))


ACTS = st.builds(
    Act,
    st.integers(1, 8),
    strategy=st.sampled_from([CARE, SPOT, None]),
    lead=st.sampled_from([ONE, OTHER, None]),
    supports=st.frozensets(st.sampled_from([ONE, OTHER, THIRD])),
    state=st.sampled_from(["planned", "under_way", "done", "stopped"]),
    population=st.sampled_from([None, 7]),
    place=st.sampled_from(["", "X"]),
)


@given(st.lists(ACTS, max_size=8))
def test_every_activity_that_goes_on_is_led_or_a_hole_and_no_overlap_is_of_one_partner(
    acts: list[Act],
) -> None:
    joint = plan(*acts)
    unled = set(holes(joint).activities)
    for one in joint.acts.values():
        assert (one.key in unled) == (one.is_open and one.lead is None)
    for pair in overlaps(joint):
        assert joint.acts[pair.one].lead != joint.acts[pair.other].lead
    assert not set(lone(joint)) & unled
    for partner in (ONE, OTHER, THIRD):
        gone = leaving(joint, partner)
        assert not set(gone.without_lead) & set(gone.waiting)
