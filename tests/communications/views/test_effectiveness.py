"""Backbone effectiveness: counted from events, as far as the reader may know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from communications.rules.effectiveness import KINDS
from initiatives import clock
from initiatives.actions.activities import add_learning
from initiatives.models import Body, Event, Initiative
from initiatives.rules.events import catalogue
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
PAGE = "/i/harbor/people/effectiveness/"
TO_COME = {"meeting.ended", "update.published", "newsletter.sent"}


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_every_kind_that_counts_is_one_that_can_happen() -> None:
    assert {kind for kind in KINDS if kind not in catalogue.kinds} <= TO_COME


def test_nothing_done_is_said_plainly(client_of: ClientOf, inside_initiative: Initiative) -> None:
    Event.objects.update(at=clock.now() - timedelta(days=800))
    assert "In 6 of its six activities nothing was written down this year" in body(client_of(None).get(PAGE))


def test_what_was_done_counts_for_its_activity_and_its_people(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    Event.objects.update(at=clock.now() - timedelta(days=800))
    words = {"en": "Words"}
    add_learning(
        about=Body.objects.get().record, expected=words, happened=words, change=words, by=people.backbone
    )
    page = body(client_of(None).get(PAGE))
    assert "In 5 of its six activities nothing was written down this year" in page
    assert "Done this year by people of the backbone: 1. By others, or without a name: 0." in page


def test_today_leads_there(client_of: ClientOf, initiative: Initiative, people: People) -> None:
    assert PAGE in body(client_of(people.backbone).get("/i/harbor/today/"))
