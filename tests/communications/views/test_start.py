"""The set-up path as its walkers meet it: nothing typed is lost, and nobody publishes an empty page unawares."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communications.forms.start import PeopleForm
from communications.models import StartStep
from engagement.models import Engagement
from initiatives.actions.founding import Identity, found
from initiatives.models import Initiative
from initiatives.tenancy import inside
from measurement.models import Indicator
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
RESULT = {"statement": "All students graduate on time", "population": "High school students in Harbor"}
OWN = {
    "name": "Bus rides",
    "plain_definition": "",
    "unit": "percent",
    "direction": "up",
    "frequency": "calendar_year",
}


@pytest.fixture
def new(initiative: Initiative, people: People) -> Initiative:
    """An initiative that has a name and nothing else."""
    return found(identity=Identity("New Harbor", "Harbor", hue="teal", zone="UTC"), by=people.backbone)


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_publishing_nothing_warns_what_the_public_would_read(
    client_of: ClientOf, new: Initiative, people: People
) -> None:
    page = body(client_of(people.backbone).get(f"/start/{new.slug}/publish/"))
    assert "The public would see an empty page" in page
    for words in ("No result is stated", "No indicator is chosen", "There are no figures", "You are alone"):
        assert words in page
    assert "Publish as it is" in page
    assert "Publish the initiative" not in page


def test_what_is_filled_is_not_warned_of(client_of: ClientOf, new: Initiative, people: People) -> None:
    browser = client_of(people.backbone)
    assert browser.post(f"/start/{new.slug}/result/", RESULT).status_code == 302
    page = body(browser.get(f"/start/{new.slug}/publish/"))
    assert "3 parts of the public page would be empty" in page
    assert "No result is stated" not in page


def test_errors_of_an_own_indicator_stand_beside_it_and_what_was_typed_and_ticked_stays(
    client_of: ClientOf, new: Initiative, people: People
) -> None:
    browser, address = client_of(people.backbone), f"/start/{new.slug}/indicators/"
    browser.post(f"/start/{new.slug}/result/", RESULT)
    key = "graduation"
    assert f'value="{key}"' in body(browser.get(address))
    answer = browser.post(address, {**OWN, "from_library": [key]})
    page = body(answer)
    assert answer.status_code == 422
    assert "Say who is counted" in page
    assert 'value="Bus rides"' in page
    assert f'value="{key}" checked' in page
    with inside(new.pk):
        assert not Indicator.objects.exists(), "all of it, or nothing"


def test_a_definition_without_a_name_is_not_thrown_away(
    client_of: ClientOf, new: Initiative, people: People
) -> None:
    browser, address = client_of(people.backbone), f"/start/{new.slug}/indicators/"
    browser.post(f"/start/{new.slug}/result/", RESULT)
    answer = browser.post(address, {**OWN, "name": "", "plain_definition": "All who ride by bus"})
    assert answer.status_code == 422
    assert "Give it a name" in body(answer)
    assert "All who ride by bus" in body(answer)


def test_going_on_with_nothing_chosen_is_asked_about(
    client_of: ClientOf, new: Initiative, people: People
) -> None:
    browser, address = client_of(people.backbone), f"/start/{new.slug}/indicators/"
    browser.post(f"/start/{new.slug}/result/", RESULT)
    answer = browser.post(address, {**OWN, "name": ""})
    assert (answer.status_code, "Tick at least one indicator" in body(answer)) == (422, True)


def test_a_refusal_of_the_rules_keeps_what_was_typed(
    client_of: ClientOf, new: Initiative, people: People
) -> None:
    sent = {**OWN, "plain_definition": "All who ride by bus"}
    answer = client_of(people.backbone).post(f"/start/{new.slug}/indicators/", sent)
    assert answer.status_code == 422
    assert "First say the result" in body(answer)
    assert 'value="Bus rides"' in body(answer)


def test_who_has_invited_is_not_called_alone(client_of: ClientOf, new: Initiative, people: People) -> None:
    browser = client_of(people.backbone)
    sent = {"emails": "anna@example.org bo@example.org", "role": "partner"}
    assert browser.post(f"/start/{new.slug}/people/", sent).status_code == 302
    page = body(browser.get(f"/start/{new.slug}/publish/"))
    assert "2 people are invited; nobody has accepted yet" in page
    assert "You are alone" not in page


# --- Step 1 -----------------------------------------------------------------------------------------------------------
def test_the_address_that_everybody_reads_is_asked_for(client_of: ClientOf, people: People) -> None:
    browser = client_of(people.backbone)
    page = body(browser.get("/start/"))
    assert f'value="{people.backbone.email}"' in page
    assert "Everybody can read it" in page
    asked = {"name": "Second Harbor", "geography": "Harbor", "zone": "UTC", "hue": "teal"}
    assert browser.post("/start/", {**asked, "contact_email": "hello@harbor.example"}).status_code == 302
    assert Initiative.objects.get(name="Second Harbor").contact_email == "hello@harbor.example"
    assert browser.post("/start/", {**asked, "name": "Third Harbor", "contact_email": ""}).status_code == 302
    assert Initiative.objects.get(name="Third Harbor").contact_email == ""


# --- Step 5: whoever is pasted ----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pasted", "invited"),
    [
        ("Anna Lee <anna@example.org>", ["anna@example.org"]),
        ("Lee, Anna <anna@example.org>; Bo <bo@example.org>", ["anna@example.org", "bo@example.org"]),
        ('"Lee, Anna" <Anna@example.org>, bo@example.org', ["anna@example.org", "bo@example.org"]),
        ("<anna@example.org> bo@example.org", ["anna@example.org", "bo@example.org"]),
        ("bo@example.org Anna <anna@example.org>", ["bo@example.org", "anna@example.org"]),
        ("anna@example.org bo@example.org,\r\nanna@example.org", ["anna@example.org", "bo@example.org"]),
    ],
)
def test_addresses_are_taken_as_mail_programs_copy_them(pasted: str, invited: list[str]) -> None:
    form = PeopleForm({"emails": pasted, "role": "partner"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["emails"] == invited


def test_all_that_is_no_address_is_named_at_once() -> None:
    form = PeopleForm(
        {"emails": "anna\nBo <bo@example>\nCy <cy@example.org>, dee\nfine@example.org", "role": "partner"}
    )
    assert not form.is_valid()
    assert form.errors["emails"] == [
        "“anna”, “bo@example”, “dee” are no e-mail addresses. They need the form name@example.org."
    ]
    assert "“anna” is no e-mail address" in str(PeopleForm({"emails": "anna", "role": "partner"}).errors)


def test_the_address_of_a_long_name_ends_with_a_whole_word(client_of: ClientOf, people: People) -> None:
    name = "Every child of New Harbor and the surrounding towns reads"
    asked = {"name": name, "geography": "Harbor", "zone": "UTC", "hue": "teal"}
    assert client_of(people.backbone).post("/start/", asked).status_code == 302
    slug = Initiative.objects.get(name=name).slug
    assert slug == "every-child-of-new-harbor-and-the-surrounding"


def test_setting_up_begins_the_first_question_and_asks_for_nothing_twice(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    browser, here = client_of(people.backbone), "/start/harbor/meeting/"
    assert "The first question" in browser.get(here).content.decode()
    assert browser.post(here, {"question": " ", "level": "4"}).status_code == 422
    said = {"question": "Where should the first evening hub open, and on which days?", "level": "4"}
    assert browser.post(here, said)["Location"] == here
    made = Engagement.objects.get()
    assert (made.level, made.state) == (4, Engagement.State.DRAFT)
    assert made.question == {"en": said["question"]}
    assert made.record.url in browser.get(here).content.decode()
    assert StartStep.objects.get(step="meeting").done_at is not None
