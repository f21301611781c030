"""The first pages of the API, and what a program reads where nothing is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.models import Initiative
from tests.conftest import Browser
from tests.factories.indicators import make_population
from tests.factories.records import make_principle
from tests.factories.restrictions import make_restriction
from tests.personas import People

Opens = Callable[..., Browser]
WHERE = "/api/v1/i/harbor/"


def test_the_api_begins_with_its_description(client_of: Opens, db: None) -> None:
    found = client_of(None).get("/api/v1/").json()
    assert found == {
        "schema": "http://testserver/api/v1/schema/",
        "docs": "http://testserver/api/v1/docs/",
        "initiative": "http://testserver/api/v1/i/{slug}/",
    }


def test_an_initiative_lists_its_collections_and_each_answers(
    client_of: Opens, initiative: Initiative
) -> None:
    browser = client_of(None)
    found = browser.get(WHERE).json()["collections"]
    assert found["indicators"] == f"http://testserver{WHERE}indicators/"
    assert len(found) > 30
    assert {browser.get(address).status_code for address in found.values()} <= {200, 404}


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing/", f"{WHERE}nothing/", "/api/v1/i/nowhere/", "/api/nothing/"]
)
def test_where_nothing_is_a_program_reads_it_as_data(
    client_of: Opens, initiative: Initiative, address: str
) -> None:
    answer = client_of(None).get(address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json() == {
        "code": "not_found",
        "message": "There is nothing at this address.",
        "field": None,
    }


def test_an_unpublished_initiative_answers_a_program_as_an_unknown_one(
    client_of: Opens, initiative: Initiative
) -> None:
    Initiative.objects.filter(pk=initiative.pk).update(published_at=None, published_by=None)
    there, nowhere = (client_of(None).get(f"/api/v1/i/{slug}/") for slug in ("harbor", "nowhere"))
    assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)


def test_what_is_withheld_says_the_public_sentence(
    client_of: Opens, inside_initiative: Initiative, people: People
) -> None:
    principle = make_principle(by=people.backbone)
    make_restriction(principle.record, by=people.staff)
    answer = client_of(None).get(f"{WHERE}principles/{principle.pk}/")
    assert (answer.status_code, answer.json()["message"]) == (403, "Somebody could be in danger.")
    assert answer.json()["ground"] == "safety"


def test_a_population_and_its_naming_are_data_in_the_words_of_the_page(
    client_of: Opens, inside_initiative: Initiative, people: People
) -> None:
    named = make_population(by=people.backbone)
    browser, number = client_of(None), named.record.number
    shown = browser.get(f"{WHERE}populations/{number}/").json()
    assert (shown["name"], shown["place"], shown["size"]) == (named.name, "Harbor County", None)
    [told] = browser.get(f"{WHERE}history/?record={number}").json()["results"]
    assert (told["kind"], told["record"]) == ("population.added", number)
    assert told["words"].endswith("High school students of the harbor.")
