"""A secret box: emptied in random order, sealed by one hash, and no small group is ever told apart."""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.ballots import Ballot, Voter
from engagement.rules.methods import Base, Majority
from engagement.rules.modifiers import ClassAgreement, CountedBy, Modifiers, Quorum, TakingPart
from engagement.rules.question import DecisionQuestion, tells_classes
from engagement.rules.requirements import Need
from engagement.rules.results import Status
from engagement.rules.secret_ballots import (
    LETTERS,
    emptied,
    publishable,
    receipt,
    root_of,
    shuffled,
    without_names,
)
from engagement.rules.tally import requirements_of, tally

HALF = Fraction(1, 2)


class Dice:
    """Chance that a test can foresee: these numbers, one after the other."""

    def __init__(self, *numbers: int) -> None:
        """Keep the numbers."""
        self.numbers = list(numbers)
        self.bounds: list[int] = []

    def randbelow(self, exclusive_upper_bound: int, /) -> int:
        """Return the next number."""
        self.bounds.append(exclusive_upper_bound)
        return self.numbers.pop(0)

    def token_hex(self, nbytes: int, /) -> str:
        """Return the next number as a token."""
        return f"{self.numbers.pop(0):0{2 * nbytes}x}"


def test_every_order_comes_of_exactly_one_row_of_chances() -> None:
    found = Counter(
        shuffled("abcd", Dice(one, two, three)) for one in range(4) for two in range(3) for three in range(2)
    )
    assert found == Counter(permutations("abcd"))


def test_chance_is_asked_for_what_it_needs() -> None:
    dice = Dice(0, 0, 0)
    shuffled("abcd", dice)
    assert dice.bounds == [4, 3, 2]
    assert shuffled((), Dice()) == ()


def test_an_emptied_box_keeps_what_was_said_and_nothing_of_who_or_when() -> None:
    box = [Ballot(f"old {at}", "yes" if at % 3 else "no", seat_class="community") for at in range(20)]
    found = emptied(box, secrets)
    assert Counter(one.stance for one in found) == Counter(one.stance for one in box)
    assert not {one.voter for one in found} & {one.voter for one in box}
    assert [one.voter for one in found] == sorted(one.voter for one in found)
    assert {len(one.voter) for one in found} == {32}
    assert {one.seat_class for one in found} == {"community"}


def test_the_root_changes_with_any_ballot_and_not_with_their_order() -> None:
    box = [Ballot("1", "yes"), Ballot("2", "no"), Ballot("3", "no")]
    root = root_of(box)
    assert root_of(box[::-1]) == root
    assert root_of(box[:2]) != root
    assert root_of([*box, Ballot("4", "no")]) != root
    assert root_of([replace(box[0], stance="no"), *box[1:]]) != root


def test_a_receipt_is_readable_and_says_nothing() -> None:
    assert receipt(Dice(*[0, 1, 2, 3, 4, 29, 28, 27, 26, 25])) == "ABCDE-98765"
    assert len(LETTERS) == 30
    assert not set(LETTERS) & set("01IOLU")
    assert len({receipt(secrets) for _ in range(50)}) == 50


def box(classes: dict[str, tuple[int, int]], absent: int = 0) -> DecisionQuestion:
    """Return a secret vote: for each kind of seat how many said yes and how many no. The community must agree as well."""
    roll, ballots = [Voter(f"absent {at}", "community") for at in range(absent)], []
    for seat_class, (yes, no) in classes.items():
        for at, said in enumerate(["yes"] * yes + ["no"] * no):
            roll.append(Voter(f"{seat_class} {at}", seat_class, has_voted=True))
            ballots.append(Ballot(f"b{len(ballots)}", said, seat_class=seat_class))
    asked = Modifiers(
        False,
        quorums=(
            Quorum(HALF, TakingPart.VOTED, CountedBy.SEATS),
            Quorum(1, TakingPart.VOTED, CountedBy.SEATS, ("community",)),
        ),
        class_agreements=(ClassAgreement(("community",), HALF, False, Base.CAST),),
    )
    return DecisionQuestion(Majority(Base.CAST), asked, tuple(roll), tuple(ballots), is_secret=True)


@pytest.mark.parametrize(
    ("classes", "told"),
    [
        ({"community": (4, 1)}, True),
        ({"community": (3, 1)}, False),
        ({"community": (4, 4), "youth": (1, 3)}, False),  # the small one would be what is left of the whole
        ({"community": (4, 4), "youth": (1, 4)}, True),
    ],
)
def test_numbers_of_a_kind_of_seat_are_told_from_five_voters_on(
    classes: dict[str, tuple[int, int]], told: bool
) -> None:
    question = box(classes)
    assert tells_classes(question.electorate) is told
    lines = {line.need: line for line in tally(question).requirements}
    assert lines[Need.CLASS_AGREEMENT].is_withheld is not told
    assert lines[Need.CLASS_QUORUM].is_withheld is not told
    assert not lines[Need.QUORUM].is_withheld
    assert lines[Need.CLASS_AGREEMENT].is_met


def test_those_who_did_not_vote_give_nobody_away() -> None:
    assert tells_classes(box({"community": (4, 4)}, absent=2).electorate)


def test_an_open_vote_tells_all_kinds_of_seat() -> None:
    question = box({"community": (1, 1)})
    opened = replace(
        question,
        is_secret=False,
        ballots=tuple(
            replace(b, voter=v.key) for b, v in zip(question.ballots, question.electorate, strict=True)
        ),
    )
    assert not any(line.is_withheld for line in tally(opened).requirements)


@pytest.mark.parametrize("classes", [{"community": (4, 4), "youth": (1, 1)}, {"community": (3, 5)}])
def test_what_is_published_comes_to_the_same_and_names_nobody(classes: dict[str, tuple[int, int]]) -> None:
    question = box(classes, absent=1)
    public = publishable(question)
    assert tally(public) == tally(question)
    assert {one.key for one in public.electorate} == {
        f"voter {at}" for at in range(1, len(public.electorate) + 1)
    }
    assert not {one.key for one in public.electorate} & {one.key for one in question.electorate}
    is_told = tells_classes(question.electorate)
    assert public.attested == (() if is_told else (True,))
    assert {one.seat_class for one in public.ballots} == (set(classes) if is_told else {""})


def test_what_was_not_met_is_attested_as_not_met() -> None:
    question = box({"community": (1, 3), "youth": (4, 0)})
    public = publishable(question)
    assert public.attested == (False,)
    assert tally(public).status is Status.NOT_ADOPTED
    assert tally(public) == tally(question)


def test_open_votes_are_published_as_they_are() -> None:
    question = DecisionQuestion(Majority(Base.CAST), Modifiers(False), (Voter("seat:1"),))
    assert publishable(question) is question


def test_voters_without_names_still_make_the_same_organisations() -> None:
    roll = (
        Voter("b", "x", "Food Bank"),
        Voter("a", "x", "Food Bank"),
        Voter("c", "x", "Ark"),
        Voter("d", "x"),
    )
    found = without_names(roll)
    assert Counter(one.organisation for one in found) == Counter(
        {"organisation 1": 1, "organisation 2": 2, "": 1}
    )
    assert [one.key for one in found] == ["voter 1", "voter 2", "voter 3", "voter 4"]


@given(st.permutations([("a", True, False), ("a", False, True), ("b", False, False), ("b", True, True)]))
def test_the_order_of_a_list_without_names_tells_nothing_of_the_order_before(
    rows: list[tuple[str, bool, bool]],
) -> None:
    roll = [
        Voter(f"{at}", one, is_present=there, has_voted=voted) for at, (one, there, voted) in enumerate(rows)
    ]
    assert without_names(roll) == without_names(
        sorted(roll, key=lambda one: (one.seat_class, one.is_present))
    )


def test_a_running_secret_vote_tells_only_who_took_part() -> None:
    assert [line.need for line in requirements_of(box({"community": (4, 4)}))] == [
        Need.QUORUM,
        Need.CLASS_QUORUM,
    ]
