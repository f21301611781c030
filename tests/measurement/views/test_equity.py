"""All gaps together, and a gap read against a group of one's choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import Category, Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

ClientOf = Callable[[object], Browser]
PAGE = "/i/harbor/results/equity/"


@pytest.fixture
def split(inside_initiative: Initiative, people: People) -> Indicator:
    """Asian 90, Black 60, White 80 of 100 in the first year; 92, 70, 81 in the second."""
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="graduation")
    Indicator.objects.filter(pk=indicator.pk).update(gap_dimension=dimension, listing="headline")
    indicator.refresh_from_db()
    names = {"asian": (900, 1000), "black": (600, 1000), "white": (800, 1000)}
    later = {"asian": (920, 1000), "black": (700, 1000), "white": (810, 1000)}
    for period, found in (("2018-19", names), ("2019-20", later)):
        content = by_group(period, all=(sum(a for a, _ in found.values()), 3000), **found)
        bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    return indicator


def test_every_indicator_stands_with_its_gap_or_the_reason_why_there_is_none(
    split: Indicator, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone, slug="empty")
    page = client_of(None).get(PAGE).content.decode()
    assert "The gap is closing in 1 of 1 indicator" in page
    assert "22 points" in page
    assert "There are no figures yet, so nobody can say who is behind." in page
    bare = client_of(None).get("/i/harbor/results/empty/groups/").content.decode()
    assert "When there are figures of groups, they stand here beside the whole." in bare
    assert "Only totals" not in bare
    assert page.count('class="gaprow"') == 2  # the two ends of the gap are drawn, and no third group


def test_a_gap_is_read_against_everybody_or_a_chosen_group(split: Indicator, client_of: ClientOf) -> None:
    url = "/i/harbor/results/graduation/groups/"
    browser = client_of(None)
    assert "22 points" in browser.get(url).content.decode()
    assert "11 points" in browser.get(f"{url}?against=all").content.decode()
    white = split.rollup.reading["splits"][0]["groups"][2]["key"]
    assert "11 points" in browser.get(f"{url}?against={white}").content.decode()
    assert "22 points" in browser.get(f"{url}?against=999999").content.decode()


def test_without_groups_the_page_says_what_it_needs(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone)
    page = client_of(None).get(PAGE).content.decode()
    assert "Needs figures by group" in page


def test_no_headline_card_stands_without_its_gap(split: Indicator, client_of: ClientOf) -> None:
    assert "Gap is closing" in client_of(None).get("/i/harbor/").content.decode()


def test_a_card_names_who_is_furthest_behind_whether_or_not_a_grouping_was_chosen(
    split: Indicator, people: People, client_of: ClientOf
) -> None:
    place_indicator(indicator=split, listing="headline", gap_dimension=None, by=people.backbone)
    bare = make_indicator(by=people.backbone, slug="bare")
    place_indicator(indicator=bare, listing="secondary", gap_dimension=None, by=people.backbone)
    bring_figures(indicator=bare, content=long_table("2019-20,81"), note=NOTE, by=people.backbone)
    for address in (
        "/i/harbor/results/",
        "/i/harbor/",
        f"/i/harbor/results/together/{split.result.record.number}/",
    ):
        page = client_of(None).get(address).content.decode()
        assert "Gap is closing" in page
        assert "Furthest behind: Black or African American, by 22 points" in page
        assert ("No gap yet: only totals so far" in page) == ("together" not in address)


def test_the_gap_page_says_who_is_behind_whom_and_how_the_others_stand_on_the_whole(
    split: Indicator, client_of: ClientOf
) -> None:
    page = client_of(None).get(PAGE).content.decode()
    assert (
        "Furthest behind: Black or African American, compared with Asian or Pacific Islander, in 2019-20."
        in page
    )
    assert "The figure of Asian or Pacific Islander is 1.2 times the plain mean of the other groups." in page


def test_a_group_is_called_otherwise_on_every_page_at_once_and_keeps_its_figures(
    split: Indicator, people: People, client_of: ClientOf
) -> None:
    black = Category.objects.get(slug="black")
    address, staff = f"/i/harbor/results/groups/{black.pk}/", client_of(people.backbone)
    assert "African American" in staff.get(address).content.decode()
    assert staff.post(address, {"name_en": " ", "aliases": ""}).status_code == 422
    assert (
        staff.post(address, {"name_en": "Black students", "aliases": "Black, AA, Black"}).status_code == 302
    )
    black.refresh_from_db()
    assert (black.name["en"], black.aliases) == ("Black students", ["Black", "AA"])
    for page in ("/i/harbor/results/", PAGE):
        assert "Furthest behind: Black students" in client_of(None).get(page).content.decode()
