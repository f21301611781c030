"""Numbers pasted from a spreadsheet find their fields, or are said to be left over; none is guessed into a field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.pasting import place_pasted

NAMES = ["Families on the wait list", "Days from referral to first visit", "Children who read daily"]


def test_lines_with_names_go_to_their_fields_whatever_their_order() -> None:
    pasted = place_pasted("Days from referral to first visit\t11\nFamilies on the wait list\t31", NAMES)
    assert pasted.cells == {1: ("11",), 0: ("31",)}


def test_numbers_alone_fill_the_fields_in_their_order_with_cases_and_people() -> None:
    assert place_pasted("31\n11\n40\t52", NAMES).cells == {0: ("31",), 1: ("11",), 2: ("40", "52")}


def test_a_heading_is_passed_over_and_an_unknown_name_is_left_over() -> None:
    pasted = place_pasted("Indicator\tOctober\nBabies weighed\t8\nchildren who read daily;40;52", NAMES)
    assert pasted.cells == {2: ("40", "52")}
    assert pasted.left_over == ("Indicator\tOctober", "Babies weighed\t8")


def test_a_second_line_for_a_field_is_left_over() -> None:
    assert place_pasted("Families\t1\nFamilies\t2", NAMES).left_over == ("Families\t2",)


@given(st.text(max_size=400))
def test_whatever_is_pasted_only_known_fields_get_cells(text: str) -> None:
    pasted = place_pasted(text, NAMES)
    assert set(pasted.cells) <= {0, 1, 2}
    assert all(1 <= len(cells) <= 2 and all(cells) for cells in pasted.cells.values())
