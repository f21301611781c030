"""Asking to join: everybody may, who asked is not public, a no has its reason, a yes an invitation."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail

from communications.actions.of_lower_floors import send_join_answer
from initiatives.actions.invitations import accept
from initiatives.actions.joining import Asking, ask_to_join, decline, welcome
from initiatives.actions.people import make_person
from initiatives.models import (
    Body,
    Event,
    Initiative,
    JoinRequest,
    LedgerPayload,
    Membership,
    RoleHolding,
    Seat,
    SeatTerm,
)
from initiatives.rules.refusals import RuleBroken
from tests.conftest import Browser
from tests.factories.partners import make_seat
from tests.personas import People

ClientOf = Callable[..., Browser]
JOIN, REQUESTS = "/i/harbor/people/join/", "/i/harbor/people/requests/"
NEW = {"kind": "resident", "name": "Sofia Marín", "email": "sofia@people.example", "words": "I can cook"}


def body(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


@pytest.fixture
def asked(inside_initiative: Initiative) -> JoinRequest:
    return ask_to_join(asking=Asking(**NEW), by=None)


@pytest.fixture
def free_seat(inside_initiative: Initiative) -> Seat:
    return make_seat(Body.objects.get(), "Community seat 2", seat_class="community")


def test_a_stranger_without_an_account_asks_to_join(
    client_of: ClientOf, inside_initiative: Initiative
) -> None:
    assert "There is always room for more" in body(client_of(None).get(JOIN))
    answer = client_of(None).post(JOIN, NEW)
    assert "Thank you. It is with us." in body(answer)
    assert JoinRequest.objects.get().words == "I can cook"


def test_asking_twice_is_asking_once_and_looks_the_same(
    client_of: ClientOf, inside_initiative: Initiative
) -> None:
    first, second = client_of(None).post(JOIN, NEW), client_of(None).post(JOIN, NEW)
    assert (first.status_code, second.status_code) == (200, 200)
    assert JoinRequest.objects.count() == 1


def test_the_public_reads_how_many_asked_and_not_who(
    client_of: ClientOf, asked: JoinRequest, people: People
) -> None:
    for reader in (None, people.resident, people.partner, people.funder, people.steward):
        page = body(client_of(reader).get(REQUESTS))
        assert "One request to join waits for an answer" in page
        assert "Sofia" not in page
    assert "Sofia Marín" in body(client_of(people.staff).get(REQUESTS))


def test_no_name_stands_in_an_event_or_the_ledger(asked: JoinRequest, people: People) -> None:
    decline(asked=asked, reason="The kitchen of Sofia is full", by=people.backbone)
    texts = [str(event.facts) for event in Event.objects.all()]
    texts += [str(payload.body) for payload in LedgerPayload.objects.all()]
    assert not [text for text in texts if "ofia" in text]


def test_a_yes_becomes_an_invitation_and_a_role(asked: JoinRequest, people: People) -> None:
    welcome(asked=asked, message="Come on Tuesday", by=people.backbone)
    welcome(asked=asked, message="Again", by=people.backbone)
    asked.refresh_from_db()
    assert asked.invitation is not None
    newcomer = make_person(email="sofia@people.example", name="Sofia Marín")
    accept(invitation=asked.invitation, person=newcomer)
    assert RoleHolding.objects.get(person=newcomer).role == "resident"


def test_a_new_organisation_gets_its_page_once_it_is_welcome(
    inside_initiative: Initiative, people: People
) -> None:
    asking = Asking("organization", "Ana", "ana@bakery.example", organization="Quay Bakery")
    made = welcome(asked=ask_to_join(asking=asking, by=None), message="", by=people.backbone)
    assert Membership.objects.get(organization__name="Quay Bakery") == made.invitation.membership  # type: ignore[union-attr]


def test_whoever_is_named_for_a_seat_holds_it_after_accepting(
    client_of: ClientOf, free_seat: Seat, people: People
) -> None:
    page = client_of(people.resident).post(
        f"{JOIN}seat/", {"seat": free_seat.pk, "name": "Sofia", "email": "sofia@people.example", "words": ""}
    )
    assert "Thank you" in body(page)
    made = welcome(asked=JoinRequest.objects.get(), message="", by=people.backbone)
    newcomer = make_person(email="sofia@people.example", name="Sofia")
    accept(invitation=made.invitation, person=newcomer)  # type: ignore[arg-type]
    assert SeatTerm.objects.get(seat=free_seat).person == newcomer


def test_a_seat_that_is_held_cannot_be_named_for(client_of: ClientOf, inside_initiative: Initiative) -> None:
    held = Seat.objects.get(name="Community seat")
    answer = client_of(None).post(f"{JOIN}seat/", {"seat": held.pk, "name": "S", "email": "s@people.example"})
    assert not JoinRequest.objects.exists()
    assert "Every seat is held just now" in body(answer)


def test_a_no_needs_a_reason_and_the_reason_goes_out_by_mail(asked: JoinRequest, people: People) -> None:
    with pytest.raises(RuleBroken, match="Say why"):
        decline(asked=asked, reason=" ", by=people.backbone)
    decline(asked=asked, reason="The council chooses in May. Come to its open evening.", by=people.backbone)
    assert send_join_answer(asked_id=asked.pk)
    [letter] = mail.outbox
    assert letter.to == ["sofia@people.example"]
    assert "The council chooses in May" in letter.body


def test_what_is_answered_is_not_answered_otherwise(asked: JoinRequest, people: People) -> None:
    decline(asked=asked, reason="Not now", by=people.backbone)
    with pytest.raises(RuleBroken, match="has its answer already"):
        welcome(asked=asked, message="", by=people.backbone)


def test_an_organisation_has_to_say_its_name(client_of: ClientOf, inside_initiative: Initiative) -> None:
    answer = client_of(None).post(JOIN, NEW | {"kind": "organization"})
    assert answer.status_code == 422
    assert "Name the organisation that you ask for" in body(answer)


def test_nobody_speaks_for_a_partner_that_is_there_because_they_typed_its_name(
    inside_initiative: Initiative, people: People
) -> None:
    there = Membership.objects.get().organization.name
    asking = Asking("organization", "Ana", "ana@bakery.example", organization=there.upper())
    with pytest.raises(RuleBroken, match="is a partner already"):
        welcome(asked=ask_to_join(asking=asking, by=None), message="", by=people.backbone)
