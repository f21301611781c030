"""The first page of all: what anybody may read of each initiative, in its own words, and in a language that there is."""

from __future__ import annotations

from collections.abc import Callable

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]


def home(client_of: ClientOf, person: object = None, **headers: str) -> str:
    return " ".join(client_of(person).get("/", headers=headers).content.decode().split())


def test_a_card_says_the_place_and_the_headline_finding_and_who_takes_part(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = make_indicator(by=people.backbone)
    bring_figures(
        indicator=made, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=people.backbone
    )
    page = home(client_of)
    assert "61 of every 100" in page
    assert "1 partner at the table" in page or "partners at the table" in page
    assert inside_initiative.geography in page


def test_what_is_withheld_is_gone_from_the_first_page_at_once(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = make_indicator(by=people.backbone)
    bring_figures(
        indicator=made, content=long_table("2018-19,60", "2019-20,61"), note=NOTE, by=people.backbone
    )
    assert "61 of every 100" in home(client_of)
    make_restriction(made.record, by=people.staff)
    assert "61 of every 100" not in home(client_of)
    assert "61 of every 100" not in home(client_of, people.backbone), "a card is what the public reads"


def test_nothing_public_yet_asks_to_start_the_first(client_of: ClientOf, initiative: Initiative) -> None:
    Initiative.objects.update(published_at=None)
    page = home(client_of)
    assert "None is public yet" in page
    assert page.count('href="/start/"') == 1


def test_a_language_without_words_is_neither_offered_nor_claimed(
    client_of: ClientOf, inside_initiative: Initiative
) -> None:
    assert '<html lang="en"' in home(client_of, **{"accept-language": "vi"})
    assert '<html lang="es"' in home(client_of, **{"accept-language": "es"})
    inside = client_of(None).get("/i/harbor/agenda/", headers={"accept-language": "es"}).content.decode()
    assert '<html lang="en"' in inside
    assert "Español" not in inside


def test_an_initiative_that_writes_in_a_language_offers_it(
    client_of: ClientOf, inside_initiative: Initiative
) -> None:
    Initiative.objects.filter(pk=inside_initiative.pk).update(languages=["en", "es"])
    assert "Español" in client_of(None).get("/i/harbor/agenda/").content.decode()
    answer = client_of(None).get("/i/harbor/agenda/", headers={"accept-language": "es"})
    assert '<html lang="es"' in answer.content.decode()
