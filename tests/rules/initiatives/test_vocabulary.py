"""Shared words in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.vocabulary import Piece, SharedWord, find_words, keys_in

GROUP = SharedWord(1, ("group", "groups"))
WORK_GROUP = SharedWord(2, ("work group",))
TURF = SharedWord(3, ("turf", "service area", "C++ (lab)"))
ALL = (GROUP, WORK_GROUP, TURF)


def _found(text: str, **options: tuple[int, ...]) -> list[tuple[str, int]]:
    return [(piece.text, piece.key) for piece in find_words(text, ALL, **options) if piece.key]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Each group decides.", [("group", 1)]),
        ("GROUPS decide.", [("GROUPS", 1)]),
        ("A grouping or a subgroup is not meant.", []),
        ("The work group meets; the group rests.", [("work group", 2), ("group", 1)]),
        ("A work\n  group meets.", [("work\n  group", 2)]),
        ("One group, another group.", [("group", 1)]),
        ("Our service area is our turf.", [("service area", 3)]),
        ("We run C++ (lab) nights.", [("C++ (lab)", 3)]),
        ("group-based, “turf”.", [("group", 1), ("turf", 3)]),
        ("", []),
    ],
)
def test_a_word_is_found_whole_once_and_in_its_longest_form(text: str, found: list[tuple[str, int]]) -> None:
    assert _found(text) == found


def test_a_word_that_was_explained_above_is_not_explained_again() -> None:
    assert _found("The group knows its turf.", seen=(1,)) == [("turf", 3)]


def test_without_words_a_text_stays_one_piece() -> None:
    assert find_words("Plain.", []) == [Piece("Plain.")]
    assert find_words("Plain.", [SharedWord(1, ("  ",))]) == [Piece("Plain.")]


def test_a_word_that_partners_use_for_two_things_explains_neither() -> None:
    words = [SharedWord(1, ("result", "outcome")), SharedWord(2, ("indicator", "Outcome"))]
    assert [piece.text for piece in find_words("An outcome is a result.", words) if piece.key] == ["result"]


def test_the_keys_of_pieces_are_told() -> None:
    assert keys_in(find_words("A group has a turf.", ALL)) == {1, 3}


@given(st.text(st.sampled_from("gGroup wktufIıſß \n-"), max_size=80))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    pieces = find_words(text, ALL)
    assert "".join(piece.text for piece in pieces) == text
    keys = [piece.key for piece in pieces if piece.key]
    assert len(keys) == len(set(keys))
