"""The three questions of performance, and what a page lacks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.rules.programs import Measured, Missing, Question, by_question, keeps, missing

measures = st.lists(
    st.builds(
        Measured,
        question=st.sampled_from([question.value for question in Question]),
        unit=st.sampled_from(["count", "percent", "mean"]),
        is_headline=st.booleans(),
        contributes=st.booleans(),
    ),
    max_size=6,
)


def test_without_measures_that_is_all_there_is_to_say() -> None:
    assert missing([]) == (Missing.NO_MEASURES,)


def test_a_program_without_a_better_off_measure_is_warned_first() -> None:
    assert missing([Measured("how_much", "count", True, True)]) == (Missing.NO_BETTER_OFF,)


def test_better_off_in_numbers_only_hides_the_rest_of_the_customers() -> None:
    assert missing([Measured("better_off", "count", True, True)]) == (Missing.NO_SHARE_BETTER_OFF,)


def test_a_page_that_answers_everything_lacks_nothing() -> None:
    assert missing([Measured("better_off", "percent", True, True)]) == ()


@given(measures)
def test_the_warning_about_better_off_stands_exactly_when_nobody_measures_it(found: list[Measured]) -> None:
    has_it = any(one.question == "better_off" for one in found)
    assert (Missing.NO_BETTER_OFF in missing(found)) == (bool(found) and not has_it)


@given(measures)
def test_every_measure_stands_under_its_question_once(found: list[Measured]) -> None:
    columns = by_question((one.question, one) for one in found)
    assert list(columns) == list(Question)
    assert sum(len(column) for column in columns.values()) == len(found)
    assert all(one.question == question for question, column in columns.items() for one in column)


def test_a_partner_keeps_its_own_programs_only() -> None:
    partner = Viewer(1, 1, permissions=frozenset({Permission.PROGRAMS_EDIT}), membership_ids=frozenset({7}))
    assert keeps(partner, 7)
    assert not keeps(partner, 8)


def test_who_manages_the_collection_keeps_every_program() -> None:
    rights = frozenset({Permission.PROGRAMS_EDIT, Permission.COLLECTION_MANAGE})
    assert keeps(Viewer(1, 1, permissions=rights), 8)
    assert not keeps(Viewer(1, 1, permissions=frozenset({Permission.COLLECTION_MANAGE})), 8)
