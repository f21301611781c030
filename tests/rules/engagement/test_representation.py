"""Who holds the voting seats."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.representation import VotingSeat, representation

CLASSES = st.sampled_from(["community", "youth", "partner", "funder", "public_sector", "backbone"])
SEATS = st.lists(st.builds(VotingSeat, CLASSES, st.booleans()), max_size=30)


def test_residents_and_young_people_count_together() -> None:
    seats = [VotingSeat("community"), VotingSeat("youth"), VotingSeat("funder"), VotingSeat("partner")]
    found = representation(seats)
    assert (found.residents, found.others, found.share) == (2, 2, Fraction(1, 2))
    assert found.is_led_by_residents


def test_a_seat_that_nobody_holds_is_no_vote() -> None:
    seats = [
        VotingSeat("community"),
        VotingSeat("community", is_held=False),
        VotingSeat("partner"),
        VotingSeat("backbone"),
    ]
    found = representation(seats)
    assert (found.share, found.vacant, found.vacant_for_residents) == (Fraction(1, 3), 1, 1)
    assert not found.is_led_by_residents


def test_without_held_seats_there_is_no_share() -> None:
    assert representation([]).share is None
    assert representation([VotingSeat("community", is_held=False)]).share is None
    assert not representation([]).is_led_by_residents


def test_classes_are_listed_with_the_most_seats_first() -> None:
    seats = [VotingSeat("partner"), VotingSeat("community"), VotingSeat("partner"), VotingSeat("backbone")]
    assert representation(seats).by_class == (("partner", 2), ("backbone", 1), ("community", 1))


@given(SEATS)
def test_every_seat_is_counted_once(seats: list[VotingSeat]) -> None:
    found = representation(seats)
    assert found.residents + found.others + found.vacant == len(seats)
    assert sum(count for _, count in found.by_class) == found.held
    assert found.share is None or 0 <= found.share <= 1
