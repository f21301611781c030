"""Public texts in several languages: a translation knows what it was made from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.language import (
    Localized,
    as_read,
    as_stored,
    is_localized,
    out_of_date,
    say,
    source_hash,
    translated,
)

FIRST = {"en": "All children read.", "es": "Todos los niños leen."}
SECOND = {"en": "All children read by nine.", "es": "Todos los niños leen."}
written = st.dictionaries(st.sampled_from(["en", "es", "pt-br", "vi"]), st.text(min_size=1, max_size=20))


def saved(texts: dict[str, str]) -> Localized:
    """Write texts and read them back, in whatever order the database gives its keys."""
    return as_read(dict(sorted(as_stored(texts).items(), reverse=True)))


def test_a_translation_keeps_the_hash_of_the_text_that_it_was_made_from() -> None:
    assert as_stored(FIRST) == {**FIRST, "es:of": source_hash(FIRST["en"])}
    assert saved(FIRST) == FIRST
    assert saved(FIRST).original == "en"
    assert out_of_date(saved(FIRST)) == frozenset()


def test_a_translation_that_was_left_when_the_original_changed_is_out_of_date() -> None:
    changed = translated(SECOND, before=saved(FIRST))
    assert out_of_date(changed) == {"es"}
    assert out_of_date(saved(changed)) == {"es"}


def test_it_stays_out_of_date_until_somebody_looks_at_it() -> None:
    stale = saved(translated(SECOND, before=saved(FIRST)))
    again = saved(translated(SECOND, before=stale))
    assert out_of_date(again) == {"es"}
    fits = translated(SECOND, before=again, still_fit=frozenset({"es"}))
    anew = translated({**SECOND, "es": "Todos leen a los nueve."}, before=again)
    assert out_of_date(saved(fits)) == out_of_date(saved(anew)) == frozenset()


def test_going_back_to_the_first_words_makes_the_translation_right_again() -> None:
    stale = saved(translated(SECOND, before=saved(FIRST)))
    assert out_of_date(translated(FIRST, before=stale)) == frozenset()


def test_a_row_from_before_is_noticed_from_the_next_change_on() -> None:
    old = as_read(FIRST)
    assert old.sources == {}
    assert out_of_date(translated(SECOND, before=old)) == {"es"}


def test_one_language_alone_is_never_out_of_date() -> None:
    alone = translated({"es": FIRST["es"]}, before=saved(FIRST))
    assert out_of_date(saved(alone)) == frozenset()
    assert out_of_date({}) == frozenset()


def test_the_marks_are_no_languages() -> None:
    assert say(saved({"es": "Hola", "en": "Hello"}), "vi").language == "es"
    assert is_localized(FIRST)
    assert not is_localized(as_stored(FIRST))


@given(written)
def test_what_was_written_is_read_and_nothing_new_is_out_of_date(texts: dict[str, str]) -> None:
    assert saved(texts) == texts
    assert saved(saved(texts)).sources == saved(texts).sources
    assert out_of_date(saved(texts)) == frozenset()
