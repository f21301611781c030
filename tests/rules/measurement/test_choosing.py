"""Ratings of several people read together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.choosing import Headlines, Place, Power, Question, Rating, headlines, together

H, M, L = Power.HIGH, Power.MEDIUM, Power.LOW


def rated(communication: Power, proxy: Power, data: Power) -> Rating:
    return {Question.COMMUNICATION: communication, Question.PROXY: proxy, Question.DATA: data}


@pytest.mark.parametrize(
    ("ratings", "place"),
    [
        ([], Place.NOT_RATED),
        ([rated(H, H, H)], Place.HEADLINE),
        ([rated(H, H, M)], Place.DATA_DEVELOPMENT),
        ([rated(H, H, L)], Place.DATA_DEVELOPMENT),
        ([rated(M, H, H)], Place.SECONDARY),
        ([rated(H, M, L)], Place.SECONDARY),
        ([rated(H, H, H), rated(M, H, H)], Place.SECONDARY),  # one voice of two makes no headline
        ([rated(H, H, H), rated(H, H, H), rated(L, L, L)], Place.HEADLINE),
    ],
)
def test_the_middle_of_all_ratings_says_where_an_indicator_belongs(
    ratings: list[Rating], place: Place
) -> None:
    assert together(ratings).place is place


def test_dissent_is_kept_beside_the_middle() -> None:
    found = together([rated(H, H, H), rated(H, H, H), rated(H, L, H)])
    assert found.place is Place.HEADLINE
    assert found.dissents == (2,)
    assert [one.is_split for one in found.tallies] == [False, True, False]


@pytest.mark.parametrize(("count", "word"), [(0, "few"), (2, "few"), (3, "right"), (5, "right"), (6, "many")])
def test_three_to_five_headlines_are_right(count: int, word: str) -> None:
    assert headlines(count) == Headlines(word)


powers = st.sampled_from(list(Power))
some = st.lists(st.builds(rated, powers, powers, powers), min_size=1, max_size=9)


@given(some, st.randoms())
def test_the_order_of_raters_changes_nothing(ratings: list[Rating], random: object) -> None:
    mixed = list(ratings)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert together(mixed).place is together(ratings).place
    assert [one.counts for one in together(mixed).tallies] == [
        one.counts for one in together(ratings).tallies
    ]


@given(some)
def test_nobody_is_lost_in_the_tally(ratings: list[Rating]) -> None:
    assert all(sum(one.counts.values()) == len(ratings) for one in together(ratings).tallies)


@given(some)
def test_a_better_rating_never_lowers_the_place(ratings: list[Rating]) -> None:
    better = [rated(H, H, H), *ratings[1:]]
    order = [Place.SECONDARY, Place.DATA_DEVELOPMENT, Place.HEADLINE]
    assert order.index(together(better).place) >= order.index(together(ratings).place)
