"""Secret addresses and codes: used once, for one purpose, by whoever they are for, and dead once the role is gone. BARS R14."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache

from communications.actions.calendars import make_private_address
from communications.delivery.stopping import stop_address
from initiatives import clock
from initiatives.actions.invitations import invite
from initiatives.actions.people import make_person
from initiatives.actions.roles import end_role
from initiatives.actions.taking import ask_for_own_data, pack_own_data
from initiatives.actions.tokens import make_token
from initiatives.models import Initiative, Invitation, OwnDataPack, Pass, Person, RoleHolding
from initiatives.passes import make_pass
from initiatives.rules.roles import Role
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]
OPEN, SHUT = frozenset({200, 302}), frozenset({401, 404, 410, 429})
A_DAY = timedelta(days=1)
PASSWORD = "right horse battery"
NEW = {"password1": "another horse battery", "password2": "another horse battery"}
DOORS: dict[str, str] = {
    "invitation": "/join/{}/",
    "api_token": "/api/v1/i/harbor/partners/",
    "unsubscribe": "/stop/{}/",
    "feed": "/calendar/{}.ics",
    "room": "/q/{}/",
    "receipt": "/receipt/{}/",
    "subscribe": "/subscribe/{}/",
}


def knock(browser: Browser, door: str, secret: str) -> int:
    """Try a secret at a door; return the status."""
    cache.clear()  # what is slowed after many tries says nothing about the secret
    headers = {"Authorization": f"Bearer {secret}"} if door == "api_token" else {}
    return int(browser.get(DOORS[door].format(secret), headers=headers).status_code)


@pytest.fixture
def secrets(inside_initiative: Initiative, people: People) -> dict[str, str]:
    """Give a secret for each purpose, those that stand alone made as the product makes them."""
    person = people.partner
    calendar, stop = make_private_address(person=person), stop_address(f"person:{person.pk}")
    of_calendar = calendar.rpartition("/")[2].removesuffix(".ics")
    made = {
        "api_token": make_token(person=person, scope="read", days=30, by=person)[1],
        "feed": of_calendar,
        "unsubscribe": stop.split("/stop/")[1].strip("/"),
        "invitation": invited("new@example.org", people),
    }
    rest = [one for one in Pass.Purpose if one not in made]
    return made | {one: make_pass(one, lasts=A_DAY, person=person)[1] for one in rest}


def invited(email: str, people: People) -> str:
    """Invite somebody, and return the secret of the letter."""
    made = invite(email=email, role=Role.RESIDENT, by=people.backbone)
    door = Pass.objects.get(pk=made.record_pass_id)
    again, secret = make_pass(Pass.Purpose.INVITATION, lasts=A_DAY)
    Invitation.objects.filter(pk=made.pk).update(record_pass=again)
    door.delete()
    return secret


def test_each_secret_opens_its_own_door_and_no_other(secrets: dict[str, str], client_of: ClientOf) -> None:
    browser = client_of(None)
    opened = {
        (purpose, door)
        for purpose, secret in secrets.items()
        for door in DOORS
        if knock(browser, door, secret) not in SHUT
    }
    assert opened == {(one, one) for one in ("invitation", "api_token", "unsubscribe", "feed", "subscribe")}


def test_nothing_that_has_run_out_or_was_taken_back_opens(
    secrets: dict[str, str], client_of: ClientOf
) -> None:
    doors = ("invitation", "api_token", "feed")  # the letters can be stopped as long as there are any
    assert {knock(client_of(None), door, secrets[door]) for door in doors} <= OPEN
    with clock.at(clock.now() + 1826 * A_DAY):
        assert {knock(client_of(None), door, secrets[door]) for door in doors} <= SHUT
    Pass.objects.update(revoked_at=clock.now())
    assert {knock(client_of(None), door, secrets[door]) for door in doors} <= SHUT


def test_a_key_and_a_calendar_are_dead_with_the_role(
    secrets: dict[str, str], client_of: ClientOf, people: People
) -> None:
    assert {knock(client_of(None), door, secrets[door]) for door in ("api_token", "feed")} == {200}
    for holding in RoleHolding.objects.filter(person=people.partner):
        end_role(holding=holding, by=people.backbone)
    assert {knock(client_of(None), door, secrets[door]) for door in ("api_token", "feed")} <= SHUT
    assert client_of(people.partner).get("/i/harbor/today/").status_code == 404


def test_a_key_and_a_calendar_are_dead_with_the_account(
    secrets: dict[str, str], client_of: ClientOf, people: People
) -> None:
    Person.objects.filter(pk=people.partner.pk).update(is_active=False)
    assert {knock(client_of(None), door, secrets[door]) for door in ("api_token", "feed")} <= SHUT


def test_an_invitation_is_used_once_and_by_whom_it_is_for(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    secret = invited("new@example.org", people)
    address, meant = f"/join/{secret}/", make_person(email="new@example.org")
    client_of(people.outsider).post(address)
    assert not RoleHolding.objects.filter(person=people.outsider).exists()
    assert client_of(meant).post(address).status_code == 302
    assert client_of(meant).post(address).status_code == 410
    assert client_of(make_person(email="late@example.org")).post(address).status_code == 410
    assert RoleHolding.objects.filter(person=meant).count() == 1


def code_for(email: str, client_of: ClientOf) -> tuple[Browser, str]:
    """Ask for a code to sign in, and read it from the letter."""
    browser = client_of(None)
    browser.post("/account/code/", {"email": email})
    return browser, str(mail.outbox[-1].body).splitlines()[2].strip()


def is_in(browser: Browser) -> bool:
    return "_auth_user_id" in browser.session


def test_a_code_signs_one_person_in_once_and_only_where_it_was_asked_for(
    db: None, client_of: ClientOf
) -> None:
    mine, other = make_person(email="mine@example.org"), make_person(email="other@example.org")
    browser, code = code_for(mine.email, client_of)
    stranger, own = code_for(other.email, client_of)
    assert code != own
    stranger.post("/account/code/confirm/", {"code": code})
    assert not is_in(stranger), "a code is bound to the browser and to the account that it was sent to"
    browser.post("/account/code/confirm/", {"code": code})
    assert browser.session["_auth_user_id"] == str(mine.pk)
    browser.post("/signout/")
    browser.post("/account/code/confirm/", {"code": code})
    assert not is_in(browser)


def test_a_code_dies_in_ten_minutes_and_with_the_account(db: None, client_of: ClientOf) -> None:
    person = make_person(email="mine@example.org")
    browser, code = code_for(person.email, client_of)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    browser.post("/account/code/confirm/", {"code": code})
    assert not is_in(browser)


def reset_for(email: str, client_of: ClientOf) -> str:
    """Ask for a new password, and read the address from the letter."""
    client_of(None).post("/account/password/reset/", {"email": email})
    found = re.search(r"https?://[^/]+(/account/password/reset/\S+)", str(mail.outbox[-1].body))
    assert found is not None
    return found[1]


def set_anew(address: str, client_of: ClientOf) -> bool:
    """Follow the address of a letter and choose a password; say whether that was possible."""
    browser = client_of(None)
    page = browser.get(address, follow=True)
    last = page.redirect_chain[-1][0] if page.redirect_chain else address
    browser.post(last, NEW, follow=True)
    who = Person.objects.get(email="mine@example.org")
    return who.check_password(NEW["password1"])


def test_an_address_for_a_new_password_works_once_and_for_one_account(db: None, client_of: ClientOf) -> None:
    make_person(email="mine@example.org", password=PASSWORD)
    other = make_person(email="other@example.org", password=PASSWORD)
    address, second = reset_for("mine@example.org", client_of), reset_for("mine@example.org", client_of)
    theirs = reset_for("other@example.org", client_of)
    key = address.rstrip("/").rpartition("-")[2]
    swapped = re.sub(r"-[^/]*/$", f"-{key}/", theirs) if theirs.endswith("/") else theirs
    assert set_anew(address, client_of)
    mine = Person.objects.get(email="mine@example.org")
    mine.set_password(PASSWORD)
    mine.save()
    for used in (address, second, swapped):
        assert not set_anew(used, client_of)
    other.refresh_from_db()
    assert other.check_password(PASSWORD)


def test_own_data_is_fetched_by_its_owner_alone(
    inside_initiative: Initiative, people: People, client_of: ClientOf
) -> None:
    ask_for_own_data(person=people.resident)
    pack_own_data(pack_id=OwnDataPack.objects.get().pk)
    fetched = {
        name: client_of(people.named(name)).get("/account/data.zip").status_code
        for name in ("resident", "partner", "backbone")
    }
    assert fetched == {"resident": 200, "partner": 404, "backbone": 404}
    assert client_of(None).get("/account/data.zip").status_code == 302
