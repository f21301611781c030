"""A frozen text without a name."""

from __future__ import annotations

from communications.rules.erased_names import without_names

FROZEN = {"title": "Report of Rose Field", "rows": [{"words": "Rose Field said: a rose."}, 63, None]}


def test_the_name_goes_and_all_else_stays() -> None:
    told = without_names(FROZEN, {"Rose Field", "rose@people.example"}, instead="someone who left")
    assert told == {
        "title": "Report of someone who left",
        "rows": [{"words": "someone who left said: a rose."}, 63, None],
    }


def test_a_name_takes_no_other_word_with_it() -> None:
    assert (
        without_names("Rose Fielding and roses", {"Rose Field", "Rose"}, instead="—")
        == "— Fielding and roses"
    )


def test_nobody_changes_nothing() -> None:
    assert without_names(FROZEN, {""}, instead="—") == FROZEN
