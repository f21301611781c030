"""The pages of shared words and principles, and the words where they explain themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from initiatives.actions.words import Alias, add_word, agree_word
from initiatives.models import Initiative, Person, Principle, Term
from tests.conftest import Browser
from tests.factories.agenda import make_ratified

Opens = Callable[[Person | None], Browser]
WORDS, PRINCIPLES = "/i/harbor/agenda/words/", "/i/harbor/agenda/principles/"


@pytest.fixture
def group(inside_initiative: Initiative, backbone: Person) -> Term:
    """An agreed word."""
    term = add_word(
        word={"en": "group"},
        definition={"en": "People with a <written> charge."},
        kind="group",
        aliases=[Alias(word="groups", by="")],
        by=backbone,
    )
    agree_word(term=term, by=backbone)
    return term


def _read(browser: Browser, address: str) -> str:
    answered = browser.get(address)
    assert answered.status_code == 200
    return " ".join(answered.content.decode().split())


def test_the_four_kinds_are_asked_for_even_when_they_are_empty(
    initiative: Initiative, client_of: Opens
) -> None:
    page = _read(client_of(None), WORDS)
    assert page.count("Not defined yet.") == 4
    assert "Define:" not in page


def test_a_word_is_added_with_its_other_forms(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    form = {
        "word_en": "turf",
        "definition_en": "Ours.",
        "kind": "turf",
        "aliases": "turfs\ncaseload: County Health",
    }
    assert client_of(backbone).post(f"{WORDS}add/", form).status_code == 302
    term = Term.objects.get()
    assert term.aliases == [{"word": "turfs", "by": ""}, {"word": "caseload", "by": "County Health"}]
    assert "caseload (County Health)" in _read(client_of(None), WORDS)


def test_a_word_that_is_there_already_is_refused_beside_its_field(
    group: Term, client_of: Opens, backbone: Person
) -> None:
    form = {"word_en": "Group", "definition_en": "Else.", "kind": "group"}
    refused = client_of(backbone).post(f"{WORDS}add/", form)
    assert refused.status_code == 422
    assert "is a shared word already" in refused.content.decode()


def test_editing_a_word_asks_for_agreement_again(group: Term, client_of: Opens, backbone: Person) -> None:
    address = f"{WORDS}{group.record.number}/"
    assert "it has to be agreed again" in _read(client_of(backbone), address)
    form = {"word_en": "group", "definition_en": "Another meaning.", "kind": "group"}
    assert client_of(backbone).post(address, form).status_code == 302
    assert "Not agreed yet" in _read(client_of(None), WORDS)
    client_of(backbone).post(f"{address}agreement/")
    assert "Agreed on" in _read(client_of(None), WORDS)


def test_readers_are_offered_no_buttons(group: Term, client_of: Opens, resident: Person) -> None:
    page = _read(client_of(resident), WORDS)
    assert "Edit" not in page
    assert client_of(resident).get(f"{WORDS}add/").status_code == 403


def test_an_agreed_word_explains_itself_once_on_the_page(
    group: Term, client_of: Opens, backbone: Person
) -> None:
    make_ratified(backbone, vision="Each group reads. Every group reads more.")
    page = _read(client_of(None), "/i/harbor/agenda/")
    assert page.count('class="term"') == 1
    assert "People with a &lt;written&gt; charge." in page
    assert f'href="/i/harbor/agenda/words/#word-{group.record.number}"' in page


def test_a_word_that_is_not_agreed_explains_nothing(group: Term, client_of: Opens, backbone: Person) -> None:
    Term.objects.update(agreed_on=None)
    make_ratified(backbone, vision="Each group reads.")
    assert 'class="term"' not in _read(client_of(None), "/i/harbor/agenda/")


def test_the_words_are_read_once_a_request(group: Term, client_of: Opens, backbone: Person) -> None:
    make_ratified(backbone)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        _read(client_of(None), "/i/harbor/agenda/")
    assert sum('FROM "initiatives_term"' in query["sql"] for query in queries) == 1
    assert len(queries) <= 32


def test_a_principle_is_proposed_changed_and_agreed(
    inside_initiative: Initiative, client_of: Opens, backbone: Person
) -> None:
    browser = client_of(backbone)
    assert "We have no principles yet" in _read(client_of(None), PRINCIPLES)
    assert browser.post(f"{PRINCIPLES}add/", {"words_en": "We listen.", "kind": "equity"}).status_code == 302
    principle = Principle.objects.get()
    address = f"{PRINCIPLES}{principle.record.number}/"
    browser.post(f"{address}agreement/")
    assert "Agreed on" in _read(client_of(None), PRINCIPLES)
    assert browser.post(address, {"words_en": "We listen first.", "kind": "equity"}).status_code == 302
    page = _read(client_of(None), PRINCIPLES)
    assert "We listen first." in page
    assert "Not agreed yet" in page
    assert browser.post(address, {"words_en": "", "kind": "equity"}).status_code == 422
