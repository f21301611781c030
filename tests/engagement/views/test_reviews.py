"""Looking at a decision again, as its page and Today show it: put to those who took it, by one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse

from engagement.actions.reviews import ask_review, come_due
from engagement.models import Decision
from initiatives import clock
from initiatives.models import Person
from tests.conftest import Browser
from tests.factories.decisions import Council, address, counted, make_open, say
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]


def body(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def test_seat_puts_it_to_the_group_whether_a_decision_ends_and_everybody_reads_why(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council)
    say(decision, council[0])
    done = counted(decision)
    where = address(done, "vote-review")
    sent = {"purpose": "end", "reason_en": "Nobody came."}
    assert client_of(people.partner).post(where, sent).status_code == 409
    assert "not to be looked at again yet" in body(client_of(council[0]).post(where, sent))
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        seat = client_of(council[0])
        assert "Put it to a vote: it stands, or it ends" in body(seat.get(address(done)))
        assert seat.post(where, {**sent, "reason_en": ""}).status_code == 422
        assert seat.post(where, {"purpose": "reaffirm", "reason_en": "It works."}).status_code == 422
        assert seat.post(where, sent).status_code == 302
        assert seat.post(where, sent).status_code == 409
    vote = Decision.objects.get(reviews=done)
    page = body(client_of(None).get(address(vote)))
    assert "Nobody came." in page
    assert done.record.url in page
    page = body(client_of(council[0]).get(address(done)))
    assert vote.record.url in page
    assert "Put it to a vote: it stands, or it ends" not in page
    assert Decision.objects.get(pk=done.pk).state == "review_due"


def test_those_who_decided_are_asked_today_to_look_at_it_again_until_somebody_puts_it(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council)
    say(decision, council[0])
    done = counted(decision)
    today = reverse("today", kwargs={"slug": OWN})
    with clock.at(clock.now() + timedelta(days=500)):
        seat = client_of(council[0])
        assert "To be looked at again" not in body(seat.get(today))
        come_due(decision=done)
        assert f'href="{address(done, "vote-review")}"' in body(seat.get(today))
        assert "To be looked at again" not in body(client_of(people.partner).get(today))
        ask_review(decision=done, purpose="end", reason={"en": "Nobody came."}, by=council[0])
        assert "To be looked at again" not in body(seat.get(today))


def test_changed_text_is_put_to_the_group_at_a_review(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council)
    say(decision, council[0])
    done = counted(decision)
    where = address(done, "vote-review-text")
    sent = {"question_en": "Shall the library open on Sundays until eight?", "reason_en": "Noise."}
    assert client_of(people.partner).post(where, sent).status_code == 409
    with clock.at(clock.now() + timedelta(days=500)):
        come_due(decision=done)
        assert "Shall the library open on Sundays?" in body(client_of(council[0]).get(where))
        assert client_of(council[0]).post(where, {**sent, "question_en": ""}).status_code == 422
        assert client_of(council[0]).post(where, sent).status_code == 302
    vote = Decision.objects.get(previous=done)
    assert (vote.state, Decision.objects.get(pk=done.pk).state) == ("noticed", "review_due")
    assert "until eight" in body(client_of(None).get(address(vote)))
