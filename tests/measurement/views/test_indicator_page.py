"""What anybody reads about an indicator, without an account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator, record_break, set_target
from measurement.actions.releases import withdraw_release
from measurement.models import Indicator, Release
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

BASE = "/i/harbor/results/"
PAGE = f"{BASE}grad/"
YEARS = ("2016-17", "2017-18", "2018-19", "2019-20")
SMALL, SMALL_VALUE = (7, 9), "77.8"  # a group under the floor of ten people


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad", decimals=1)
    place_indicator(indicator=indicator, listing="headline", gap_dimension=dimension, by=people.backbone)
    return indicator


@pytest.fixture
def reader(client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


def bring(indicator: Indicator, people: People, content: bytes) -> Release:
    return bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)


def seen(reader: Browser, page: str = PAGE) -> str:
    answer = reader.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def with_groups(indicator: Indicator, people: People) -> None:
    bring(
        indicator,
        people,
        by_group("2018-19", all=(784, 1000), black=(125, 250), white=(440, 500), hispanic=(219, 250)),
    )
    bring(
        indicator,
        people,
        by_group("2019-20", all=(807, 1000), black=(150, 250), white=(450, 500), hispanic=(207, 250)),
    )


def with_small_group(indicator: Indicator, people: People) -> None:
    groups = {"black": (150, 250), "white": (450, 500), "hispanic": (200, 241), "asian": SMALL}
    bring(indicator, people, by_group("2019-20", all=(807, 1000), **groups))


def test_number_of_people_comes_before_percent(reader: Browser, indicator: Indicator, people: People) -> None:
    bring(indicator, people, long_table("2018-19,83", "2019-20,84"))
    page = seen(reader)
    assert page.index("84 of every 100 students in 2019-20") < page.index("<dt>Now</dt>")


def test_fewer_than_four_figures_are_too_early_to_tell(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, long_table("2017-18,80", "2018-19,83", "2019-20,84"))
    assert "Too early to tell" in seen(reader)


def test_five_figures_one_way_are_getting_better_and_slow_ones_behind_the_pace(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, long_table("2020-21,80", "2021-22,81", "2022-23,82", "2023-24,83", "2024-25,84"))
    set_target(
        indicator=indicator,
        value=Decimal(99),
        due=date(2030, 7, 31),
        label="2030",
        rationale={"en": "Agreed by the table"},
        by=people.backbone,
    )
    page = seen(reader)
    assert "Getting better, but not fast enough to reach our target" in page
    assert "Behind the pace" in page
    assert "Rose 4 times since 2020-21, never fell" in page
    assert "Why this target: Agreed by the table" in page


def test_missing_year_is_a_gap_and_is_said(reader: Browser, indicator: Indicator, people: People) -> None:
    bring(indicator, people, long_table("2016-17,80", "2018-19,83", "2019-20,84"))
    page = seen(reader)
    assert "No figure for 2017-18." in page
    assert "A period is missing" in page


def test_break_is_explained_and_nothing_is_compared_across_it(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, long_table(*(f"{year},{70 + at}" for at, year in enumerate(YEARS))))
    record_break(
        indicator=indicator,
        starts_on=date(2018, 8, 1),
        effect="incomparable",
        label={"en": "New way of counting"},
        explanation={"en": "Transfers are left out now."},
        by=people.backbone,
    )
    page = seen(reader)
    assert "New way of counting, from 1 August 2018:" in page
    assert "Transfers are left out now." in page
    assert "Too early to tell" in page


def test_groups_stand_beside_the_whole_with_the_widest_gap_then_and_now(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    with_groups(indicator, people)
    page = seen(reader)
    assert "Is it getting better for everyone?" in page
    assert "The widest gap fell from <b>38 points</b> to <b>30 points</b> since 2018-19." in page
    assert "Being left out is 4 times as common for Black or African American as for White." in page
    assert "It was 4.2 times in 2018-19." in page
    assert "Gap is closing" in page


@pytest.mark.parametrize("page", [PAGE, f"{PAGE}?show=table", f"{PAGE}groups/", f"{PAGE}figures.csv"])
def test_protected_group_is_named_and_its_figure_is_nowhere(
    reader: Browser, indicator: Indicator, people: People, page: str
) -> None:
    with_small_group(indicator, people)
    answer = reader.get(page)
    text = answer.getvalue()
    assert b"Asian" in text
    assert SMALL_VALUE.encode() not in text
    if not page.endswith(".csv"):
        assert b"Not shown, to protect privacy: it would tell of fewer than 10 people" in text


def test_group_without_a_size_says_so(reader: Browser, indicator: Indicator, people: People) -> None:
    rows = ["period,category,percent", "2019-20,All students,84", "2019-20,Black,70", "2019-20,White,90"]
    bring(indicator, people, "\n".join(rows).encode())
    page = seen(reader, f"{PAGE}groups/")
    assert page.count("Group sizes are not published by the source.") == 1
    assert "group size not published" not in page


def test_correction_and_withdrawal_stand_in_the_same_list_as_news(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, long_table("2018-19,83", "2019-20,84"))
    wrong = bring(indicator, people, long_table("2018-19,85"))
    withdraw_release(release=wrong, reason={"en": "Typed from the wrong line"}, by=people.backbone)
    page = seen(reader)
    assert "Release 2 was taken back" in page
    assert "Typed from the wrong line" in page
    assert "1 figure changed" in page
    assert "No longer counts" in page


def test_without_figures_the_page_says_so_and_offers_staff_the_first_step(
    reader: Browser, indicator: Indicator, people: People, client_of: Callable[[Any], Browser]
) -> None:
    assert "No figures yet" in seen(reader)
    assert "import/?indicator=grad" not in seen(reader)
    staff = seen(client_of(people.backbone))
    assert "No figures yet. Import or type the first" in staff
    assert "/i/harbor/results/import/?indicator=grad" in staff


def test_results_list_every_indicator_and_say_when_there_is_none(
    reader: Browser, inside_initiative: Initiative, people: People
) -> None:
    assert "No results yet" in seen(reader, BASE)
    make_indicator(by=people.backbone, slug="grad")
    page = seen(reader, BASE)
    assert "All students graduate on time" in page
    assert f'href="{PAGE}"' in page


def test_page_takes_few_queries_however_many_figures_there_are(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    with_groups(indicator, people)
    few = _queries(reader, PAGE)
    bring(indicator, people, long_table(*(f"{year},80" for year in ("2012-13", "2013-14", "2014-15"))))
    assert _queries(reader, PAGE) == few
    assert few <= 12


def test_copy_that_still_holds_is_answered_with_nothing(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    bring(indicator, people, long_table("2019-20,84"))
    answer = reader.get(PAGE)
    assert "Set-Cookie" not in answer.headers
    assert not answer.cookies
    again = reader.get(PAGE, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    bring(indicator, people, long_table("2018-19,83"))
    assert reader.get(PAGE, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def _queries(reader: Browser, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        reader.get(page)
    return sum(query["sql"].startswith("SELECT") and "set_config" not in query["sql"] for query in captured)
