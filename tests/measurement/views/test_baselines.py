"""Staff freeze a forecast and judge the curve; everybody reads what was expected, what came, and who judged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Forecast, Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import People

PAGE = "/i/harbor/results/grad/"
FORM = {
    "method": "flat",
    "ahead": "4",
    "mid": "",
    "low": "",
    "high": "",
    "assumptions_en": "Schools and money stay as they are.",
}


@pytest.fixture
def indicator(inside_initiative: Initiative, people: People) -> Indicator:
    indicator = make_indicator(by=people.backbone, slug="grad", decimals=1)
    bring(indicator, people, "2012-13,80", "2013-14,81", "2014-15,80", "2015-16,81")
    return indicator


@pytest.fixture
def staff(client_of: Callable[[Any], Browser], people: People) -> Browser:
    return client_of(people.backbone)


def bring(indicator: Indicator, people: People, *rows: str) -> None:
    bring_figures(indicator=indicator, content=long_table(*rows), note=NOTE, by=people.backbone)


def test_forecast_is_frozen_and_the_curve_judged_on_the_edit_page(
    staff: Browser, client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    assert "Freeze a forecast" in staff.get(f"{PAGE}edit/").content.decode()
    assert staff.post(f"{PAGE}edit/forecast/", FORM).status_code == 302
    bring(indicator, people, "2016-17,84", "2017-18,88")
    assert "Judge the curve by the newest figures" in staff.get(f"{PAGE}edit/").content.decode()
    assert staff.post(f"{PAGE}edit/judgement/", {"words_en": "We did it."}).status_code == 302
    page = client_of(None).get(PAGE).content.decode()
    assert "Did we turn the curve?" in page
    assert "The curve is turned" in page
    assert "We did it." in page
    assert f"Judged by {people.backbone.shown_name}" in page
    assert "80.5, likely" in page
    assert "What we expected if nothing changed" in page
    assert "Expected earlier if nothing changed: 80.5% in 2019-20" in page


def test_refused_forecast_keeps_what_was_typed(staff: Browser, indicator: Indicator) -> None:
    answer = staff.post(f"{PAGE}edit/forecast/", {**FORM, "method": "judgement"})
    assert answer.status_code == 422
    assert "Give the figure that you expect" in answer.content.decode()
    assert "Schools and money stay as they are." in answer.content.decode()
    assert not Forecast.objects.exists()


def test_nothing_is_judged_without_a_frozen_forecast(staff: Browser, indicator: Indicator) -> None:
    assert staff.post(f"{PAGE}edit/judgement/", {"words_en": ""}, headers={"HX-Request": ""}).status_code in (
        302,
        409,
    )


def test_indicator_without_a_baseline_says_nothing_of_a_curve(
    client_of: Callable[[Any], Browser], indicator: Indicator
) -> None:
    assert "Did we turn the curve?" not in client_of(None).get(PAGE).content.decode()


def test_forecasts_are_data_too(
    staff: Browser, client_of: Callable[[Any], Browser], indicator: Indicator
) -> None:
    staff.post(f"{PAGE}edit/forecast/", FORM)
    answer = client_of(None).get("/api/v1/i/harbor/forecasts/?indicator=grad").json()
    (found,) = answer["results"]
    assert (found["method"], found["indicator"], len(found["points"])) == ("flat", "grad", 4)
    assert found["judgements"] == []


def test_a_forecast_of_last_week_does_not_hide_what_came_of_an_older_one(
    staff: Browser, client_of: Callable[[Any], Browser], indicator: Indicator, people: People
) -> None:
    staff.post(f"{PAGE}edit/forecast/", FORM)
    bring(indicator, people, "2016-17,84", "2017-18,88")
    staff.post(f"{PAGE}edit/forecast/", {**FORM, "assumptions_en": "The newer one."})
    page = client_of(None).get(PAGE).content.decode()
    assert "80.5, likely" in page
    assert "The newer one." not in page
    assert "Also frozen: " in page
    staff.post(f"{PAGE}edit/judgement/", {"words_en": ""})
    assert Forecast.objects.get(judgements__isnull=False).assumptions == {"en": FORM["assumptions_en"]}
