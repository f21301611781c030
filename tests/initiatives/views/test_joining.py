"""The page of an invitation: opening it uses nothing up; it is bound to one e-mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core import mail

from initiatives import clock
from initiatives.actions.invitations import invite, withdraw
from initiatives.models import Event, Initiative, Invitation, JobRun, Participation, Person, RoleHolding
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.conftest import Browser
from tests.factories.letters import post_invitation
from tests.personas import People

ClientOf = Callable[..., Browser]


def _sent(email: str, initiative: Initiative, by: Person) -> tuple[Invitation, str]:
    with inside(initiative.pk):
        made = invite(email=email, role=Role.RESIDENT, by=by)
        post_invitation(JobRun.objects.get(key=f"invitation-{made.record_pass_id}"))
    return made, "/join/" + str(mail.outbox[-1].body).split("/join/")[1].split("/")[0] + "/"


@pytest.fixture
def invited(initiative: Initiative, people: People) -> tuple[Invitation, str]:
    return _sent("new@example.org", initiative, people.backbone)


def test_opening_the_page_uses_nothing_up(client_of: ClientOf, invited: tuple[Invitation, str]) -> None:
    for _ in range(3):
        page = client_of(None).get(invited[1])
        assert "asks you to take part in Harbor Learns" in page.content.decode()
    invited[0].record_pass.refresh_from_db()
    assert invited[0].record_pass.used_at is None


def test_a_newcomer_gets_an_account_and_is_signed_in(
    client_of: ClientOf, invited: tuple[Invitation, str], initiative: Initiative
) -> None:
    browser = client_of(None)
    answer = browser.post(invited[1], {"name": "Newt"})
    person = Person.objects.get(email="new@example.org")
    assert answer["Location"] == "/i/harbor/today/"
    assert browser.session["_auth_user_id"] == str(person.pk)
    with inside(initiative.pk):
        assert RoleHolding.objects.filter(person=person, role=Role.RESIDENT).exists()
    assert client_of(None).get(invited[1]).status_code == 410


def test_a_newcomer_must_say_a_name_and_may_not_take_a_weak_password(
    client_of: ClientOf, invited: tuple[Invitation, str]
) -> None:
    answer = client_of(None).post(invited[1], {"name": "", "password": "short"})
    assert answer.status_code == 422
    assert not Person.objects.filter(email="new@example.org").exists()


def test_somebody_else_who_is_signed_in_is_refused_in_words(
    client_of: ClientOf, invited: tuple[Invitation, str], people: People, initiative: Initiative
) -> None:
    browser = client_of(people.outsider)
    assert "This invitation is for new@example.org" in browser.get(invited[1]).content.decode()
    assert browser.post(invited[1]).status_code == 403
    assert not Participation.objects.filter(person=people.outsider, initiative=initiative).exists()


def test_an_address_alone_does_not_open_an_existing_account(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    _made, url = _sent(people.outsider.email, initiative, people.backbone)
    browser = client_of(None)
    assert "Sign in to accept" in browser.get(url).content.decode()
    answer = browser.post(url, {"name": "Thief", "password": "a new long password"})
    assert answer["Location"].startswith("/signin/?next=")
    assert "_auth_user_id" not in browser.session
    accepted = client_of(people.outsider).post(url)
    assert accepted["Location"] == "/i/harbor/today/"


def test_a_withdrawn_and_an_unknown_address_answer_alike(
    client_of: ClientOf, invited: tuple[Invitation, str], initiative: Initiative, people: People
) -> None:
    with inside(initiative.pk):
        withdraw(invitation=invited[0], by=people.backbone)
    withdrawn, unknown = client_of(None).get(invited[1]), client_of(None).get("/join/unknown/")
    assert withdrawn.status_code == unknown.status_code == 410
    assert "no longer works" in withdrawn.content.decode()


def test_too_late_offers_to_ask_for_a_new_one(
    client_of: ClientOf, invited: tuple[Invitation, str], initiative: Initiative
) -> None:
    with clock.at(clock.now() + timedelta(days=20)):
        assert client_of(None).get(invited[1]).status_code == 410
        known = client_of(None).post(invited[1] + "again/").content.decode()
        unknown = client_of(None).post("/join/unknown/again/").content.decode()
    assert (
        known.replace(invited[1], "/join/unknown/").replace(
            quote(invited[1], safe=""), quote("/join/unknown/", safe="")
        )
        == unknown
    )
    with inside(initiative.pk):
        assert Event.objects.filter(kind="invitation.asked_again").count() == 1


def test_an_invitation_of_one_initiative_gives_nothing_in_another(
    client_of: ClientOf, invited: tuple[Invitation, str], other_initiative: Initiative
) -> None:
    client_of(None).post(invited[1], {"name": "Newt"})
    person = Person.objects.get(email="new@example.org")
    assert not Participation.objects.filter(person=person, initiative=other_initiative).exists()
    with inside(other_initiative.pk):
        assert not RoleHolding.objects.filter(person=person).exists()
