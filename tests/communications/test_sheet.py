"""One indicator on paper says what its page says, and shows no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from communications.publishing.sheet import sheet_of
from initiatives.models import Initiative
from initiatives.rules.viewer import visitor
from measurement.actions.baselines import freeze_forecast
from measurement.actions.imports import bring_figures
from measurement.actions.indicators import place_indicator
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, by_group, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

SMALL, SMALL_VALUE = (7, 9), "77.8"


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    dimension = make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad", decimals=1)
    place_indicator(indicator=indicator, listing="headline", gap_dimension=dimension, by=people.backbone)
    for content in (
        long_table("2015-16,80", "2016-17,80.2", "2017-18,80.1", "2018-19,80.5"),
        by_group(
            "2019-20",
            all=(807, 1000),
            black=(150, 250),
            white=(450, 500),
            hispanic=(200, 241),
            asian=SMALL,
        ),
    ):
        bring_figures(indicator=indicator, content=content, note=NOTE, by=people.backbone)
    return indicator


def test_sheet_says_what_the_page_says_and_never_a_protected_figure(
    initiative: Initiative, indicator: Indicator, people: People
) -> None:
    freeze_forecast(
        indicator=indicator, method="flat", ahead=3, assumptions={"en": "All goes on."}, by=people.backbone
    )
    html = sheet_of(Indicator.objects.get(pk=indicator.pk), initiative, visitor(initiative.pk))
    assert "80.7 of every 100 students in 2019-20." in html
    assert "The widest gap is 30 points in 2019-20." in html
    assert "Asian or Pacific Islander" in html
    assert SMALL_VALUE not in html
    assert "All goes on." in html
    assert "What we expected if nothing changed" in html


def test_page_offers_the_sheet_as_a_tagged_pdf(
    client_of: Callable[[Any], Browser], indicator: Indicator
) -> None:
    reader = client_of(None)
    assert 'href="/i/harbor/results/grad/sheet.pdf"' in reader.get("/i/harbor/results/grad/").content.decode()
    answer = reader.get("/i/harbor/results/grad/sheet.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_indicator_without_figures_has_a_sheet_that_says_so(
    initiative: Initiative, inside_initiative: Initiative, people: People
) -> None:
    empty = make_indicator(by=people.backbone, slug="empty")
    assert "No figures are published yet." in sheet_of(empty, initiative, visitor(initiative.pk))
