"""How much waits is said beside the places of the rail on every page of staff, and never of a moment ago."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communications import context
from initiatives import clock
from initiatives.access import InitiativeRequest
from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
PAGES = ("", "results/", "agenda/", "people/", "decisions/", "reports/", "history/")


def rail(reader: Browser, page: str = "") -> dict[str, int]:
    """The places of the rail with the numbers beside them."""
    text = " ".join(reader.get(f"/i/harbor/{page}").content.decode().split())
    found = re.search(r'<nav class="rail".*?</nav>', text)
    assert found
    items = re.findall(r"<span>([^<]+)</span>\s*(?:<b class=\"cnt\">(\d+))?", found[0])
    return {name: int(count) for name, count in items if count}


def test_every_page_of_staff_says_the_same_as_today(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_indicator(by=people.backbone, slug="grad")
    staff = client_of(people.backbone)
    told = rail(staff, "today/")
    assert told["Results"] == 1
    assert told["Today"] >= sum(count for name, count in told.items() if name != "Today")
    assert [rail(staff, page) for page in PAGES] == [told] * len(PAGES)


def test_what_somebody_has_just_done_no_longer_waits(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    indicator = make_indicator(by=people.backbone, slug="grad")
    staff = client_of(people.backbone)
    before = rail(staff, "results/")
    bring_figures(indicator=indicator, content=long_table("2019-20,81"), note=NOTE, by=people.backbone)
    after = rail(staff, "results/")
    assert before["Results"] == after.get("Results", 0) + 1
    assert before["Today"] == after["Today"] + 1


def test_what_another_person_has_done_and_what_the_clock_brings_is_counted_at_once(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    staff = client_of(people.backbone)
    before = rail(staff)
    make_restriction(make_record("Minutes", by=people.backbone, kind="round"), by=people.staff, days=28)
    assert rail(staff).get("Today", 0) == before.get("Today", 0)
    with clock.at(clock.now() + timedelta(days=22)):
        assert rail(staff)["Today"] == before.get("Today", 0) + 1


def test_counts_cost_one_journey_and_then_none(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_indicator(by=people.backbone, slug="grad")
    staff = client_of(people.backbone)
    staff.get("/i/harbor/reports/")
    make_indicator(by=people.backbone, slug="more")
    costs = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as captured:
            staff.get("/i/harbor/reports/")
        costs.append(len(captured))
    assert costs[1] <= costs[0] - 1
    assert costs[0] <= costs[1] + 2
    assert costs[0] <= 12


def test_a_refused_form_asks_nothing_anew_and_one_that_changed_something_counts_it(
    client_of: ClientOf, inside_initiative: Initiative, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    real = context._asked

    def noted(request: InitiativeRequest) -> dict[str, int]:
        asked.append(request.method)
        return real(request)

    monkeypatch.setattr(context, "_asked", noted)
    staff = client_of(people.backbone)
    assert staff.get("/i/harbor/results/add/").status_code == 200
    assert staff.post("/i/harbor/results/add/", {}).status_code == 422
    assert asked == ["GET"]
    make_indicator(by=people.backbone, slug="grad")
    assert staff.post("/i/harbor/results/add/", {}).status_code == 422
    assert asked == ["GET", "POST"]


def test_the_public_and_whoever_looks_as_the_public_see_no_counts(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    make_indicator(by=people.backbone, slug="grad")
    for reader, page in ((client_of(None), ""), (client_of(people.backbone), "?as=public")):
        assert 'class="cnt"' not in reader.get(f"/i/harbor/{page}").content.decode()


def test_add_offers_an_indicator_and_a_report_to_whoever_may(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    page = " ".join(client_of(people.backbone).get("/i/harbor/people/").content.decode().split())
    menu = page.split('<details class="menu add">')[1].split("</details>")[0]
    assert 'href="/i/harbor/results/add/"' in menu
    assert 'href="/i/harbor/reports/#make"' in menu
    assert 'id="make"' in client_of(people.backbone).get("/i/harbor/reports/").content.decode()
