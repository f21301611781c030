"""Choosing indicators in the browser, and the data development agenda."""

from __future__ import annotations

from collections.abc import Callable

from initiatives.actions.erasure import erase_person
from initiatives.models import Initiative
from measurement.models import DataDevelopmentItem, PowerRating
from tests.conftest import Browser
from tests.factories.indicators import make_indicator
from tests.personas import People

ClientOf = Callable[[object], Browser]
HIGH = {"communication": "high", "proxy": "high", "data": "high", "words": ""}
LIST = "/i/harbor/results/choosing/"
WANTED = "/i/harbor/results/wanted/"


def test_several_rate_and_who_sees_it_otherwise_stays_beside_the_middle(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    indicator = make_indicator(by=people.backbone, slug="graduation")
    url = f"/i/harbor/results/{indicator.slug}/rating/"
    for person in (people.backbone, people.partner):
        assert client_of(person).post(url, HIGH).status_code == 302
    other = HIGH | {"proxy": "low", "words": "A paper is not a future."}
    assert client_of(people.resident).post(url, other).status_code == 302
    page = client_of(None).get(LIST).content.decode()
    assert "3 people rated it" in page
    assert "A paper is not a future." in page
    assert "far apart" in page
    assert "Rate it" not in page


def test_a_second_rating_takes_the_place_of_the_first(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone, slug="graduation")
    browser = client_of(people.resident)
    browser.post("/i/harbor/results/graduation/rating/", HIGH)
    browser.post("/i/harbor/results/graduation/rating/", HIGH | {"data": "low"})
    assert [one.data for one in PowerRating.objects.all()] == ["low"]


def test_a_rating_without_an_answer_is_asked_for_it_and_keeps_the_words(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone, slug="graduation")
    answer = client_of(people.resident).post(
        "/i/harbor/results/graduation/rating/", HIGH | {"proxy": "", "words": "Because."}
    )
    assert answer.status_code == 422
    assert "Because." in answer.content.decode()


def test_own_words_go_when_somebody_is_erased_and_the_rating_stays(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    make_indicator(by=people.backbone, slug="graduation")
    client_of(people.resident).post("/i/harbor/results/graduation/rating/", HIGH | {"words": "My own words"})
    erase_person(person=people.resident, why="On request", by=people.backbone)
    assert PowerRating.objects.get().words == "—"


def test_a_wanted_figure_is_written_down_changed_and_given_up_with_a_reason_only(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    browser = client_of(people.backbone)
    assert browser.post(f"{WANTED}add/", {"title_en": "Absence by bus line", "cost": "0"}).status_code == 302
    item = DataDevelopmentItem.objects.get()
    url = f"{WANTED}{item.record.number}/"
    page = client_of(None).get(WANTED).content.decode()
    assert "Absence by bus line" in page
    assert "costs nothing" in page
    refused = browser.post(f"{url}state/", {"state": "dropped", "reason_en": ""})
    assert refused.status_code == 422
    assert "Say why this figure is given up" in refused.content.decode()
    assert browser.post(f"{url}state/", {"state": "dropped", "reason_en": "No bus."}).status_code == 302
    assert "No bus." in client_of(None).get(WANTED).content.decode()


def test_an_empty_agenda_says_what_will_stand_there(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    assert "Nothing is wanted" in client_of(None).get(WANTED).content.decode()
