"""Promises as data: the same for anybody, as the clock has them now, and nothing of what is withheld."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from engagement.actions.obligations import recompute
from engagement.models import Engagement, Obligation
from initiatives import clock
from initiatives.models import Person
from tests.conftest import Browser
from tests.factories.engagements import make_open
from tests.factories.restrictions import make_restriction
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
WHERE = f"/api/v1/i/{OWN}/promises/"


@pytest.fixture
def promised(people: People) -> Engagement:
    """Give an open question whose parts were computed."""
    made = make_open(by=people.backbone)
    recompute(engagement=made)
    return made


def listed(browser: Browser, **filters: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(WHERE, filters).json()["results"]
    return found


def test_anybody_reads_every_part_with_what_it_owes_and_how_it_stands(
    client_of: ClientOf, promised: Engagement
) -> None:
    rows = {row["code"]: row for row in listed(client_of(None), engagement=promised.record.number)}
    assert set(rows) == set(Obligation.objects.values_list("code", flat=True))
    assert rows["C1"]["state"] == "kept"
    assert rows["C3"]["owed"] == "“What we heard” stands open for correction for at least 5 days."
    assert len(rows["C3"]["facts_hash"]) == 64


def test_part_whose_clock_ran_out_is_late_at_once(client_of: ClientOf, promised: Engagement) -> None:
    due = Obligation.objects.get(code="C3").due_at
    assert due is not None
    with clock.at(due + timedelta(hours=30)):
        (row,) = listed(client_of(None), code="C3")
    assert (row["state"], row["days_late"]) == ("late", 2)


def test_what_is_withheld_is_not_told(client_of: ClientOf, promised: Engagement, people: People) -> None:
    key = Obligation.objects.earliest("pk").pk
    assert client_of(None).get(f"{WHERE}{key}/").status_code == 200
    make_restriction(promised.record, by=people.backbone)
    assert listed(client_of(None)) == []
    assert client_of(None).get(f"{WHERE}{key}/").status_code == 404


def test_list_asks_the_database_as_often_for_many_as_for_one(
    client_of: ClientOf, promised: Engagement, people: People, django_assert_max_num_queries: Any
) -> None:
    recompute(engagement=make_open(by=people.backbone, days_ago=2))
    browser = client_of(None)
    browser.get(WHERE)
    with django_assert_max_num_queries(16):
        assert len(listed(browser)) > 10
