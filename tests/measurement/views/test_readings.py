"""Does this match what you see? Said, answered, hidden with a ground, erased."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from initiatives.actions.erasure import erase_person
from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Indicator, ResidentReading
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.personas import People

ClientOf = Callable[[object], Browser]
URL = "/i/harbor/results/graduation/readings/"
NO = {"match": "no", "words": "In our street nobody was counted."}


@pytest.fixture
def told(inside_initiative: Initiative, people: People) -> Indicator:
    indicator = make_indicator(by=people.backbone, slug="graduation")
    bring_figures(indicator=indicator, content=long_table("2018-19,60"), note=NOTE, by=people.backbone)
    return indicator


def test_a_resident_says_what_they_see_and_everybody_reads_the_answer(
    told: Indicator, people: People, client_of: ClientOf
) -> None:
    assert client_of(people.resident).post(f"{URL}add/", NO).status_code == 302
    page = client_of(None).get(told.record.url).content.decode()
    assert "In our street nobody was counted." in page
    assert "Waits for an answer" in page
    assert people.resident.name not in page
    said = ResidentReading.objects.get()
    answer = {"answer": "We asked the district; they were missing and are counted from spring."}
    assert client_of(people.backbone).post(f"{URL}{said.pk}/answer/", answer).status_code == 302
    page = client_of(None).get(URL).content.decode()
    assert "they were missing" in page
    assert "The figures match what 0 of 1 person sees" in page


def test_no_without_a_word_is_asked_for_one(told: Indicator, people: People, client_of: ClientOf) -> None:
    answer = client_of(people.resident).post(f"{URL}add/", {"match": "no", "words": ""})
    assert answer.status_code == 422
    assert "Say in a few words what you see instead" in answer.content.decode()


def test_a_second_answer_to_the_same_figures_takes_the_place_of_the_first(
    told: Indicator, people: People, client_of: ClientOf
) -> None:
    browser = client_of(people.resident)
    browser.post(f"{URL}add/", NO)
    browser.post(f"{URL}add/", {"match": "yes", "words": ""})
    assert [one.match for one in ResidentReading.objects.all()] == ["yes"]


def test_what_is_hidden_is_counted_and_no_longer_read(
    told: Indicator, people: People, client_of: ClientOf
) -> None:
    client_of(people.resident).post(f"{URL}add/", NO | {"words": "Mrs Jones lies."})
    said = ResidentReading.objects.get()
    hidden = client_of(people.backbone).post(f"{URL}{said.pk}/hiding/", {"ground": "personal_data"})
    assert hidden.status_code == 302
    page = client_of(None).get(URL).content.decode()
    assert "Mrs Jones" not in page
    assert "1 is hidden" in page


def test_a_visitor_reads_and_does_not_write(told: Indicator, people: People, client_of: ClientOf) -> None:
    assert client_of(None).get(URL).status_code == 200
    assert client_of(None).post(f"{URL}add/", NO).status_code in {302, 404}
    assert not ResidentReading.objects.exists()


def test_the_words_go_when_the_person_is_erased(told: Indicator, people: People, client_of: ClientOf) -> None:
    client_of(people.resident).post(f"{URL}add/", NO)
    erase_person(person=people.resident, why="On request", by=people.backbone)
    assert ResidentReading.objects.get().words == "—"
