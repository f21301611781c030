"""What the pages of a brought file say: one answer for equal errors, nothing chosen for somebody, nothing false."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Indicator, Observation
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import OWN, People

BASE = "/i/harbor/results/"
GROUPS = "period,category,percent"


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    make_dimension(by=people.backbone)
    return make_indicator(by=people.backbone, slug="grad")


@pytest.fixture
def staff(client_of: Callable[[Any], Browser], people: People, indicator: Indicator) -> Browser:
    return client_of(people.backbone)


def bring(browser: Browser, content: bytes) -> str:
    file = SimpleUploadedFile("figures.csv", content, "text/csv")
    answer = browser.post(f"{BASE}import/", {"indicator": "grad", "file": file})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def seen(browser: Browser, page: str) -> str:
    return browser.get(page).content.decode()


def refused(browser: Browser, name: str, content: bytes) -> str:
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    answer = browser.post(f"{BASE}import/", {"indicator": "grad", "file": file})
    assert answer.status_code == 422
    return answer.content.decode()


@pytest.mark.parametrize(("how", "first"), [("begins", "2019-20"), ("ends", "2018-19")])
@pytest.mark.parametrize(
    "content",
    [
        long_table(*(f"{year},{year - 1940}" for year in range(2019, 2025))),
        b"category,2019,2020,2021,2022,2023,2024\nAll students,79,80,81,82,83,84",
    ],
    ids=["long", "wide"],
)
def test_years_of_a_file_are_asked_about_once_and_answered_with_one_press(
    staff: Browser, content: bytes, how: str, first: str
) -> None:
    page = bring(staff, content)
    asked = seen(staff, page)
    assert asked.count("This could be either of two school years") == 1
    assert "Read every year as the school year that begins in it" in asked
    assert "Read every year as the school year that ends in it" in asked
    staff.post(f"{page}corrections/", {"at": "0", "found": "2019 … 2024", "how": how})
    answered = seen(staff, page)
    assert "All 6 figures are fine" in answered
    assert f'<option value="{how}" selected>' in answered
    staff.post(f"{page}release/", {"note_en": "Six years"})
    assert (
        Observation.objects.order_by("period__starts_on").values_list("period__label", flat=True)[0] == first
    )


def test_one_decimal_comma_among_points_is_put_right_alone_and_the_others_stay(staff: Browser) -> None:
    page = bring(staff, long_table("2018-19,81.5", '2019-20,"84,5"', "2020-21,83.5"))
    asked = seen(staff, page)
    row = asked.split("Rows to look at")[1].split("</li>")[0]
    assert "Read numbers as 12,5" in row
    assert row.count('class="btn small"') == 1
    assert 'name="text"' in row
    staff.post(f"{page}corrections/", {"at": "0", "found": "84,5", "how": "text", "text": "84.5"})
    assert "All 3 figures are fine" in seen(staff, page)
    staff.post(f"{page}release/", {"note_en": "Three years"})
    values = Observation.objects.order_by("period__starts_on").values_list("value", flat=True)
    assert [float(value) for value in values if value is not None] == [81.5, 84.5, 83.5]


def test_a_name_that_is_only_a_little_like_a_group_chooses_none(staff: Browser) -> None:
    page = seen(staff, bring(staff, long_table("2019-20,Martian,84", header=GROUPS)))
    assert "Choose a group" in page
    assert " selected>Asian" not in re.sub(r"\s+", " ", page)
    near = seen(staff, bring(staff, long_table("2019-20,Whitte,84", header=GROUPS)))
    assert re.search(r"selected>White", near)


def test_a_row_has_one_filled_button(staff: Browser) -> None:
    page = seen(staff, bring(staff, long_table("2019-20,eighty", "2018-19,83")))
    row = page.split("Rows to look at")[1].split("</li>")[0]
    assert row.count('class="btn small"') == 1


def test_before_publication_no_page_of_a_file_says_that_it_is_public(staff: Browser) -> None:
    Initiative.objects.filter(slug=OWN).update(published_at=None, published_by=None)
    page = bring(staff, long_table("2018-19,83", "2019-20,84"))
    compared = seen(staff, f"{page}compare/")
    assert "Everybody sees them at once" not in compared
    assert "Everybody sees them when the initiative is published." in compared
    staff.post(f"{page}release/", {"note_en": "First figures"})
    published = seen(staff, page)
    assert "is public" not in published.replace("public when the initiative is published", "")
    assert "Release 1 is ready: 2 figures. They are public when the initiative is published." in published
    assert "Version 1 is ready, and public when the initiative is published" in published
    for one in (published, seen(staff, f"{BASE}grad/"), seen(staff, f"{BASE}grad/data/")):
        assert not re.search(r'class="vis">.{0,400}?</svg>\s*Public\s*</span>', one, re.DOTALL)
        assert "Public when the initiative is published" in one


def test_a_workbook_that_is_none_is_told_so_with_the_next_step(staff: Browser) -> None:
    for content in (b"This is not a workbook", b"a,b\n", b"line one\nline two\n"):
        page = refused(staff, "figures.xlsx", content)
        assert "This file is called a workbook (.xlsx), but there is no workbook in it." in page
        assert "There is a header and nothing below it" not in page


def test_an_empty_file_is_told_so_with_the_next_step(staff: Browser) -> None:
    page = refused(staff, "figures.csv", b"")
    assert "This file is empty: it has no bytes in it. Save it again in your spreadsheet" in page
    assert "The submitted file is empty." not in page


def test_a_figure_that_becomes_a_bound_is_a_caution_before_publishing_and_stops_nobody(
    staff: Browser, indicator: Indicator, people: People
) -> None:
    years = ("2014-15", "2015-16", "2016-17", "2017-18", "2018-19", "2019-20")
    first = [
        f"{year},{who},{69 + at % 2}" for at, year in enumerate(years) for who in ("All students", "White")
    ]
    bring_figures(
        indicator=indicator, content=long_table(*first, header=GROUPS), note=NOTE, by=people.backbone
    )
    page = bring(staff, long_table("2019-20,White,<10", "2019-20,All students,70", header=GROUPS))
    compared = seen(staff, f"{page}compare/")
    assert "Worth a look before you publish" in compared
    assert "An exact figure becomes a bound: 70% now, less than 10% then." in compared
    assert "Why public figures are corrected" in compared
    assert "It lies far from the figures before it: 69% was the last one" in compared
    assert "White, 2019-20" in compared
    assert (
        staff.post(f"{page}release/", {"note_en": "New", "reason_en": "The source says so"}).status_code
        == 302
    )


def test_an_ordinary_figure_raises_no_caution(staff: Browser, indicator: Indicator, people: People) -> None:
    bring_figures(
        indicator=indicator, content=long_table("2018-19,83", "2019-20,84"), note=NOTE, by=people.backbone
    )
    page = bring(staff, long_table("2020-21,85"))
    compared = seen(staff, f"{page}compare/")
    assert "Worth a look" not in compared
    assert "Why public figures are corrected" not in compared  # nothing that was public changes
    assert staff.post(f"{page}release/", {"note_en": "One year more"}).status_code == 302
