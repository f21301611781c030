"""A translation that is older than its original is marked where it is read and where it is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils.translation import gettext, override

from initiatives.models import Initiative, Person, Principle
from initiatives.rules.language import out_of_date
from tests.conftest import Browser

Opens = Callable[[Person | None], Browser]
ADD = "/i/harbor/people/groups/add/"
GROUP = "/i/harbor/people/groups/readers/"
OLDER = "This translation is older than the original."
FITS = "This translation still fits"
TEXTS = {
    "name_en": "Readers", "name_es": "Lectores", "kind": "work_group",
    "charter_en": "Reads with every child.", "charter_es": "Lee con cada niño.",
}  # fmt: skip


@pytest.fixture
def bilingual(inside_initiative: Initiative) -> Initiative:
    inside_initiative.languages = ["en", "es"]
    inside_initiative.save()
    return inside_initiative


def _in_spanish(browser: Browser, address: str) -> str:
    browser.cookies["language"] = "es"
    return browser.get(address).content.decode()


def _marks(reader: Browser) -> int:
    """How often the page of the group says in Spanish that its translation is old."""
    with override("es"):
        older = gettext(OLDER)
    assert older != OLDER
    return _in_spanish(reader, GROUP).count(older)


def test_a_changed_original_marks_its_translation_until_somebody_says_that_it_fits(
    bilingual: Initiative, backbone: Person, client_of: Opens
) -> None:
    director = client_of(backbone)
    assert director.post(ADD, TEXTS).status_code == 302
    assert _marks(client_of(None)) == 0
    changed = TEXTS | {"charter_en": "Reads with every child, every day."}
    assert director.post(f"{GROUP}edit/", changed).status_code == 302
    assert _marks(client_of(None)) == 1
    assert OLDER not in client_of(None).get(GROUP).content.decode()
    form = director.get(f"{GROUP}edit/").content.decode()
    assert form.count(FITS) == 1
    assert "charter_es_fits" in form
    assert director.post(f"{GROUP}edit/", changed | {"charter_es_fits": "on"}).status_code == 302
    assert _marks(client_of(None)) == 0


def test_the_hash_lies_beside_the_text_and_whoever_reads_texts_never_meets_it(
    bilingual: Initiative, backbone: Person, client_of: Opens
) -> None:
    sent = {"words_en": "We listen.", "words_es": "Escuchamos.", "kind": "working"}
    assert client_of(backbone).post("/i/harbor/agenda/principles/add/", sent).status_code == 302
    principle = Principle.objects.latest("pk")
    assert principle.words == {"en": "We listen.", "es": "Escuchamos."}
    shown = client_of(None).get(f"/api/v1/i/harbor/principles/{principle.pk}/").json()
    assert shown["words"] == principle.words
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM initiatives_principle WHERE id = %s", [principle.pk])
        (stored,) = cursor.fetchone()
    assert "es:of" in str(stored)
    principle.words["en"] = "We listen first."
    principle.save()
    principle.refresh_from_db()
    assert out_of_date(principle.words) == {"es"}


def test_a_translation_stays_folded_until_somebody_begins_it(
    bilingual: Initiative, backbone: Person, client_of: Opens
) -> None:
    director = client_of(backbone)
    empty = director.get(ADD).content.decode()
    assert empty.count('<details class="translation">') == 2
    assert "Name (English)" not in empty
    assert director.post(ADD, TEXTS).status_code == 302
    begun = director.get(f"{GROUP}edit/").content.decode()
    assert '<details class="translation">' not in begun
    assert "(Español)" in begun
