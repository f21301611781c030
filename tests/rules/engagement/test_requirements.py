"""Lines say in plain words how a vote stands, and no more than may be told."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagement.rules.requirements import PATTERNS, Need, line, needed_of, sentence


def test_a_line_reads_as_a_sentence_with_its_numbers() -> None:
    found = line(Need.CLASS_AGREEMENT, 3, base=5, needed=3, seat_classes=("community",))
    assert sentence(found) == "Community seats: 3 of 5 agreed, 3 needed"
    assert found.is_met


@pytest.mark.parametrize(
    ("need", "have", "needed", "words"),
    [
        (Need.QUORUM, 4, 7, "Quorum: 4 of 9 took part, 7 needed"),
        (Need.CLASS_QUORUM, 4, 7, "Community seats and Youth seats: 4 of 9 took part, 7 needed"),
        (Need.OPENING_FLOOR, 4, 5, "Community seats and Youth seats: 4 of 9 filled seats, 5 needed to open"),
        (Need.NO_BLOCK, 1, 0, "Concerns that must be resolved: 1, none allowed"),
        (Need.STAND_ASIDES, 2, 1, "Stood aside: 2, at most 1 allowed"),
        (Need.SUPPORT, 0, 1, "Support: 0 of 9 who voted, 1 needed"),
        (Need.NO_OBJECTION, 1, 0, "Concerns not yet resolved: 1, none allowed"),
        (Need.NOBODY_BELOW, 1, 0, "Below the floor: 1, none allowed"),
        (Need.AGREEMENT, 4, 5, "Agreed: 4 of 9, 5 needed"),
        (Need.CHOICE, 1, 2, "Chosen: 1 of 2"),
    ],
)
def test_every_kind_of_line_has_its_words(need: Need, have: int, needed: int, words: str) -> None:
    classes = ("community", "youth") if "seats" in words else ()
    found = line(need, have, base=9, needed=needed, seat_classes=classes)
    assert sentence(found) == words
    assert not found.is_met


def test_no_kind_of_line_is_without_words() -> None:
    assert set(PATTERNS) == set(Need)


def test_a_line_that_is_kept_back_says_yes_or_no() -> None:
    kept = line(Need.CLASS_AGREEMENT, 1, base=2, needed=1, seat_classes=("youth",), is_told=False)
    assert (kept.have, kept.base, kept.needed, kept.is_withheld) == (None, None, None, True)
    assert sentence(kept) == "Youth seats: enough agreed: yes"
    missed = line(Need.CLASS_QUORUM, 0, base=2, needed=1, seat_classes=("youth",), is_told=False)
    assert sentence(missed) == "Youth seats: enough took part: no"
    assert not line(Need.QUORUM, 0, base=2, needed=1).is_withheld


def test_names_may_be_in_another_language() -> None:
    found = line(Need.CLASS_AGREEMENT, 3, base=5, needed=3, seat_classes=("community", "elders"))
    assert sentence(found, {"community": "Sillas"}) == "Sillas and elders: 3 of 5 agreed, 3 needed"


@pytest.mark.parametrize("need", list(Need))
def test_a_limit_is_met_up_to_it_and_a_need_from_it_on(need: Need) -> None:
    at_most = need in {Need.NO_BLOCK, Need.STAND_ASIDES, Need.NO_OBJECTION, Need.NOBODY_BELOW}
    found = [line(need, have, base=3, needed=1).is_met for have in (0, 1, 2)]
    assert found == ([True, True, False] if at_most else [False, True, True])
    assert line(need, 0, base=3, needed=1).is_at_most is at_most


shares = st.fractions(min_value=Fraction(1, 50), max_value=1, max_denominator=50)


@given(st.integers(0, 10_000), shares, st.booleans())
def test_what_is_needed_is_the_least_number_that_reaches_a_share(
    base: int, share: Fraction, is_strict: bool
) -> None:
    needed = needed_of(base, share, is_strict=is_strict)

    def reaches(number: int) -> bool:
        return number > 0 and (number > share * base if is_strict else number >= share * base)

    assert reaches(needed)
    assert not reaches(needed - 1)
