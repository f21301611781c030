"""A spreadsheet of ten years and twelve groups goes in: three rows are put right, small groups are hidden, all can be undone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from initiatives.rules.starter_groups import INCOME, LANGUAGE, RACE_ETHNICITY, SEX
from tests.e2e.conftest import Visit

SIGN = "/i/every-student-graduates/results/belonging/"
LISTS = (RACE_ETHNICITY, SEX, INCOME, LANGUAGE)
GROUPS = [(one.name["en"], group.name["en"]) for one in LISTS for group in one.groups]
YEARS = [f"{year}-{(year + 1) % 100:02d}" for year in range(2014, 2024)]
SMALL = "American Indian or Alaska Native"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook() -> bytes:
    """Return the workbook as somebody sends it: a cover, a title over merged cells, a source below, three bad rows."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.title = "Read me"
    cover.append(["Asked of all students each spring"])
    table = book.create_sheet("Belonging")
    table.append(["Students who feel that they belong, by group"])
    table.merge_cells("A1:F1")
    table.append([])
    table.append(["Period", "Dimension", "Category", "Value", "Numerator", "Denominator"])
    for cells in rows():
        table.append(cells)
    table.append([])
    table.append(["Source: spring survey of the partner schools"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows() -> Iterator[list[object]]:
    """Yield everybody and each group in each year, smooth but for three rows that nobody can read."""
    for at, year in enumerate(YEARS):
        yield row(year, "", "All", 60 + at, 2000)
        for place, (dimension, group) in enumerate(GROUPS):
            yield row(year, dimension, group, 55 + at + place % 4, 8 if group == SMALL else 400)


def row(year: str, dimension: str, group: str, percent: int, people: int) -> list[object]:
    events = round(people * percent / 100)
    cells: list[object] = [year, dimension, group, round(100 * events / people, 2), events, people]
    if (year, group) in {("2016-17", "Female"), ("2017-18", "Female")}:
        cells[3] = "n. k."
    if (year, group) == ("2019-20", "Male"):
        cells[0] = "2019-2O"
    return cells


def test_the_workbook_has_ten_years_and_twelve_groups() -> None:
    assert (len(YEARS), len(GROUPS)) == (10, 12)
    assert len(list(rows())) == 130


def test_a_spreadsheet_of_ten_years_and_twelve_groups_goes_in(visit: Visit, visit_on_phone: Visit) -> None:
    visit.sign_in("backbone")
    page = bring(visit)
    put_right(page)
    assert visit.faults() == []
    page.get_by_role("link", name="See what would change").click()
    compare(page)
    assert visit.faults() == []
    publish(page)
    read_it_in_public(visit_on_phone)
    undo(page)


def bring(visit: Visit) -> Page:
    page = visit.go("/i/every-student-graduates/results/import/")
    page.get_by_label("Indicator").select_option(label="Students who feel that they belong at school")
    file = {"name": "belonging.xlsx", "mimeType": XLSX, "buffer": workbook()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Look at the rows").click()
    expect(page.locator("h1")).to_have_text("127 figures are fine, 3 rows need you")
    columns = page.locator("main")
    for header in ("Period", "Category", "Numerator"):
        expect(columns).to_contain_text(header)
    expect(columns).to_contain_text("2014-15")
    return page


def put_right(page: Page) -> None:
    """Put the two equal rows right together, and the third by itself; each says what was found and what is expected."""
    trouble = page.locator("main li", has_text="n. k.")
    expect(trouble).to_contain_text("2 rows")
    expect(trouble).to_contain_text("Expected")
    trouble.get_by_role("textbox").fill("61")
    trouble.get_by_role("button", name="Write this").click()
    expect(page.locator("h1")).to_have_text("129 figures are fine, 1 row needs you")
    last = page.locator("main li", has_text="2019-2O")
    last.get_by_role("textbox").fill("2019-20")
    last.get_by_role("button", name="Write this").click()
    expect(page.locator("h1")).to_have_text("All 130 figures are fine")


def compare(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("130")
    expect(page.locator("main")).to_contain_text(re.compile("small groups?|not shown", re.IGNORECASE))


def publish(page: Page) -> None:
    page.get_by_label("What is new in these figures").fill("Ten years of the spring survey.")
    page.get_by_role("button", name="Publish these figures").click()
    expect(page.locator("h1")).to_have_text("Version 1 is public")


def read_it_in_public(visit: Visit) -> None:
    page = visit.go(f"{SIGN}groups/?by=race-ethnicity")
    expect(page.locator("main")).to_contain_text(SMALL)
    expect(page.locator("main")).not_to_contain_text("75%")  # six of eight people: nobody reads it
    assert visit.faults() == []
    assert not visit.scrolls_sideways()


def undo(page: Page) -> None:
    """Take it back within a day; what was published stays readable as a version that was taken back."""
    page.get_by_label("Why it is taken back").fill("One year was asked in another way.")
    page.get_by_role("button", name="Take version back").click()
    expect(page.locator("main")).to_contain_text("taken back")
    page.goto(page.url.split("/i/")[0] + f"{SIGN}data/")
    expect(page.locator("main")).to_contain_text("Ten years of the spring survey.")
