"""What changed between two texts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.diff import (
    Change,
    Run,
    after_side,
    before_side,
    compare,
    is_changed,
    without_what_stays,
)

PROSE = st.text(st.sampled_from("abc .!?\n\t éß—"), max_size=60)
WORDS = st.lists(
    st.sampled_from(["All", "children", "read", "well.", "Soon.", "\n\n", "We", "act!"]), max_size=25
).map(" ".join)


def _marked(before: str, after: str) -> str:
    signs = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}
    return "".join(signs[run.change].format(run.text) for run in compare(before, after))


@given(PROSE | WORDS, PROSE | WORDS)
def test_both_texts_can_be_read_back_from_the_runs(before: str, after: str) -> None:
    runs = compare(before, after)
    assert "".join(run.text for run in runs if run.change is not Change.ADDED) == before
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == after


@given(PROSE | WORDS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert compare(text, text) == ((Run(Change.SAME, text),) if text else ())
    assert not is_changed(compare(text, text))


@given(WORDS, WORDS)
def test_neighbouring_runs_never_share_a_fate(before: str, after: str) -> None:
    fates = [run.change for run in compare(before, after)]
    assert all(one is not next_ for one, next_ in pairwise(fates))


def test_one_changed_word_is_marked_alone() -> None:
    assert (
        _marked("Every child reads well.", "Every child reads early.")
        == "Every child reads [-well.-][+early.+]"
    )


def test_a_changed_phrase_is_struck_out_in_one_stroke() -> None:
    assert _marked(
        "We meet once a month in the library and write it down.",
        "We meet twice per month in the library and write it down.",
    ) == ("We meet [-once a-][+twice per+] month in the library and write it down.")


def test_a_new_sentence_leaves_its_neighbours_alone() -> None:
    assert _marked("One. Three.", "One. Two is new. Three.") == "One. [+Two is new. +]Three."


def test_a_sentence_with_little_in_common_is_written_anew() -> None:
    assert _marked("Stay. The old way was slow.", "Stay. Families lead every group now.") == (
        "Stay. [-The old way was slow.-][+Families lead every group now.+]"
    )


def test_paragraphs_are_compared_one_by_one() -> None:
    assert _marked("First part\n\nSecond part of it", "First part\n\nSecond, longer part of it") == (
        "First part\n\n[-Second-][+Second, longer+] part of it"
    )


def test_a_change_of_white_space_alone_is_no_change_of_words() -> None:
    assert not is_changed(compare("All read.  Well.", "All read. Well."))
    assert is_changed(compare("All read.", "All read well."))


def test_the_blank_after_a_rewritten_sentence_is_not_marked() -> None:
    before, after = "It stands still.\n\nWe act.", "Two years ago things were worse.\n\nWe act."
    assert _marked(before, after) == "[-It stands still.-][+Two years ago things were worse.+]\n\nWe act."


@given(WORDS, WORDS)
def test_each_side_reads_as_its_own_text(before: str, after: str) -> None:
    runs = compare(before, after)
    assert "".join(run.text for run in before_side(runs)) == before
    assert "".join(run.text for run in after_side(runs)) == after


def test_of_two_lists_only_the_lines_that_differ_are_compared() -> None:
    assert without_what_stays("- a\n- b\n- c", "- a\n- d\n- c") == ("- b", "- d", 2)
    assert without_what_stays("", "- a") == ("", "- a", 0)
