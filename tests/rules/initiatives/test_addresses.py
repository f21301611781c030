"""Addresses made of words end with a whole word."""

from __future__ import annotations

import pytest

from initiatives.rules.prose import cut_at_word


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("short", "short"),
        ("the-harbor-and-surroundings", "the-harbor-and"),
        ("exactly-twenty-chars-and-more", "exactly-twenty-chars"),
        ("onewordthatislongerthantwenty", "onewordthatislongert"),
    ],
)
def test_an_address_is_cut_at_a_word(address: str, kept: str) -> None:
    assert cut_at_word(address, 20) == kept
