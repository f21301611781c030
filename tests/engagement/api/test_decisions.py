"""Decisions through the second door: read by anybody, voted by whoever is on the list, refused in the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from engagement.actions.closing import close_vote
from engagement.models import Decision, SecretBallot, Vote
from engagement.rules.methods import Consent
from engagement.rules.recount import recount
from initiatives import clock
from initiatives.models import Event, Person
from tests.conftest import Browser
from tests.factories.decisions import (
    Council,
    after_the_end,
    make_engagement,
    make_open,
    motion,
    say,
)
from tests.personas import OWN, People

pytestmark = pytest.mark.usefixtures("inside_initiative")
ClientOf = Callable[[Person | None], Browser]


def address(decision: Decision, more: str = "") -> str:
    return f"/api/v1/i/{OWN}/decisions/{decision.record.number}/{more}"


def send(browser: Browser, decision: Decision, **said: Any) -> Any:
    return browser.post(address(decision, "ballot/"), said, content_type="application/json")


def test_anybody_reads_a_decision_with_all_that_a_recount_needs(
    client_of: ClientOf, council: Council
) -> None:
    decision = make_open(council)
    say(decision, council[0])
    with clock.at(after_the_end(decision)):
        close_vote(decision=decision)
    told = client_of(None).get(address(decision)).json()
    assert told["state"] == "in_force"
    assert told["lines"] == [{"words": "Agreed: 1 of 1, 1 needed", "is_met": True}]
    assert recount(told["result"]).holds
    assert [
        row["record"]["number"]
        for row in client_of(None).get(f"/api/v1/i/{OWN}/decisions/").json()["results"]
    ] == [decision.record.number]


def test_seat_votes_and_is_refused_in_the_words_of_the_page(
    client_of: ClientOf, council: Council, people: People
) -> None:
    decision = make_open(council, motion(rule=Consent()))
    browser = client_of(council[0])
    assert send(browser, decision, stance="no_concern").status_code == 201
    refused = send(browser, decision, stance="objection", reason="Noise")
    assert (refused.status_code, refused.json()["field"]) == (409, "reason")
    assert send(client_of(people.partner), decision, stance="no_concern").status_code == 409
    assert send(client_of(None), decision, stance="no_concern").status_code in (401, 403, 404)
    assert Vote.objects.count() == 1


def test_secret_ballot_gives_a_receipt(client_of: ClientOf, council: Council) -> None:
    decision = make_open(council, motion(electorate_of="people"))
    told = send(client_of(council[0]), decision, stance="no").json()
    assert len(told["receipt"]) == 11
    assert SecretBallot.objects.count() == 1


def test_attempt_of_an_adviser_is_on_record(client_of: ClientOf, council: Council, people: People) -> None:
    engagement = make_engagement(council, by=council[0])
    decision = make_open(council, engagement=engagement)
    assert send(client_of(people.staff), decision, stance="yes").status_code == 409
    assert Event.objects.filter(kind="engagement.attempt_refused", actor=people.staff).count() == 1
