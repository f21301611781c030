"""Ties: the public lot is one that anybody can draw again, and what makes no difference is found out."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.methods import Approval, Irv, Stv
from engagement.rules.results import Broken, Count, Status, TiePurpose
from engagement.rules.tally import tally
from engagement.rules.ties import MOST_WAYS, BodyChoice, Breaker, TieRule, lot_order, settled
from tests.rules.engagement.ballot_boxes import ranked


def test_a_lot_is_the_order_of_hashes_of_seed_and_option() -> None:
    found = lot_order("Lotto 6/49 of 12 March", ["A", "B", "C"])
    by_hand = sorted("ABC", key=lambda one: sha256(f"Lotto 6/49 of 12 March|{one}".encode()).hexdigest())
    assert list(found) == by_hand


@given(st.text(min_size=1), st.lists(st.text(), unique=True))
def test_a_lot_does_not_depend_on_the_order_of_its_list(seed: str, options: list[str]) -> None:
    assert lot_order(seed, options) == lot_order(seed, reversed(options))
    assert sorted(lot_order(seed, options)) == sorted(options)


def test_the_first_of_a_lot_wins_and_the_last_leaves() -> None:
    order = lot_order("s", "ABC")
    breaker = Breaker(TieRule("s"))
    assert breaker.pick(1, TiePurpose.WIN, "ABC") == order[0]
    assert breaker.pick(1, TiePurpose.TRANSFER_FIRST, "ABC") == order[0]
    assert breaker.pick(1, TiePurpose.EXCLUDE, "ABC") == order[2]
    assert breaker.open_tie is None


def test_what_the_body_chose_comes_before_the_lot() -> None:
    first = lot_order("s", "AB")[0]
    other = ({"A", "B"} - {first}).pop()
    breaker = Breaker(TieRule("s", (BodyChoice(TiePurpose.WIN, ("B", "A"), other),)))
    assert breaker.pick(1, TiePurpose.WIN, "AB") == other
    assert breaker.ties[0].broken is Broken.BODY


def test_an_open_tie_stops_the_count() -> None:
    breaker = Breaker(TieRule())
    assert breaker.pick(3, TiePurpose.EXCLUDE, "BA") is None
    assert breaker.open_tie is not None
    assert (breaker.open_tie.stage, breaker.open_tie.options, breaker.open_tie.chosen) == (3, ("A", "B"), ())


def test_ties_that_lead_to_the_same_winner_are_told_as_such() -> None:
    found = tally(ranked(Irv(), {"A": 4, "B": 1, "C": 1}))
    assert found.winners == ("A",)
    found = tally(ranked(Irv(), {"A": 4, "B": 2, "C": 2, "D": 1}))
    assert (found.status, found.winners) == (Status.ADOPTED, ("A",))
    assert [(tie.options, tie.broken, tie.chosen) for tie in found.ties] == [
        (("B", "C"), Broken.NO_DIFFERENCE, ("B",))
    ]


def test_one_way_that_leads_elsewhere_keeps_a_tie_open() -> None:
    found = tally(ranked(Irv(), {"A": 3, "BC": 2, "CA": 2}))
    assert found.status is Status.TIED
    assert [tie.broken for tie in found.ties] == [Broken.OPEN]


def test_too_many_ways_are_not_tried_and_stay_open() -> None:
    tried = []

    def count(breaker: Breaker) -> Count:
        tried.append(1)
        for stage in range(10):
            if breaker.pick(stage, TiePurpose.EXCLUDE, "AB") is None:
                break
        return Count((), lambda _: True, ties=tuple(breaker.ties))

    assert settled(count, TieRule()).is_tied
    assert len(tried) == MOST_WAYS + 1


def test_exactly_the_most_ways_are_still_tried() -> None:
    # One tie of n options takes one count that meets it and n that answer it.
    options = [f"{at:03}" for at in range(MOST_WAYS - 1)]

    def count(breaker: Breaker) -> Count:
        breaker.pick(1, TiePurpose.EXCLUDE, options)
        return Count((), lambda _: True, winners=("Z",), ties=tuple(breaker.ties))

    found = settled(count, TieRule())
    assert not found.is_tied
    assert found.ties[0].chosen == ("000",)


def test_an_electorate_of_equals_never_decides_by_itself() -> None:
    for rule in (Approval(1), Irv(), Stv(1)):
        assert tally(ranked(rule, {"A": 3, "B": 3})).status is Status.TIED
