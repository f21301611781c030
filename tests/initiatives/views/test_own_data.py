"""Taking one's own data, and the list of where one is signed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from allauth.usersessions.models import UserSession
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext

from communications.models import Subscriber
from initiatives import clock
from initiatives.actions.conflicts import Side, add_note, raise_case
from initiatives.actions.erasure import erase_person
from initiatives.actions.joining import Asking, ask_to_join, decline
from initiatives.actions.taking import (
    LASTS,
    LOST_AFTER,
    TRIES,
    UNNAMED_AFTER,
    ask_for_own_data,
    look_after_packs,
    pack_own_data,
)
from initiatives.models import Initiative, OwnDataPack
from initiatives.own_words import ERASED_WORDS
from tests.conftest import Browser
from tests.personas import People

ClientOf = Callable[..., Browser]


def taken(browser: Browser) -> dict[str, str]:
    assert browser.post("/account/data/").status_code == 302
    assert "is being packed" in browser.get("/account/data/").content.decode()
    assert browser.get("/account/data.zip").status_code == 404
    for _twice in range(2):
        pack_own_data(pack_id=OwnDataPack.objects.latest("asked_at").pk)
    assert "Fetch my data" in browser.get("/account/data/").content.decode()
    answer = browser.get("/account/data.zip")
    assert answer["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_own_rows_are_in_it_and_those_of_others_are_not(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    sides = [Side(people.partner, 1), Side(people.resident, 2)]
    case = raise_case(issue="What the partner said", sides=sides, by=people.partner)
    add_note(case=case, words="What the resident noted", by=people.resident)
    mine = taken(client_of(people.resident))
    assert set(mine) == {"read-me.txt", "me.json", "harbor.json"}
    assert "What the resident noted" in mine["harbor.json"]
    assert "What the partner said" not in mine["harbor.json"]
    assert json.loads(mine["me.json"])["email"] == people.resident.email


def test_what_somebody_only_handled_is_counted_and_not_copied(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    asking = Asking("resident", "Sofia Secret", "sofia@people.example")
    decline(asked=ask_to_join(asking=asking, by=None), reason="Not now", by=people.backbone)
    mine = taken(client_of(people.backbone))["harbor.json"]
    assert "Sofia" not in mine
    assert json.loads(mine)["handled"]["initiatives.JoinRequest.answered_by"] == 1


def test_nothing_of_an_initiative_where_one_is_nobody(client_of: ClientOf, people: People) -> None:
    assert "harbor.json" not in taken(client_of(people.outsider))


def test_who_is_signed_out_gets_nothing(client_of: ClientOf, initiative: Initiative) -> None:
    answer = client_of(None).get("/account/data.zip")
    assert answer.status_code == 302
    assert "/signin/" in answer["Location"]


def test_signing_in_is_listed_and_can_be_ended_elsewhere(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    here, there = client_of(people.resident), client_of(people.resident)
    for browser in (here, there):
        UserSession.objects.get_or_create(
            session_key=browser.session.session_key,
            defaults={"user": people.resident, "ip": "127.0.0.1", "user_agent": "A phone"},
        )
    assert "Signed in on 2 devices" in here.get("/account/sessions/").content.decode()
    here.post("/account/sessions/")
    assert there.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_an_erased_person_is_signed_out_everywhere_and_no_address_stays(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    browser = client_of(people.resident)
    UserSession.objects.get_or_create(
        session_key=browser.session.session_key,
        defaults={"user": people.resident, "ip": "192.0.2.7", "user_agent": "A phone"},
    )
    erase_person(person=people.resident, why="Asked for", by=None)
    assert not UserSession.objects.exists()
    assert browser.get("/account/").status_code == 302


def test_what_somebody_without_a_place_left_is_in_it_and_goes_when_they_are_erased(
    client_of: ClientOf, inside_initiative: Initiative, people: People
) -> None:
    asking = Asking("resident", "Out Sider", people.outsider.email.upper(), words="I live near the harbor")
    asked = ask_to_join(asking=asking, by=None)
    named = ask_to_join(
        asking=Asking("resident", "A friend", "friend@people.example", words="Ask my friend"),
        by=people.outsider,
    )
    subscriber = Subscriber.objects.create(email=people.outsider.email, language="en")
    mine = taken(client_of(people.outsider))
    assert "I live near the harbor" in mine["harbor.json"]
    assert "communications.Subscriber.email" in mine["harbor.json"]
    erase_person(person=people.outsider, why="Asked for", by=None)
    asked.refresh_from_db()
    named.refresh_from_db()
    assert (asked.name, asked.words, named.words) == ("", ERASED_WORDS, ERASED_WORDS)
    assert not Subscriber.objects.filter(pk=subscriber.pk).exists()


@pytest.mark.parametrize("how", ["its week is over", "they are erased", "it is packed anew"])
def test_what_was_packed_goes_with_its_bytes(
    client_of: ClientOf,
    initiative: Initiative,
    people: People,
    how: str,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    browser = client_of(people.resident)
    taken(browser)
    path = OwnDataPack.objects.get().path
    with django_capture_on_commit_callbacks(execute=True), clock.at(clock.now() + LASTS):
        if how == "they are erased":
            erase_person(person=people.resident, why="Asked for", by=None)
        elif how == "it is packed anew":
            ask_for_own_data(person=people.resident)
        else:
            assert browser.get("/account/data.zip").status_code == 404
            look_after_packs()
    assert not default_storage.exists(path)
    assert not OwnDataPack.objects.filter(packed_at__isnull=False).exists()


def test_a_file_that_no_row_names_is_let_go_of_once_no_job_can_be_writing_it(
    client_of: ClientOf, initiative: Initiative, people: People
) -> None:
    taken(client_of(people.resident))
    named = OwnDataPack.objects.get().path
    left = default_storage.save("own-data/left-behind.zip", ContentFile(b"somebody's"))
    look_after_packs()
    assert default_storage.exists(left), "its row may not be written yet"
    with clock.at(clock.now() + UNNAMED_AFTER):
        look_after_packs()
    assert not default_storage.exists(left)
    assert default_storage.exists(named)


@pytest.mark.parametrize(("how", "locks"), [("the beat", 2), ("asking again", 1), ("erasing", 1)])
def test_only_an_erasure_waits_for_who_is_packing(
    initiative: Initiative, people: People, how: str, locks: int
) -> None:
    """The file of a job under way is known when it is done: so an erasure waits for it, and nobody else does."""
    ask_for_own_data(person=people.resident)
    with clock.at(clock.now() + LOST_AFTER), CaptureQueriesContext(connection) as asked:
        if how == "the beat":
            look_after_packs()
        elif how == "asking again":
            ask_for_own_data(person=people.resident)
        else:
            erase_person(person=people.resident, why="Asked for", by=None)
    held = [row["sql"] for row in asked.captured_queries if "FOR UPDATE" in row["sql"]]
    held = [sql for sql in held if "owndatapack" in sql]
    assert len(held) == locks
    assert all(("SKIP LOCKED" in sql) is (how != "erasing") for sql in held)


def test_what_cannot_be_packed_is_given_up_with_a_word_and_can_be_asked_for_anew(
    client_of: ClientOf, initiative: Initiative, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = client_of(people.resident)
    browser.post("/account/data/")
    pack = OwnDataPack.objects.get()

    def fails(_person: object) -> bytes:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("initiatives.actions.taking.own_data", fails)
        for _each in range(TRIES):
            assert "is being packed" in browser.get("/account/data/").content.decode()
            with pytest.raises(OSError, match="disk is full"):
                pack_own_data(pack_id=pack.pk)
        pack_own_data(pack_id=pack.pk)
    page = browser.get("/account/data/")
    assert "could not be packed" in page.content.decode()
    assert "Refresh" not in page.headers
    asked_at = OwnDataPack.objects.get().asked_at
    with clock.at(clock.now() + LOST_AFTER):
        look_after_packs()
    assert OwnDataPack.objects.get().asked_at == asked_at, "it is not sent again"
    assert "me.json" in taken(browser)
