"""Pages ask the database as often for many figures as for few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures, bring_import
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_dimension, make_indicator
from tests.personas import People

BASE = "/i/harbor/results/"
GROUPS = ("All students", "Asian", "Black", "Hispanic", "White")


def figures(years: int) -> bytes:
    return long_table(
        *(f"{2000 + n},{group},{40 + n}" for n in range(years) for group in GROUPS),
        header="period,category,value",
    )


def queries(browser: Browser, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = browser.get(path)
        b"".join(answer.streaming_content) if answer.streaming else answer.content
    return len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]])


@pytest.mark.parametrize(("path", "most"), [("grad/data/", 14), ("grad/figures.csv", 8)])
def test_public_figures_cost_the_same_for_few_and_many(
    client_of: Callable[[Any], Browser], people: People, inside_initiative: Initiative, path: str, most: int
) -> None:
    make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad", frequency="calendar_year")
    bring_figures(indicator=indicator, content=figures(3), note=NOTE, by=people.backbone)
    few = queries(client_of(None), BASE + path)
    bring_figures(indicator=indicator, content=figures(60), note=NOTE, by=people.backbone)
    assert queries(client_of(None), BASE + path) == few <= most


@pytest.mark.parametrize("page", ["", "compare/"])
def test_the_pages_of_a_file_cost_the_same_for_few_and_many_rows(
    client_of: Callable[[Any], Browser], people: People, inside_initiative: Initiative, page: str
) -> None:
    make_dimension(by=people.backbone)
    indicator = make_indicator(by=people.backbone, slug="grad", frequency="calendar_year")
    staff = client_of(people.backbone)
    found = []
    for years in (2, 60):
        import_ = bring_import(
            indicator=indicator, file_name="a.csv", content=figures(years), by=people.backbone
        )
        found.append(queries(staff, f"{import_.record.url}{page}"))
    assert found[0] == found[1] <= 12
