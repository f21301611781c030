"""Workbooks as people make them: merged headings, several sheets, dates, percentages, formulas, notes."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl import Workbook

from initiatives.rules.refusals import RuleBroken
from measurement.imports import read_grid
from tests.measurement.imports.workbooks import GOOD, SHEET, book, raw, row, sheet


def test_a_workbook_is_read_whatever_it_is_called() -> None:
    grid = read_grid(book(["period", "value"], ["2019-20", 84], ["2018-19", 83.5]))
    assert grid.headers == ["period", "value"]
    assert grid.rows == [["2019-20", "84"], ["2018-19", "83.5"]]


def test_merged_headings_over_two_rows_are_undone() -> None:
    def merge(found: Workbook) -> None:
        active = found.active
        for area in ("A1:A2", "B1:C1", "D1:E1"):
            active.merge_cells(area)

    grid = read_grid(
        book(
            ["Group", "2019-20", None, "2020-21", None],
            [None, "Cases", "People", "Cases", "People"],
            ["Black", 8, 10, 9, 10],
            make=merge,
        )
    )
    assert grid.headers == ["Group", "period", "Cases", "People"]
    assert grid.rows == [["Black", "2019-20", "8", "10"], ["Black", "2020-21", "9", "10"]]
    assert (grid.number(2), grid.number(3)) == (3, 3)


def test_a_name_merged_over_its_rows_stands_in_each_of_them() -> None:
    grid = read_grid(
        book(
            ["Group", "Year", "Value"],
            ["Black", 2019, 80],
            [None, 2020, 81],
            ["White", 2019, 90],
            make=lambda found: found.active.merge_cells("A2:A3"),
        )
    )
    assert [cells[0] for cells in grid.rows] == ["Black", "Black", "White"]


def test_a_title_merged_over_the_table_is_no_heading() -> None:
    grid = read_grid(
        book(
            ["Graduation in four years", None, None],
            ["period", "group", "value"],
            ["2019-20", "All", 84],
            make=lambda found: found.active.merge_cells("A1:C1"),
        )
    )
    assert grid.headers == ["period", "group", "value"]
    assert grid.number(2) == 3


def test_cells_are_read_as_they_are_shown() -> None:
    def shown(found: Workbook) -> None:
        active = found.active
        active["B2"].number_format = "0.0%"
        active["A2"].number_format = "mmm yy"
        active["A3"].number_format = "yyyy"
        active["A4"].number_format = "d.m.yyyy"

    grid = read_grid(
        book(
            ["period", "value"],
            [date(2019, 3, 1), 0.835],
            [date(2020, 1, 1), 1234567.25],
            [date(2021, 5, 31), True],
            make=shown,
        )
    )
    assert grid.rows == [["2019-03", "83.5%"], ["2020", "1234567.25"], ["2021-05-31", "TRUE"]]


def test_another_sheet_can_be_chosen_and_hidden_ones_are_not_offered() -> None:
    def more(found: Workbook) -> None:
        second = found.create_sheet("By group")
        second.append(["period", "category", "value"])
        second.append(["2019-20", "Black", 70])
        found.create_sheet("Scratch").sheet_state = "hidden"

    content = book(["period", "value"], ["2019-20", 84], make=more)
    assert read_grid(content).sheets == ("Sheet", "By group")
    assert read_grid(content, "By group").rows == [["2019-20", "Black", "70"]]
    assert read_grid(content, "no such sheet").sheet == "Sheet"


def test_an_empty_first_sheet_is_passed_over() -> None:
    def more(found: Workbook) -> None:
        second = found.create_sheet("Figures")
        second.append(["period", "value"])
        second.append(["2019-20", 84])

    assert read_grid(book(make=more)).sheet == "Figures"


def test_a_formula_gives_the_value_that_was_saved_with_it_and_is_told_when_there_is_none() -> None:
    cells = '<row r="2"><c r="A2" t="str"><f>1</f><v>2019-20</v></c><c r="B2"><f>40+44</f>{}</c></row>'
    head = row(1, ("A1", "period"), ("B1", "value"))
    saved = read_grid(raw({SHEET: sheet(head + cells.format("<v>84</v>"))}))
    assert saved.rows == [["2019-20", "84"]]
    unsaved = read_grid(raw({SHEET: sheet(head + cells.format(""))}))
    assert unsaved.rows == [["2019-20", "=40+44"]]


def test_rows_keep_the_numbers_of_the_sheet() -> None:
    far = row(7, ("A7", "period"), ("B7", "value")) + row(12, ("A12", "2019-20"), ("B12", "84"))
    grid = read_grid(raw({SHEET: sheet(far)}))
    at = next(at for at, cells in enumerate(grid.rows) if any(cells))
    assert grid.number(at + 2) == 12


def test_a_sheet_that_claims_to_be_full_is_read_to_its_last_filled_row() -> None:
    grid = read_grid(raw({SHEET: sheet(GOOD, before='<dimension ref="A1:XFD1048576"/>')}))
    assert grid.rows == [["2019-20", "84"]]
    grid = read_grid(raw({SHEET: sheet(GOOD + '<row r="1048576"><c r="XFD1048576" s="0"/></row>')}))
    assert grid.rows == [["2019-20", "84"]]


def test_a_row_without_end_is_not_waited_for() -> None:
    grid = read_grid(raw({SHEET: sheet(GOOD + row(10**12, ("A1000000000000", "x")))}))
    assert grid.rows == [["2019-20", "84"]]


@pytest.mark.parametrize(
    ("wanted", "content"),
    [
        ("archive", raw(without=["[Content_Types].xml"])),
        ("damaged", raw({"xl/workbook.xml": "<workbook"})),
        ("damaged", raw()[:-30]),
        ("unpacks to more", raw({"xl/sharedStrings.xml": b"<t>" + b"a" * 30_000_000})),
        ("unpacks to more", raw({f"xl/media/{n}": b"" for n in range(2_100)})),
        ("No sheet", raw({SHEET: sheet("")})),
    ],
)
def test_what_is_no_workbook_and_what_is_a_trap_are_refused(wanted: str, content: bytes) -> None:
    with pytest.raises(RuleBroken, match=wanted):
        read_grid(content)


def test_an_entity_is_not_looked_up() -> None:
    prolog = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(RuleBroken, match="damaged"):
        read_grid(raw({SHEET: sheet(GOOD.replace("84", "&e;"), prolog=prolog)}))


def test_a_cover_is_passed_over_for_the_sheet_with_the_table() -> None:
    def more(found: Workbook) -> None:
        second = found.create_sheet("Figures")
        second.append(["period", "value"])
        second.append(["2019-20", 84])

    content = book(["About this workbook"], ["Ask the department"], make=more)
    assert read_grid(content).sheet == "Figures"
    assert read_grid(content).sheets == ("Sheet", "Figures")
