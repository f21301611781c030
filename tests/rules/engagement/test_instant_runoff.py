"""Instant runoff: the last leaves, round after round, and every round adds up."""

from __future__ import annotations

from engagement.rules.methods import Irv
from engagement.rules.results import Broken, Happening, Round, Status, Tie, TiePurpose
from engagement.rules.tally import tally
from engagement.rules.ties import TieRule
from tests.rules.engagement.ballot_boxes import ranked


def test_the_last_leaves_and_its_ballots_move_on() -> None:
    # Tennessee's four towns, with 100 voters: the textbook example.
    votes = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
    found = tally(ranked(Irv(), votes))
    assert found.winners == ("K",)
    assert found.rounds == (
        Round(1, (("C", "15"), ("K", "17"), ("M", "42"), ("N", "26")), ((Happening.EXCLUDED, "C"),), "0"),
        Round(2, (("K", "32"), ("M", "42"), ("N", "26")), ((Happening.EXCLUDED, "N"),), "0"),
        Round(3, (("K", "58"), ("M", "42")), ((Happening.ELECTED, "K"),), "0"),
    )
    assert found.ties == ()


def test_half_is_not_more_than_half() -> None:
    found = tally(ranked(Irv(), {"A": 2, "B": 1, "CB": 1}))
    assert found.rounds[0].happened != ((Happening.ELECTED, "A"),)


def test_ballots_that_name_nobody_left_are_told_and_do_not_count() -> None:
    found = tally(ranked(Irv(), {"A": 3, "B": 2, "C": 1}))
    assert found.winners == ("A",)
    assert found.rounds[1].not_transferable == "1"
    assert found.rounds[1].happened == ((Happening.ELECTED, "A"),)


def test_a_majority_ends_it_at_once() -> None:
    found = tally(ranked(Irv(), {"A": 3, "B": 1, "C": 1, "": 4}))
    assert (len(found.rounds), found.winners) == (1, ("A",))
    assert found.counts == (("filled", 5), ("blank", 4))


def test_an_earlier_round_tells_equals_apart() -> None:
    # Round 2: B 3 (2 and D's 1) against C 3; in round 1 C had more, so B leaves.
    found = tally(ranked(Irv(), {"A": 4, "B": 2, "C": 3, "DB": 1}))
    (tie,) = [one for one in found.ties if one.stage == 2]
    assert tie == Tie(2, TiePurpose.EXCLUDE, ("B", "C"), Broken.EARLIER_STAGE, ("B",))


def test_those_whom_an_earlier_round_cannot_tell_apart_stay_in_the_tie_alone() -> None:
    # Round 2: B, C and D have 4 each. In round 1 D had 4 and B and C had 3: one of these two leaves.
    votes = {"A": 9, "B": 3, "C": 3, "D": 4, "EB": 1, "EC": 1}
    found = tally(ranked(Irv(), votes, tie_rule=TieRule("s")))
    narrowed, drawn = (tie for tie in found.ties if tie.stage == 2)
    assert narrowed == Tie(2, TiePurpose.EXCLUDE, ("B", "C", "D"), Broken.EARLIER_STAGE, ("B", "C"))
    assert (drawn.options, drawn.broken) == (("B", "C"), Broken.LOT)


def test_a_dead_heat_stays_open_and_a_lot_decides_it() -> None:
    found = tally(ranked(Irv(), {"A": 2, "B": 2}))
    assert (found.status, found.winners) == (Status.TIED, ())
    assert found.rounds[-1].happened == ()
    drawn = tally(ranked(Irv(), {"A": 2, "B": 2}, tie_rule=TieRule("s")))
    (tie,) = drawn.ties
    assert tie.broken is Broken.LOT
    assert drawn.winners == tuple({"A", "B"} - set(tie.chosen))


def test_only_blank_ballots_elect_nobody() -> None:
    found = tally(ranked(Irv(), {"": 3}, options="AB"))
    assert (found.status, found.winners, found.rounds) == (Status.NOT_ADOPTED, (), ())
