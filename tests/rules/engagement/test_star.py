"""STAR by its published protocol, held against the library starvote of the same protocol."""

from __future__ import annotations

import random

import pytest
import starvote

from engagement.rules.methods import Star
from engagement.rules.results import Broken, Happening, Status, TiePurpose
from engagement.rules.tally import tally
from tests.rules.engagement.ballot_boxes import pointed


def test_every_small_election_equals_starvote() -> None:
    dice, open_ties = random.Random(5), 0
    for _ in range(1500):
        names = "ABCDE"[: dice.randint(2, 5)]
        ballots = [
            {name: dice.choice([0, 1, 4, 5, dice.randint(0, 5)]) for name in names}
            for _ in range(dice.randint(1, 7))
        ]
        if not any(any(one.values()) for one in ballots):
            continue
        found = tally(pointed(Star(), ballots))
        try:
            theirs = starvote.star_voting(ballots, tiebreaker=None)
        except starvote.UnbreakableTieError:
            open_ties += 1
            assert {Broken.OPEN, Broken.NO_DIFFERENCE} & {tie.broken for tie in found.ties}
            continue
        assert list(found.winners) == theirs, ballots
        assert not {Broken.OPEN, Broken.NO_DIFFERENCE} & {tie.broken for tie in found.ties}
    assert open_ties > 20


def test_the_two_largest_sums_go_into_a_runoff_that_more_ballots_decide() -> None:
    # A has the largest sum; B stands higher on more ballots.
    found = tally(pointed(Star(), [{"A": 5, "B": 0, "C": 0}, {"A": 3, "B": 4}, {"A": 3, "B": 4, "C": 1}]))
    assert found.winners == ("B",)
    first, second = found.rounds
    assert dict(first.amounts) == {"A": "11", "B": "8", "C": "1"}
    assert first.happened == ((Happening.FINALIST, "A"), (Happening.FINALIST, "B"))
    assert (first.number, second.number) == (1, 2)
    assert dict(second.amounts) == {"A": "1", "B": "2"}
    assert second.happened == ((Happening.ELECTED, "B"),)
    assert found.standings[0].option == "A"
    assert found.ties == ()


@pytest.mark.parametrize(
    ("ballots", "purpose", "broken", "chosen"),
    [
        ([{"A": 5, "B": 3}, {"A": 1, "B": 4}], "win", Broken.HIGHER_SCORE, ("B",)),
        ([{"A": 5, "B": 4}, {"A": 0, "B": 1}], "win", Broken.MOST_TOP_SCORES, ("A",)),
        ([{"A": 5, "B": 2, "C": 1}, {"A": 5, "B": 0, "C": 1}], "finalist", Broken.OPEN, ()),
        ([{"A": 5, "B": 5, "C": 3}, {"A": 5, "B": 0, "C": 2}], "finalist", Broken.MOST_TOP_SCORES, ("B",)),
        (
            [{"A": 5, "B": 4, "C": 1}, {"A": 5, "B": 2, "C": 1}, {"A": 5, "B": 0, "C": 4}],
            "finalist",
            Broken.HEAD_TO_HEAD,
            ("B",),
        ),
    ],
)
def test_ties_are_told_with_how_they_were_broken(
    ballots: list[dict[str, int]], purpose: str, broken: Broken, chosen: tuple[str, ...]
) -> None:
    found = tally(pointed(Star(), ballots))
    tie = next(one for one in found.ties if one.purpose is TiePurpose(purpose))
    if broken is Broken.OPEN:  # both finalists lose to A, so it makes no difference which it is
        assert tie.broken is Broken.NO_DIFFERENCE
        assert found.winners == ("A",)
        return
    assert (tie.broken, tie.chosen) == (broken, chosen)
    assert tie.stage == (2 if purpose == "win" else 1)


def test_a_dead_heat_stays_open() -> None:
    found = tally(pointed(Star(), [{"A": 4, "B": 3}, {"A": 3, "B": 4}]))
    assert (found.status, found.winners) == (Status.TIED, ())
    assert len(found.rounds) == 2


def test_no_stars_choose_nobody() -> None:
    found = tally(pointed(Star(), [{"A": 0}], options="AB"))
    assert (found.status, found.winners) == (Status.NOT_ADOPTED, ())
