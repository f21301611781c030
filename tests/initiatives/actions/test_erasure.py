"""Erasing somebody leaves no byte of their name, and the chain of the ledger still verifies. BARS R10."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from initiatives.actions.erasure import erase_again, erase_payload, erase_person
from initiatives.actions.restrictions import answer_review, ask_for_review
from initiatives.erased import Gone, came_back, note_down, noted
from initiatives.ledger import check_ledger, download_lines
from initiatives.models import Initiative, LedgerPayload, Pass, Person
from initiatives.passes import find_pass, make_pass
from initiatives.record import record
from initiatives.rules.events import EventKind, catalogue
from initiatives.rules.roles import Role
from initiatives.tenancy import inside
from tests.conftest import FreshDatabase
from tests.factories.people import give_role
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import OTHER, OWN, People, the_people

catalogue.declare(EventKind("tests.kept", "{who} put {words} down for {what}", in_ledger=True))
NAME, EMAIL = "Xiomara Quetzalcoatl", "xq-7731@quetzal.example"


def everything() -> str:
    """Return all rows of all tables that the open scope shows, as a dump would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_no_byte_of_a_name_stays_and_both_chains_hold(fresh_database: FreshDatabase) -> None:
    own, other = (Initiative.objects.get(slug=slug) for slug in (OWN, OTHER))
    with transaction.atomic():
        people = the_people()
        person = Person.objects.create_user(EMAIL, "a long password of hers", name=NAME)
        for initiative in (own, other):
            with inside(initiative.pk):
                give_role(person, Role.RESIDENT, initiative)
                held = make_restriction(make_record(by=people.backbone), by=people.backbone)
                asked = ask_for_review(restriction=held, words=f"I, {NAME}, think so", by=person)
                answer_review(review=asked, answer="No.", by=people.backbone)
                make_pass(Pass.Purpose.API_TOKEN, lasts=held.expires_at - held.starts_at, person=person)
    with transaction.atomic():
        erase_person(person=Person.objects.get(pk=person.pk), why="asked for it", by=None)
    for initiative in (own, other):
        with transaction.atomic(), inside(initiative.pk):
            left = everything().casefold()
            assert "xiomara" not in left
            assert "quetzal" not in left
            assert check_ledger() == []


def test_an_erased_payload_is_gone_from_the_download_and_the_chain_holds(
    inside_initiative: Initiative, people: People
) -> None:
    record("tests.kept", by=people.resident, facts={"words": "my own words"})
    payload = LedgerPayload.objects.latest("pk")
    erase_payload(payload=payload, why="asked for it")
    assert check_ledger() == []
    last = [json.loads(line) for line in download_lines()][-1]
    assert last["payload"] is None


def test_who_is_erased_is_shown_as_someone_who_left_and_cannot_come_in(
    inside_initiative: Initiative, people: People
) -> None:
    _, secret = make_pass(Pass.Purpose.API_TOKEN, lasts=timedelta(days=3), person=people.resident)
    erase_person(person=people.resident, why="asked for it", by=people.backbone)
    found = Person.objects.get(pk=people.resident.pk)
    assert (found.shown_name, found.is_active, found.has_usable_password()) == (
        "someone who left",
        False,
        False,
    )
    assert find_pass(secret, Pass.Purpose.API_TOKEN) is None


def count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def bring_back(fresh_database: FreshDatabase, person: Person) -> None:
    """Put a login back as a backup from before would."""
    fresh_database.as_owner(
        f"UPDATE initiatives_person SET name = '{NAME}', email = '{EMAIL}', erased_at = NULL, is_active = true "
        f"WHERE id = {person.pk}"
    )


def test_whom_a_backup_brings_back_is_erased_again_and_only_them(
    fresh_database: FreshDatabase, settings: Any, tmp_path: Path
) -> None:
    settings.ERASED_FILE = tmp_path / "erased.jsonl"
    person = Person.objects.create_user(EMAIL, "a long password of hers", name=NAME)
    erase_person(person=person, why="asked for it", by=None)
    assert "Xiomara" not in settings.ERASED_FILE.read_text()
    bring_back(fresh_database, person)
    others = Person.objects.filter(erased_at=None).exclude(pk=person.pk).count()
    assert [erase_again(), erase_again()] == [1, 0]
    person.refresh_from_db()
    assert (person.name, person.is_active) == ("", False)
    assert Person.objects.filter(erased_at=None).count() == others


def test_a_new_login_that_got_the_number_of_an_erased_one_stays(
    fresh_database: FreshDatabase, settings: Any, tmp_path: Path
) -> None:
    settings.ERASED_FILE = tmp_path / "erased.jsonl"
    person = Person.objects.create_user(EMAIL, name=NAME)
    note_down(settings.ERASED_FILE, Gone(person.pk, person.created_at - timedelta(seconds=1)), "asked for it")
    assert erase_again() == 0


def test_whom_the_database_alone_knows_as_erased_is_noted_down(
    fresh_database: FreshDatabase, settings: Any, tmp_path: Path
) -> None:
    settings.ERASED_FILE = tmp_path / "erased.jsonl"
    person = Person.objects.create_user(EMAIL, name=NAME)
    erase_person(person=person, why="asked for it", by=None)
    settings.ERASED_FILE.write_text("")
    erase_again()
    assert [gone.number for gone in noted(settings.ERASED_FILE)] == [person.pk]


def test_an_erasure_that_was_taken_back_is_not_noted(inside_initiative: Initiative, people: People) -> None:
    before = noted(django_settings.ERASED_FILE)
    erase_person(person=people.resident, why="asked for it", by=people.backbone)
    assert noted(django_settings.ERASED_FILE) == before


def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    file, gone = tmp_path / "erased.jsonl", Gone(7, datetime(2026, 1, 2, 3, 4, 5, 678901, UTC))
    note_down(file, gone, "asked for it")
    with file.open("a") as written:
        written.write('{"number": 8, "made')
    assert noted(file) == {gone: "asked for it"}
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_question_at_the_start_counts_whom_a_backup_brought_back(fresh_database: FreshDatabase) -> None:
    person = Person.objects.create_user(EMAIL, name=NAME)
    gone = Gone(person.pk, person.created_at)
    later = Gone(person.pk, person.created_at + timedelta(microseconds=1))
    assert [count(came_back(some)) for some in ([gone], [later, gone], [later])] == [1, 1, 0]


def test_somebody_is_erased_by_command(fresh_database: FreshDatabase) -> None:
    person = Person.objects.create_user(EMAIL, name=NAME)
    call_command("erase_person", EMAIL.upper(), why="asked for it", stdout=StringIO())
    person.refresh_from_db()
    assert person.erased_at is not None
    with pytest.raises(CommandError, match="Nobody signs in by this address"):
        call_command("erase_person", EMAIL, why="asked for it")
