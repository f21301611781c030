"""What people said through the second door: read without a name, said by whoever takes part, refused in the words of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from engagement.actions.dispositions import Became, dispose
from engagement.actions.inputs import prompts_of, withdraw_input
from engagement.actions.moderation import hide_input
from engagement.actions.themes import make_theme, sort_inputs
from engagement.models import Engagement, Input
from initiatives.models import Person
from tests.conftest import Browser
from tests.factories.inputs import make_engagement, move_to, say_something
from tests.factories.restrictions import make_restriction
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]
WHERE = f"/api/v1/i/{OWN}/inputs/"
REASON = "The last bus now runs at half past eleven, because forty people asked for it."


@pytest.fixture
def asked(people: People) -> Engagement:
    """Give a question that is open."""
    return make_engagement(by=people.backbone)


def listed(browser: Browser, **filters: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(WHERE, filters).json()["results"]
    return found


def send(browser: Browser, asked: Engagement, words: str, **more: Any) -> Any:
    prompt = prompts_of(asked)[0].pk
    said = {"engagement": asked.record.number, "answers": [{"prompt": prompt, "words": words}], **more}
    return browser.post(WHERE, said, content_type="application/json")


def test_anybody_reads_what_was_said_and_what_became_of_it(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    given = say_something(asked, "Buses after nine", contributor=people.resident, email="ann@home.example")
    theme = make_theme(engagement=asked, title={"en": "Late buses"}, by=people.backbone)
    sort_inputs(theme=theme, inputs=[given.input], by=people.backbone)
    became = Became("adopted", {"en": REASON}, passage={"en": "The last bus leaves at 23:30."})
    dispose(theme=theme, became=became, by=people.backbone)
    (row,) = listed(client_of(None))
    assert (row["engagement"], row["number"], row["answers"][0]["words"]) == (
        asked.record.number,
        1,
        "Buses after nine",
    )
    assert row["became"][0]["disposition"] == "adopted"
    assert row["became"][0]["reason"] == {"en": REASON}
    told = str(row)
    assert people.resident.email not in told
    assert "ann@home.example" not in told


def test_words_that_were_taken_back_or_hidden_are_left_out_and_counted(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    withdraw_input(given=say_something(asked, "My address").input, by=None)
    hide_input(given=say_something(asked, "A threat").input, ground="threat", by=people.backbone)
    hidden, gone = listed(client_of(people.backbone))
    assert (hidden["answers"], hidden["hidden_ground"]) == ([], "threat")
    assert (gone["answers"], gone["hidden_ground"]) == ([], None)
    assert gone["withdrawn_at"] is not None


def test_inputs_of_one_question_are_asked_for_by_its_number(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    say_something(make_engagement("Parks", by=people.backbone), "Benches")
    say_something(asked, "Buses")
    (row,) = listed(client_of(None), engagement=asked.record.number)
    assert row["answers"][0]["words"] == "Buses"
    make_restriction(asked.record, by=people.backbone)
    assert listed(client_of(None), engagement=asked.record.number) == []


def test_who_takes_part_says_something_once_and_gets_a_receipt(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    browser = client_of(people.resident)
    answer = send(browser, asked, "Lights on River Road")
    assert answer.status_code == 201
    assert "no-store" in answer["Cache-Control"]
    given = Input.objects.get()
    assert (given.contributor, given.channel) == (people.resident, "web")
    assert answer.json()["number"] == given.number
    assert client_of(None).get(answer.json()["address"]).status_code == 200


def test_what_cannot_be_said_is_refused_in_the_words_of_the_page(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    browser = client_of(people.resident)
    empty = send(browser, asked, " ")
    assert (empty.status_code, empty.json()["field"]) == (409, f"prompt_{prompts_of(asked)[0].pk}")
    assert send(browser, asked, "Words", answers=[{"words": "x"}]).status_code == 422
    assert send(browser, asked, "Words", engagement=999_999).status_code == 404
    assert send(client_of(None), asked, "Words").status_code in (401, 403, 404)
    move_to(asked, "options_frozen")
    assert send(browser, asked, "Too late").status_code == 409
    assert not Input.objects.exists()


def test_list_asks_the_database_as_often_for_many_as_for_one(
    client_of: ClientOf, asked: Engagement, people: People
) -> None:
    theme = make_theme(engagement=asked, title={"en": "Late buses"}, by=people.backbone)
    browser, counts = client_of(None), []
    for more in (1, 9):
        for at in range(more):
            sort_inputs(theme=theme, inputs=[say_something(asked, f"{at} buses").input], by=people.backbone)
        listed(browser)  # what is remembered of the initiative is read once
        with CaptureQueriesContext(connection) as asked_for:
            assert len(listed(browser)) in (1, 10)
        counts.append(len(asked_for))
    assert counts[0] == counts[1]
