"""The collaboration survey: networks with known answers, the one rule of what is shown, and the twelve minutes."""

from __future__ import annotations

from itertools import permutations

import pytest

from measurement.rules.collaboration import (
    MOST_MINUTES,
    MOST_QUESTIONS,
    MOST_RATED,
    Hidden,
    Intensity,
    Item,
    Mean,
    Tie,
    between,
    hidden,
    is_low,
    item_means,
    may_compare,
    mean_of,
    means_by,
    minutes_for,
    received,
    spoken_of,
    worth,
)
from measurement.rules.networks import Arrow, shape

FIVE = range(1, 6)
STAR = [arrow for leaf in range(2, 6) for arrow in ((1, leaf), (leaf, 1))]
RING = [(one, one % 5 + 1) for one in FIVE]


@pytest.mark.parametrize(
    ("arrows", "density", "reciprocity", "centralisation", "isolated"),
    [
        (list(permutations(FIVE, 2)), 1, 1, 0, ()),
        (STAR, 8 / 20, 1, 1, ()),
        (RING, 5 / 20, 0, 0, ()),
        ([(1, 2), (2, 1), (1, 3)], 3 / 20, 2 / 3, (0 + 1 + 1 + 2 + 2) / 12, (4, 5)),
        ([], 0, None, 0, (1, 2, 3, 4, 5)),
    ],
)
def test_networks_with_known_answers(
    arrows: list[Arrow],
    density: float,
    reciprocity: float | None,
    centralisation: float,
    isolated: tuple[int, ...],
) -> None:
    found = shape(FIVE, FIVE, arrows)
    assert found.density == pytest.approx(density)
    assert found.reciprocity == (None if reciprocity is None else pytest.approx(reciprocity))
    assert found.centralisation == pytest.approx(centralisation)
    assert found.isolated == isolated


def test_who_did_not_answer_is_known_by_what_the_others_say() -> None:
    found = shape(FIVE, (1, 2), [(1, 2), (2, 1), (1, 3)])
    assert (found.density, found.reciprocity, found.isolated) == (1, 1, (4, 5))


@pytest.mark.parametrize("asked", [(), (1,), (1, 2)])
def test_a_network_of_few_has_no_shape(asked: tuple[int, ...]) -> None:
    assert shape(asked, asked, []).centralisation is None


@pytest.mark.parametrize(
    ("asked", "answered", "is_closed", "why"),
    [
        (5, 5, True, None),
        (5, 5, False, Hidden.STILL_OPEN),
        (4, 4, True, Hidden.TOO_FEW),
        (8, 5, True, None),
        (10, 6, True, None),
        (9, 5, True, Hidden.TOO_SMALL_A_SHARE),
        (25, 14, True, Hidden.TOO_SMALL_A_SHARE),
        (25, 15, True, None),
    ],
)
def test_results_are_shown_from_five_answers_and_sixty_percent_on(
    asked: int, answered: int, is_closed: bool, why: Hidden | None
) -> None:
    assert hidden(asked=asked, answered=answered, is_closed=is_closed) == why


@pytest.mark.parametrize(
    ("values", "mean"),
    [
        ([(1, 4), (2, 3)], Mean(None, 2)),
        ([(1, 4), (1, 4), (1, 4)], Mean(None, 1)),
        ([(1, 4), (2, 3), (3, 3)], Mean(3.3, 3)),
        ([], Mean(None, 0)),
    ],
)
def test_a_mean_is_of_three_partners_at_least(values: list[tuple[int, int]], mean: Mean) -> None:
    assert mean_of(values) == mean


@pytest.mark.parametrize(
    ("now", "before", "may"),
    [
        ({1, 2, 3}, {1, 2, 3}, True),
        ({1, 2, 3, 4}, {1, 2, 3}, False),
        ({1, 2, 4}, {1, 2, 3}, False),
        ({1, 2, 3, 4, 5, 6}, {1, 2, 3}, True),
        ({1, 2, 3, 4}, {1, 2, 5, 6}, True),
    ],
)
def test_two_waves_are_compared_where_no_one_or_two_make_the_change(
    now: set[int], before: set[int], may: bool
) -> None:
    assert may_compare(now, before) is may


def test_a_single_hidden_mean_is_not_given_away_by_the_others() -> None:
    said = {1: [(2, 4), (3, 4)], 2: [(1, 3), (3, 3), (4, 3)], 3: [(1, 2), (2, 2), (4, 2), (5, 2)]}
    found = means_by(said)
    assert [found[key].is_shown for key in (1, 2, 3)] == [False, False, True]
    apart = means_by({1: [(2, 4), (3, 4)], 2: [(4, 1)], 3: [(1, 2), (2, 2), (4, 2)]})
    assert apart[3].is_shown  # three partners said what is hidden: nobody can tell who said what


def test_trust_is_told_of_a_partner_about_whom_three_spoke() -> None:
    ties = [Tie(rater, 9, Intensity.COORDINATION, {Item.OPENNESS: 2}) for rater in (1, 2, 3)]
    ties += [Tie(rater, 8, Intensity.COORDINATION, {Item.OPENNESS: 4}) for rater in (1, 2, 4)]
    ties += [Tie(1, 7, Intensity.NONE)]
    assert received(ties, (Item.OPENNESS, Item.MISSION)) == {
        9: Mean(2.0, 3),
        8: Mean(4.0, 3),
        7: Mean(None, 0),
    }
    assert item_means(ties)[Item.OPENNESS] == Mean(3.0, 4)


def test_no_tie_of_two_single_partners_is_shown() -> None:
    parts = {1: "health", 2: "school", 3: "school", 4: "fund", 5: "church"}
    ties = [
        Tie(rater, about, Intensity.COORDINATION) for rater, about in permutations(parts, 2)
    ]  # fmt: skip
    found = between(ties, parts)
    assert found["health", "school"] == Mean(3.0, 3)
    assert not found["fund", "health"].is_shown
    assert not found["school", "school"].is_shown


@pytest.mark.parametrize(
    ("gains", "costs", "ratio", "low"),
    [
        ((4, 4, 4), (2, 2, 3), 1.71, False),
        ((4, 4), (2, 3), 1.6, False),
        ((3, 3), (2, 2), 1.5, True),
        ((1,), (4,), 0.25, True),
        ((), (2,), None, False),
    ],
)
def test_who_gains_less_than_three_fifths_more_than_it_gives_is_spoken_with(
    gains: tuple[int, ...], costs: tuple[int, ...], ratio: float | None, low: bool
) -> None:
    assert worth(gains, costs) == ratio
    assert is_low(worth(gains, costs)) is low


def test_a_survey_of_many_partners_still_takes_twelve_minutes() -> None:
    assert minutes_for(partners=9, questions=2) <= 8
    assert minutes_for(partners=40, questions=MOST_QUESTIONS) <= MOST_MINUTES
    assert minutes_for(partners=120, questions=0) > MOST_MINUTES


def test_closer_questions_are_about_the_closest_partners() -> None:
    rungs = {key: 4 - key % 5 for key in range(1, 31)}
    found = spoken_of(rungs)
    assert len(found) == MOST_RATED
    assert {rungs[key] for key in found} == {4, 3}
    assert spoken_of({1: 1, 2: 0, 3: 2}) == [3]
