"""Where the table lies in a sheet, and headers of two rows."""

from __future__ import annotations

from measurement.rules.framing import Framed, frame


def framed(text: str) -> Framed:
    return frame([line.split("|") for line in text.splitlines()])


def test_a_title_above_the_table_is_passed_over_and_rows_keep_their_numbers() -> None:
    found = framed("Graduation by group||\n||\nyear|group|value\n2019|All|84\n2020|All|85")
    assert found.headers == ["year", "group", "value"]
    assert (found.rows[0], list(found.numbers)) == (["2019", "All", "84"], [4, 5])


def test_lines_below_the_table_are_notes() -> None:
    found = framed("year|value\n2019|84\n|\n* Suppressed|\nSource: the state's department of education|")
    assert found.rows == [["2019", "84"]]
    assert found.notes == ("* Suppressed", "Source: the state's department of education")


def test_a_row_without_a_figure_at_the_end_is_no_note() -> None:
    assert len(framed("year|value\n2019|84\n2020|").rows) == 2
    assert len(framed("group|2019\nBlack|84\nSomali|").rows) == 2


def test_years_over_counts_become_rows() -> None:
    found = framed("Group|2019||2020|\n|Cases|People|Cases|People\nBlack|8|10|9|10\nWhite|4|5||")
    assert found.headers == ["Group", "period", "Cases", "People"]
    assert found.rows == [
        ["Black", "2019", "8", "10"],
        ["Black", "2020", "9", "10"],
        ["White", "2019", "4", "5"],
    ]
    assert list(found.numbers) == [3, 3, 4]


def test_groups_over_years_become_rows() -> None:
    found = framed("|Black||White|\nCounty|2019|2020|2019|2020\nAll|80|81|90|91")
    assert found.headers == ["County", "group", "period", "value"]
    assert found.rows[1] == ["All", "Black", "2020", "81"]


def test_measures_over_groups_become_rows() -> None:
    found = framed("Year|Cases||People|\nYear|Black|White|Black|White\n2019|8|4|10|5")
    assert found.headers == ["Year", "group", "Cases", "People"]
    assert found.rows == [["2019", "Black", "8", "10"], ["2019", "White", "4", "5"]]


def test_one_header_stays_one() -> None:
    for text in (
        "year|value|value\n2019|84|85",
        "year|value||\n2019|84||",
        "a|b|b\nx|—|*",
        "year|value\n2019|84",
    ):
        found = framed(text)
        assert found.headers == text.split("\n")[0].split("|")
        assert len(found.rows) == 1


def test_a_single_column_and_nothing_at_all_do_no_harm() -> None:
    assert framed("value\n84").rows == [["84"]]
    assert frame([]).rows == []
