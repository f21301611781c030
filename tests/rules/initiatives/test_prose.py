"""Plain text as people type it."""

from __future__ import annotations

from initiatives.rules.prose import Block, blocks


def test_an_empty_line_parts_paragraphs() -> None:
    assert blocks("One\nline.\r\n\r\nTwo.\n \n") == [Block(False, ("One line.",)), Block(False, ("Two.",))]


def test_lines_with_dashes_make_a_list_right_below_their_sentence() -> None:
    assert blocks("We will:\n- read\n– write\n\nThen rest.") == [
        Block(False, ("We will:",)),
        Block(True, ("read", "write")),
        Block(False, ("Then rest.",)),
    ]


def test_a_dash_inside_a_line_is_no_list() -> None:
    assert blocks("Ages 0-5 - all of them") == [Block(False, ("Ages 0-5 - all of them",))]


def test_nothing_has_no_blocks() -> None:
    assert blocks(" \n\n ") == []
