"""Signing in: the demonstration, codes by e-mail, nothing given away."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from initiatives.accounts import PlatformPasskeys
from initiatives.actions.people import make_person
from initiatives.models import Initiative, Person
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]


@pytest.fixture
def demo_person(db: None) -> Person:
    return make_person(email="backbone@example.org", name="Rosa")


def test_a_plain_post_signs_a_demonstration_person_in(client_of: ClientOf, demo_person: Person) -> None:
    browser = client_of(None, enforce_csrf_checks=True)
    answer = browser.post("/demo/signin/", {"person": "backbone", "next": "/help/"})
    assert (answer.status_code, answer["Location"]) == (302, "/help/")
    assert browser.session["_auth_user_id"] == str(demo_person.pk)


def test_the_demonstration_never_goes_on_to_another_site(client_of: ClientOf, demo_person: Person) -> None:
    answer = client_of(None).post("/demo/signin/", {"person": "backbone", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_another_site_cannot_sign_somebody_in(client_of: ClientOf, demo_person: Person) -> None:
    answer = client_of(None).post("/demo/signin/", {"person": "backbone"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403


@pytest.mark.parametrize("address", ["/demo/signin/", "/dev/mail/"])
def test_without_the_demonstration_its_pages_are_not_there(
    client_of: ClientOf, demo_person: Person, address: str
) -> None:
    with override_settings(DEMO=False):
        browser = client_of(None)
        answer = (
            browser.post(address, {"person": "backbone"}) if "signin" in address else browser.get(address)
        )
    assert answer.status_code == 404


def test_the_demonstration_is_only_for_loopback_hosts(client_of: ClientOf, demo_person: Person) -> None:
    with override_settings(ALLOWED_HOSTS=["harbor.example"]):
        answer = client_of(None).post("/demo/signin/", {"person": "backbone"}, HTTP_HOST="harbor.example")
    assert answer.status_code == 404


def test_the_sign_in_page_offers_the_five_people_and_no_more_without_the_demonstration(
    client_of: ClientOf,
) -> None:
    page = client_of(None).get("/signin/").content.decode()
    assert all(f'value="{who}"' in page for who in ("backbone", "partner", "resident", "funder", "outsider"))
    with override_settings(DEMO=False):
        assert 'name="person"' not in client_of(None).get("/signin/").content.decode()


def _without_secrets(answer: HttpResponse, email: str) -> str:
    page = answer.content.decode().replace(email, "EMAIL")
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "idempotency" not in line)


def _ask_for_a_code(browser: Browser, email: str) -> str:
    answer = browser.post("/account/code/", {"email": email}, follow=True)
    return f"{answer.redirect_chain} {_without_secrets(answer, email)}"


def test_asking_for_a_code_answers_the_same_for_known_and_unknown_addresses(
    client_of: ClientOf, demo_person: Person
) -> None:
    known = _ask_for_a_code(client_of(None), "backbone@example.org")
    unknown = _ask_for_a_code(client_of(None), "nobody@example.org")
    assert known == unknown
    assert len(mail.outbox) == 2


def test_a_code_from_the_mail_signs_in(client_of: ClientOf, demo_person: Person) -> None:
    browser = client_of(None)
    browser.post("/account/code/", {"email": "backbone@example.org"})
    code = mail.outbox[0].body.splitlines()[2].strip()
    answer = browser.post("/account/code/confirm/", {"code": code})
    assert answer.status_code == 302
    assert browser.session["_auth_user_id"] == str(demo_person.pk)


def test_a_code_dies_after_three_wrong_tries(client_of: ClientOf, demo_person: Person) -> None:
    browser = client_of(None)
    browser.post("/account/code/", {"email": "backbone@example.org"})
    code = mail.outbox[0].body.splitlines()[2].strip()
    for _ in range(3):
        browser.post("/account/code/confirm/", {"code": "WRONG1"})
    browser.post("/account/code/confirm/", {"code": code})
    assert "_auth_user_id" not in browser.session


def test_a_wrong_password_answers_the_same_for_known_and_unknown_addresses(
    client_of: ClientOf, db: None
) -> None:
    make_person(email="known@example.org", password="right horse battery")
    pages = [
        _without_secrets(client_of(None).post("/signin/", {"login": email, "password": "wrong"}), email)
        for email in ("known@example.org", "unknown@example.org")
    ]
    assert pages[0] == pages[1]


def test_many_wrong_passwords_for_one_account_are_slowed_and_others_still_come_in(
    client_of: ClientOf, db: None
) -> None:
    make_person(email="known@example.org", password="right horse battery")
    neighbor = make_person(email="neighbor@example.org", password="right horse battery")
    for _ in range(6):
        client_of(None).post("/signin/", {"login": "known@example.org", "password": "wrong"})
    blocked = client_of(None)
    blocked.post("/signin/", {"login": "known@example.org", "password": "right horse battery"})
    assert "_auth_user_id" not in blocked.session
    free = client_of(None)
    free.post("/signin/", {"login": "neighbor@example.org", "password": "right horse battery"})
    assert free.session["_auth_user_id"] == str(neighbor.pk)


def test_making_an_account_answers_the_same_for_a_taken_address(
    client_of: ClientOf, demo_person: Person
) -> None:
    fields = {"password1": "right horse battery"}
    answers = [
        client_of(None).post("/signup/", {"email": email, **fields})
        for email in ("backbone@example.org", "fresh@example.org")
    ]
    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0]["Location"] == answers[1]["Location"]


def test_a_taken_address_costs_the_time_of_a_fresh_one_and_leaves_nothing(
    client_of: ClientOf, demo_person: Person
) -> None:
    people, said = Person.objects.count(), []
    for email in ("backbone@example.org", "fresh@example.org"):
        with CaptureQueriesContext(connection) as asked:
            client_of(None).post("/signup/", {"email": email, "password1": "right horse battery"})
        said.append(sum("INSERT INTO" in one["sql"] and "argon2" in one["sql"] for one in asked))
    assert said == [1, 1], "the password is hashed in both cases"
    assert Person.objects.count() == people + 1


def test_an_account_needs_no_password_and_says_so_in_own_words(client_of: ClientOf, db: None) -> None:
    browser = client_of(None)
    page = browser.get("/signup/").content.decode()
    assert "You need none: you can always sign in with a code by e-mail." in page
    assert "Your password" not in page, "the hints of the library stand nowhere"
    assert not re.search(r'<input[^>]*name="password1"[^>]* required', page)
    assert browser.post("/signup/", {"email": "fresh@example.org"}).status_code == 302
    assert not Person.objects.get(email="fresh@example.org").has_usable_password()
    weak = browser.post("/signup/", {"email": "other@example.org", "password1": "short"})
    assert "12 characters" in weak.content.decode()
    assert not Person.objects.filter(email="other@example.org").exists()


def test_signing_out_needs_a_post(client_of: ClientOf, demo_person: Person) -> None:
    browser = client_of(demo_person)
    browser.get("/signout/")
    assert "_auth_user_id" in browser.session
    browser.post("/signout/")
    assert "_auth_user_id" not in browser.session


def test_a_new_passkey_has_a_name_in_plain_words(db: None, demo_person: Person) -> None:
    propose = PlatformPasskeys().generate_authenticator_name
    assert propose(demo_person, Authenticator.Type.WEBAUTHN) == "My passkey"
    Authenticator.objects.create(user=demo_person, type=Authenticator.Type.WEBAUTHN, data={})
    assert propose(demo_person, Authenticator.Type.WEBAUTHN) == "Passkey 2"


# --- Back to where one wanted to go ------------------------------------------------------------------------------------
LED = "/i/harbor/results/mine/?due=1"


@pytest.fixture
def signed_out(client_of: ClientOf, initiative: Initiative) -> Browser:
    """Somebody who followed a link of a letter and is asked to sign in."""
    browser = client_of(None)
    answer = browser.get(LED)
    assert (answer.status_code, answer["Location"]) == (302, f"/signin/?next={quote(LED)}")
    assert f'name="next" value="{LED}"' in browser.get(answer["Location"]).content.decode()
    return browser


def test_a_code_leads_back_to_the_page_of_the_letter(signed_out: Browser, demo_person: Person) -> None:
    signed_out.post("/account/code/", {"email": demo_person.email, "next": LED})
    code = mail.outbox[0].body.splitlines()[2].strip()
    answer = signed_out.post("/account/code/confirm/", {"code": code, "next": LED})
    assert (answer.status_code, answer["Location"]) == (302, LED)


def test_the_page_that_asks_for_the_code_keeps_where_one_wanted_to_go(
    signed_out: Browser, demo_person: Person
) -> None:
    page = signed_out.post("/account/code/", {"email": demo_person.email, "next": LED}, follow=True)
    assert page.content.decode().count(f'name="next" value="{LED}"') >= 1


def test_the_demonstration_leads_back_to_the_page_of_the_letter(
    signed_out: Browser, demo_person: Person
) -> None:
    answer = signed_out.post("/demo/signin/", {"person": "backbone", "next": LED})
    assert answer["Location"] == LED


def test_a_code_never_leads_to_another_site(client_of: ClientOf, demo_person: Person) -> None:
    browser, evil = client_of(None), "https://evil.example/"
    browser.post("/account/code/", {"email": demo_person.email, "next": evil})
    code = mail.outbox[0].body.splitlines()[2].strip()
    answer = browser.post("/account/code/confirm/", {"code": code, "next": evil})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("header", [{"HTTP_SEC_FETCH_MODE": "cors"}, {"HTTP_HX_REQUEST": "true"}])
def test_a_script_of_a_page_is_not_led_to_the_sign_in_page(
    client_of: ClientOf, initiative: Initiative, header: dict[str, str]
) -> None:
    assert client_of(None).get("/i/harbor/today/", **header).status_code == 404


def test_who_is_signed_in_and_a_stranger_is_not_asked_again(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    assert client_of(people.outsider).get("/i/harbor/today/").status_code == 404
    assert client_of(people.backbone).get("/i/harbor/today/?as=public").status_code == 404


@pytest.mark.parametrize("address", ["/i/nowhere/today/", "/i/harbor/todays/"])
def test_an_address_that_is_none_asks_nobody_to_sign_in(
    client_of: ClientOf, initiative: Initiative, address: str
) -> None:
    assert client_of(None).get(address).status_code == 404
