"""Staff who still see a restricted indicator are told on its card that the public does not."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from initiatives.models import Initiative
from measurement.actions.imports import bring_figures
from measurement.models import Indicator
from tests.conftest import Browser
from tests.factories.figures import NOTE, long_table
from tests.factories.indicators import make_indicator
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
BASE = "/i/harbor/"


@pytest.fixture
def held(inside_initiative: Initiative, people: People) -> Indicator:
    made = make_indicator(by=people.backbone, slug="grad")
    bring_figures(indicator=made, content=long_table("2019-20,81"), note=NOTE, by=people.backbone)
    make_restriction(made.record, by=people.staff, days=20)
    return made


def seen(reader: Browser, page: str) -> str:
    return " ".join(reader.get(f"{BASE}{page}").content.decode().split())


def test_card_of_a_restricted_indicator_is_marked_for_staff_on_every_page(
    client_of: ClientOf, held: Indicator, people: People
) -> None:
    number = held.result.record.number if held.result else 0
    for page in ("", "results/", f"results/together/{number}/", "results/equity/"):
        text = seen(client_of(people.backbone), page)
        cards = text.split("<article" if "<article" in text else '<p class="rec-t">')
        (card,) = [one for one in cards[1:] if f'href="{BASE}results/grad/' in one]
        assert f'class="vis" href="{BASE}open/' in text, page
        assert "Not public until" in card, page


def test_the_public_finds_the_notice_and_no_card(
    client_of: ClientOf, held: Indicator, people: People
) -> None:
    for reader, query in ((client_of(None), ""), (client_of(people.backbone), "?as=public")):
        text = seen(reader, f"results/{query}")
        assert f'href="{BASE}results/grad/"' not in text
        assert 'class="vis"' not in text


def test_overview_can_be_taken_along_as_pdf_with_its_own_words(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    made = make_indicator(by=people.backbone, slug="grad")
    bring_figures(
        indicator=made, content=long_table("2018-19,80", "2019-20,81"), note=NOTE, by=people.backbone
    )
    reader = client_of(None)
    assert f'href="{BASE}overview.pdf"' in seen(reader, "")
    answer = reader.get(f"{BASE}overview.pdf")
    assert answer["Content-Type"] == "application/pdf"
    pages = PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "81 of every 100" in text
    assert "That is 1 more than in 2018-19." in text
    assert "Too early to tell" in text
