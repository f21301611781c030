"""Erasing somebody leaves no byte of their name, and the chain of the ledger still verifies. BARS R10."""

from __future__ import annotations

import json
from datetime import timedelta

from django.db import connection, transaction

from initiatives.actions.erasure import erase_payload, erase_person
from initiatives.actions.restrictions import answer_review, ask_for_review
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
