"""Lines beside a curve: the reader chooses up to three, of benchmarks and groups, and takes them along."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from initiatives.models import Category, Initiative
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator, record_break
from measurement.models import Indicator, SeriesBreak
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

PAGE = "/i/harbor/results/grad/"
ALL = {"black": (125, 250), "white": (440, 500), "hispanic": (219, 250)}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    """Give an indicator with figures of groups, and the same elsewhere."""
    dimension = make_dimension(by=people.backbone)
    made = make_indicator(by=people.backbone, slug="grad", decimals=1)
    place_indicator(indicator=made, listing="headline", gap_dimension=dimension, by=people.backbone)
    for year in ("2018-19", "2019-20"):
        content = by_group(year, all=(784, 1000), **ALL)
        bring_figures(indicator=made, content=content, note=NOTE, by=people.backbone)
    other = make_indicator(by=people.backbone, slug="elsewhere")
    Indicator.objects.filter(pk=other.pk).update(benchmark_of=made, listing="benchmark")
    bring_figures(
        indicator=other, content=long_table("2018-19,70", "2019-20,71"), note=NOTE, by=people.backbone
    )
    return made


@pytest.fixture
def reader(client_of: Callable[[Any], Browser]) -> Browser:
    return client_of(None)


def group(slug: str) -> str:
    return f"group.{Category.objects.get(slug=slug).pk}"


def drawn(reader: Browser, query: str) -> str:
    page = reader.get(f"{PAGE}{query}").content.decode()
    return page.split('id="figure"')[1].split("Choose lines to compare")[0]


def rows(reader: Browser, query: str) -> int:
    answer = reader.get(f"{PAGE}lines.csv{query}")
    assert answer.status_code == 200
    return len(answer.content.decode().splitlines()) - 1


def test_benchmarks_are_drawn_by_themselves_and_a_reader_may_choose_groups_instead(
    reader: Browser, indicator: Indicator
) -> None:
    place = Indicator.objects.get(slug="elsewhere").population.place
    assert place in drawn(reader, "")
    chosen = drawn(reader, f"?beside=&beside={group('black')}")
    assert "Black" in chosen
    assert "Hispanic" not in chosen
    assert "ln ctx" not in drawn(reader, "?beside=")
    marked = reader.get(f"{PAGE}?beside={group('black')}").content.decode()
    assert re.search(rf'value="{re.escape(group("black"))}"\s+checked', marked)


def test_a_figure_that_is_protected_is_not_in_the_file_of_lines(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    small = by_group("2020-21", all=(784, 1000), **{**ALL, "hispanic": (7, 9)})
    bring_figures(indicator=indicator, content=small, note=NOTE, by=people.backbone)
    text = reader.get(f"{PAGE}lines.csv?beside={group('hispanic')}").content.decode()
    assert "Hispanic or Latino,2020-21,,,," in text
    assert "Hispanic or Latino,2019-20,87.6," in text


def test_the_file_has_the_lines_of_the_picture_and_three_at_most(
    reader: Browser, indicator: Indicator
) -> None:
    keys = [group(slug) for slug in ("black", "white", "hispanic")]
    everything = "?" + "&".join(f"beside={key}" for key in ["elsewhere", *keys])
    assert rows(reader, everything) == (1 + 3) * 2
    assert rows(reader, "?beside=") == 2
    text = reader.get(f"{PAGE}lines.csv?beside={group('black')}").content.decode()
    assert text.startswith("line,period,value,low,high,about")
    assert ",2019-20,50," in text


def test_a_line_of_a_group_is_not_joined_where_figures_became_incomparable(
    reader: Browser, indicator: Indicator, people: People
) -> None:
    def polylines() -> int:
        return drawn(reader, f"?beside={group('black')}").count("ln ctx")

    before = polylines()
    record_break(
        indicator=indicator,
        starts_on=indicator.series.first().observations.latest("pk").period.starts_on,  # type: ignore[union-attr]
        effect=SeriesBreak.Effect.INCOMPARABLE,
        label={"en": "Counted anew"},
        explanation={"en": "Another rule"},
        by=people.backbone,
    )
    assert polylines() < before


def test_the_picture_to_take_along_has_the_lines_that_were_chosen(
    reader: Browser, indicator: Indicator
) -> None:
    bare = reader.get(f"{PAGE}trend.png?beside=").content
    chosen = reader.get(f"{PAGE}trend.png?beside={group('black')}").content
    assert bare[:4] == chosen[:4] == b"\x89PNG"
    assert bare != chosen
