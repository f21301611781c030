"""A panel is drawn by lot from volunteers, with quotas for groups, so that anybody can draw it again."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.impossible import Impossible
from engagement.rules.lottery import Quota, Step, Volunteer, draw
from engagement.rules.ties import lot_order

TOWN = [Volunteer(f"p{at:02}", "north" if at < 6 else "south") for at in range(30)]


def test_the_draw_follows_the_order_of_the_lot() -> None:
    found = draw(TOWN, [], places=5, seed="s")
    order = lot_order("s", [one.key for one in TOWN])
    assert found.drawn == order[:5]
    assert found.reserves == order[5:]
    assert [one.step for one in found.steps] == [Step.DRAWN] * 5 + [Step.PANEL_FULL] * 25
    assert [one.number for one in found.steps] == list(range(1, 31))


def test_quotas_are_kept_and_every_step_is_told() -> None:
    found = draw(TOWN, [Quota("north", 4, 4), Quota("south", 0, 6)], places=10, seed="s")
    groups = Counter(one.group for one in found.steps if one.step is Step.DRAWN)
    assert groups == {"north": 4, "south": 6}
    assert {one.step for one in found.steps} == {Step.DRAWN, Step.GROUP_FULL, Step.PANEL_FULL}


def test_places_are_kept_for_groups_that_are_owed_some() -> None:
    found = draw(TOWN, [Quota("north", 4, 30)], places=5, seed="s")
    kept = [one for one in found.steps if one.step is Step.KEPT_FOR_OTHERS]
    assert kept
    assert {one.group for one in kept} == {"south"}
    assert Counter(one.group for one in found.steps if one.step is Step.DRAWN)["north"] >= 4


@given(
    st.lists(st.sampled_from("abc"), min_size=1, max_size=25),
    st.tuples(*[st.tuples(st.integers(0, 4), st.integers(0, 8))] * 3),
    st.integers(1, 12),
    st.text(min_size=1, max_size=5),
)
def test_every_draw_keeps_its_quotas_or_is_refused(
    groups: list[str], ends: tuple[tuple[int, int], ...], places: int, seed: str
) -> None:
    volunteers = [Volunteer(f"p{at}", group) for at, group in enumerate(groups)]
    quotas = [Quota(group, least, least + more) for group, (least, more) in zip("abc", ends, strict=True)]
    there = Counter(groups)
    most = sum(min(there[one.group], one.most) for one in quotas)
    owed = sum(one.least for one in quotas)
    if most < places or owed > places or any(there[one.group] < one.least for one in quotas):
        with pytest.raises(Impossible):
            draw(volunteers, quotas, places=places, seed=seed)
        return
    found = draw(volunteers, quotas, places=places, seed=seed)
    drawn = Counter(one.group for one in volunteers if one.key in found.drawn)
    assert drawn.total() == len(found.drawn) == places
    assert all(quota.least <= drawn[quota.group] <= quota.most for quota in quotas)
    assert found == draw(volunteers[::-1], quotas[::-1], places=places, seed=seed)
    assert sorted(found.drawn + found.reserves) == sorted(one.key for one in volunteers)


@pytest.mark.parametrize(
    ("code", "volunteers", "quotas", "places"),
    [
        ("volunteer_twice", [TOWN[0], TOWN[0]], [], 1),
        ("quota_twice", TOWN, [Quota("north", 1, 1), Quota("north", 1, 2)], 3),
        ("quota_turned", TOWN, [Quota("north", 2, 1)], 3),
        ("quota_turned", TOWN, [Quota("north", -1, 1)], 3),
        ("quotas_over_places", TOWN, [Quota("north", 2, 2), Quota("south", 2, 2)], 3),
        ("quota_larger_than_group", TOWN, [Quota("north", 7, 9)], 10),
        ("quota_larger_than_group", TOWN, [Quota("west", 1, 1)], 3),
        ("place_more_than_pool", TOWN[:2], [], 3),
        ("number_too_small", TOWN, [], 0),
    ],
)
def test_a_draw_that_cannot_be_made_is_refused(
    code: str, volunteers: list[Volunteer], quotas: list[Quota], places: int
) -> None:
    with pytest.raises(Impossible) as refused:
        draw(volunteers, quotas, places=places, seed="s")
    assert refused.value.code == code
    assert "{" not in refused.value.sentence


def test_a_draw_without_an_announced_seed_is_refused() -> None:
    with pytest.raises(Impossible, match="seed"):
        draw(TOWN, [], places=1, seed="")


def test_every_volunteer_is_drawn_about_as_often() -> None:
    times = Counter(key for at in range(600) for key in draw(TOWN, [], places=10, seed=f"{at}").drawn)
    assert min(times.values()) > 150
    assert max(times.values()) < 250
