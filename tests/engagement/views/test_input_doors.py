"""Without an account: the code on the poster, the code on the wall, and one's own receipt."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from engagement.actions.dispositions import Became, dispose
from engagement.actions.input_codes import make_code, open_session_room
from engagement.actions.moderation import answer_appeal, hide_input
from engagement.actions.themes import make_theme, sort_inputs
from engagement.models import Engagement, Input, Rating, Support
from initiatives import clock
from initiatives.models import Initiative
from initiatives.passes import shown_code
from tests.conftest import Browser
from tests.factories.inputs import make_engagement, make_session, move_to, say_something
from tests.factories.restrictions import make_restriction
from tests.personas import People

ClientOf = Callable[..., Browser]
REASON = "The last bus now runs at half past eleven, because forty people asked for it."


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def engagement(inside_initiative: Initiative, people: People) -> Engagement:
    """Give a question that is open."""
    return make_engagement(by=people.backbone)


@pytest.fixture
def where(engagement: Engagement, people: People) -> str:
    """Give the address on the poster."""
    return f"/q/{shown_code(make_code(engagement=engagement, by=people.backbone))}/"


def send(phone: Client, where: str, words: str) -> object:
    """Open the page, as a phone does, and send the form that stands on it."""
    page = phone.get(where).content.decode()
    fields = dict(re.findall(r'name="(csrfmiddlewaretoken|idempotency_key)" value="([^"]*)"', page))
    asked = re.findall(r'name="(prompt_\d+)"', page)[0]
    return phone.post(where, {**fields, asked: words})


def receipt_of(engagement: Engagement, words: str = "Buses after nine", **more: str) -> str:
    return f"/receipt/{shown_code(say_something(engagement, words, **more).code)}/"  # type: ignore[arg-type]


# --- The poster's code ----------------------------------------------------------------------------------------------------
def test_sixty_phones_behind_one_address_all_have_their_say(engagement: Engagement, where: str) -> None:
    answers = [send(Client(enforce_csrf_checks=True), where, f"Phone {n}") for n in range(60)]
    assert {answer.status_code for answer in answers} == {302}  # type: ignore[attr-defined]
    assert engagement.inputs.filter(channel="link_or_qr", contributor=None).count() == 60
    assert len({answer["Location"] for answer in answers}) == 60  # type: ignore[index]


def test_one_phone_that_sends_without_end_is_slowed_down_and_the_next_is_not(where: str) -> None:
    phone = Client(enforce_csrf_checks=True)
    answers = [send(phone, where, f"{n}").status_code for n in range(22)]  # type: ignore[attr-defined]
    assert answers == [302] * 20 + [429] * 2
    assert send(Client(enforce_csrf_checks=True), where, "mine").status_code == 302  # type: ignore[attr-defined]


def test_looking_changes_nothing_and_the_same_form_twice_is_one_input(
    engagement: Engagement, where: str
) -> None:
    phone = Client()
    assert "Which streets first?" in body(phone.get(where))
    prompt = engagement.prompts.get()
    form = {f"prompt_{prompt.pk}": "Lights", "idempotency_key": "a-key-of-the-form"}
    first, second = (phone.post(where, form) for _n in range(2))
    assert first["Location"] == second["Location"]
    assert engagement.inputs.count() == 1


def test_an_empty_answer_is_asked_for_again_with_what_is_wrong(engagement: Engagement, where: str) -> None:
    prompt = engagement.prompts.get()
    answer = Client().post(where, {f"prompt_{prompt.pk}": " ", "idempotency_key": "a-key-of-the-form"})
    assert answer.status_code == 422
    assert "Please answer this question." in body(answer)


def test_before_and_after_its_time_the_code_says_when_and_where_to_look(
    engagement: Engagement, where: str
) -> None:
    assert engagement.input_closes_at is not None
    with clock.at(engagement.input_closes_at + timedelta(days=200)):
        over = Client().get(where)
        assert over.status_code == 410
        assert "This question closed on" in body(over)
        assert engagement.record.url in body(over)
    move_to(engagement, "announced")
    assert "This question opens on" in body(Client().get(where))
    assert engagement.inputs.count() == 0


def test_a_withheld_question_is_shown_to_no_phone(engagement: Engagement, where: str, people: People) -> None:
    make_restriction(engagement.record, by=people.backbone)
    over = Client().get(where)
    assert over.status_code == 410
    assert "Which streets" not in body(over)


def test_what_is_said_in_a_room_belongs_to_its_session(engagement: Engagement, people: People) -> None:
    session = make_session(engagement, "At the library", by=people.backbone, begins_in=timedelta(hours=1))
    where = f"/q/{shown_code(open_session_room(session=session, by=people.backbone))}/"
    assert "At the library" in body(Client().get(where))
    assert send(Client(), where, "From the room").status_code == 302  # type: ignore[attr-defined]
    given = Input.objects.get()
    assert (given.channel, given.session) == ("meeting", session)
    with clock.at(clock.now() + timedelta(hours=13)):
        assert "opens nothing any more" in body(Client().get(where))


# --- The receipt ----------------------------------------------------------------------------------------------------------
def test_a_receipt_says_at_once_that_the_words_are_there_and_when_the_answer_is_due(
    engagement: Engagement,
) -> None:
    page = body(Client().get(receipt_of(engagement)))
    assert "We have your words" in page
    assert "this page tells you what became of them" in page
    assert "Buses after nine" in page


def test_a_receipt_shows_what_became_of_the_words_and_why(engagement: Engagement, people: People) -> None:
    address = receipt_of(engagement)
    theme = make_theme(engagement=engagement, title={"en": "Late buses"}, by=people.backbone)
    sort_inputs(theme=theme, inputs=[Input.objects.get()], by=people.backbone)
    assert "stand with what others said" in body(Client().get(address))
    became = Became("adopted", {"en": REASON}, passage={"en": "The last bus leaves at 23:30."})
    dispose(theme=theme, became=became, by=people.backbone)
    page = body(Client().get(address))
    assert "Your words were answered" in page
    assert REASON in page
    assert "The last bus leaves at 23:30." in page
    assert "Changed an option" in page


def test_words_can_be_taken_back_with_the_receipt_alone(engagement: Engagement) -> None:
    address = receipt_of(engagement)
    Client().post(address, {"deed": "withdraw"})
    page = body(Client().get(address))
    assert "You took your words back" in page
    assert "Buses after nine" not in page


def test_hidden_words_say_why_and_whom_to_ask_and_the_answer(engagement: Engagement, people: People) -> None:
    address = receipt_of(engagement)
    hiding = hide_input(given=Input.objects.get(), ground="threat", by=people.staff)
    page = body(Client().get(address))
    assert "A threat or an insult" in page
    assert "Ask a second person" in page
    Client().post(address, {"deed": "appeal", "words": "It is a song"})
    hiding.refresh_from_db()
    assert hiding.appeal == "It is a song"
    answer_appeal(hiding=hiding, is_lifted=True, answer={"en": "A song it is."}, by=people.backbone)
    page = body(Client().get(address))
    assert "A song it is." in page
    assert "Buses after nine" in page


def test_a_receipt_is_kept_with_an_account_and_asks_for_a_rating_in_the_end(
    engagement: Engagement, people: People, client_of: ClientOf
) -> None:
    address = receipt_of(engagement)
    assert "Sign in to keep it" in body(Client().get(address))
    signed_in = client_of(people.resident)
    signed_in.post(address, {"deed": "claim"})
    assert Input.objects.get().contributor == people.resident
    assert "Send my rating" not in body(Client().get(address))
    move_to(engagement, "reported_back")
    assert "Send my rating" in body(Client().get(address))
    Client().post(address, {"deed": "rate", "stars": "3", "words": "You answered"})
    assert Rating.objects.get().stars == 3
    assert "Send my rating" not in body(Client().get(address))


def test_support_is_asked_for_with_the_receipt_alone(engagement: Engagement, people: People) -> None:
    address = receipt_of(engagement)
    assert "What you need to come" not in body(Client().get(address))
    evening = make_session(
        engagement, "An evening at the library", by=people.backbone, begins_in=timedelta(days=5)
    )
    Client().post(address, {"deed": "support", "kind": "childcare"})
    assert not Support.objects.exists()
    Client().post(
        address, {"deed": "support", "session": evening.pk, "kind": "childcare", "words": "Two of 3"}
    )
    asked = Support.objects.get()
    assert (asked.session, asked.person, asked.input) == (evening, None, Input.objects.get())
    assert "Asked for" in body(Client().get(address))
    Client().post(address, {"deed": "withdraw"})
    assert "Ask for it" not in body(Client().get(address))


def test_a_receipt_of_one_initiative_shows_nothing_of_a_withheld_question(
    engagement: Engagement, people: People
) -> None:
    address = receipt_of(engagement)
    make_restriction(engagement.record, by=people.backbone)
    page = body(Client().get(address))
    assert "Buses after nine" in page
    assert "See the question and where it stands" not in page
