"""Whoever changes, removes, inserts, reorders, cuts off or makes anew is found; an honest ledger passes. BARS R10."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from initiatives.actions.ledger import VERIFY, verify_at_night, verify_ledger
from initiatives.actions.restrictions import lift_restriction
from initiatives.identity import change_record
from initiatives.jobs import enqueue
from initiatives.ledger import check_ledger, download_lines
from initiatives.models import Due, Event, Initiative, LedgerEntry, Record
from initiatives.record import ledger_head
from initiatives.rules.ledger import GENESIS, Head, Link, link_hash
from initiatives.tenancy import inside
from tests.conftest import Browser, FreshDatabase
from tests.factories.records import make_record
from tests.factories.restrictions import make_restriction
from tests.personas import OWN, People, the_people

ROOT = Path(__file__).resolve().parents[2]
Lines = list[dict[str, object]]


def write_some(people: People, count: int = 4) -> None:
    for number in range(count):
        held = make_restriction(make_record(f"Record {number}", by=people.backbone), by=people.staff)
        lift_restriction(restriction=held, by=people.backbone)


@pytest.fixture
def lines(inside_initiative: Initiative, people: People) -> Lines:
    write_some(people)
    return [json.loads(line) for line in download_lines()]


def standalone(lines: Lines, tmp_path: Path, *head: str) -> tuple[int, str]:
    """What the program says that anybody can run without this product."""
    file = tmp_path / "ledger.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    done = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "bin/verify-ledger", file, *head],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def made_anew(lines: Lines) -> Lines:
    """A chain that holds in itself, over other contents: what a forger with the whole database could make."""
    before = GENESIS
    for number, line in enumerate(lines, start=1):
        line |= {"seq": number, "prev_hash": before, "actor": "person:1"}
        line["hash"] = before = link_hash(Link(**{name: line[name] for name in Link.__slots__}))  # type: ignore[arg-type]
    return lines


def changed_field(lines: Lines) -> Lines:
    lines[2]["actor"] = "person:999"
    return lines


def changed_payload(lines: Lines) -> Lines:
    lines[2]["payload"]["body"]["facts"]["ground"] = "minor"  # type: ignore[index]
    return lines


def removed(lines: Lines) -> Lines:
    return lines[:3] + lines[4:]


def reordered(lines: Lines) -> Lines:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def inserted(lines: Lines) -> Lines:
    return [*lines[:3], {**lines[3], "kind": "restriction.approved"}, *lines[3:]]


def cut_off(lines: Lines) -> Lines:
    return lines[:-2]


TAMPERINGS = [changed_field, changed_payload, removed, reordered, inserted, cut_off, made_anew]


def test_an_honest_ledger_passes(lines: Lines, tmp_path: Path) -> None:
    assert check_ledger() == []
    head = str(lines[-1]["hash"])
    assert standalone(lines, tmp_path, head) == (0, f"All {len(lines)} entries hold. Head {head}\n")


@pytest.mark.parametrize("tamper", TAMPERINGS)
def test_a_tampered_download_is_found_by_anybody(
    tamper: Callable[[Lines], Lines], lines: Lines, tmp_path: Path
) -> None:
    head = str(lines[-1]["hash"])
    assert standalone(tamper(lines), tmp_path, head)[0] == 1


def test_what_is_no_ledger_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Buy milk")
    (tmp_path / "list.json").write_text("[1, 2]\n")
    for name in ("note.txt", "list.json", "nothing.jsonl"):
        command = [sys.executable, "-I", "-S", ROOT / "bin/verify-ledger", tmp_path / name]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        assert said.returncode == 1
        assert name in said.stderr
        assert "Traceback" not in said.stderr


def test_the_page_hands_out_the_program_and_its_fingerprint(
    client_of: Callable[[Any], Browser], initiative: Initiative
) -> None:
    browser = client_of(None)
    program = browser.get(f"/i/{initiative.slug}/ledger/verify-ledger.py").content
    assert program == (ROOT / "bin/verify-ledger").read_bytes()
    assert sha256(program).hexdigest() in browser.get(f"/i/{initiative.slug}/ledger/").content.decode()


def test_the_program_for_everybody_is_short_and_needs_nothing() -> None:
    words = (ROOT / "bin/verify-ledger").read_text()
    assert len(words.splitlines()) <= 60
    assert "django" not in words


# --- In the database, by somebody who is its owner and has switched the triggers off -----------------------------------
SQL = {
    "changed field": "UPDATE initiatives_ledgerentry SET about = 'principle:99' WHERE seq = 3",
    "changed payload": "UPDATE initiatives_ledgerpayload SET body = jsonb_set(body, '{facts,ground}', '\"minor\"') "
    "WHERE entry_id = (SELECT id FROM initiatives_ledgerentry WHERE seq = 3)",
    "changed event": "UPDATE initiatives_event SET facts = '{}' "
    "WHERE id = (SELECT event_id FROM initiatives_ledgerentry WHERE seq = 3)",
    "removed entry": "DELETE FROM initiatives_ledgerpayload WHERE entry_id = (SELECT id FROM initiatives_ledgerentry "
    "WHERE seq = 3); DELETE FROM initiatives_ledgerentry WHERE seq = 3",
    "reordered": "UPDATE initiatives_ledgerentry SET seq = seq + 100 WHERE seq IN (3, 4); "
    "UPDATE initiatives_ledgerentry SET seq = 4 WHERE seq = 103; UPDATE initiatives_ledgerentry SET seq = 3 WHERE seq = 104",
    "inserted": "UPDATE initiatives_ledgerentry SET seq = seq + 100 WHERE seq > 3; "
    "UPDATE initiatives_ledgerentry SET seq = seq - 99 WHERE seq > 100",
    "cut off": "DELETE FROM initiatives_ledgerpayload WHERE entry_id IN (SELECT id FROM initiatives_ledgerentry WHERE "
    "seq > 6); DELETE FROM initiatives_ledgerentry WHERE seq > 6",
}
TABLES = ("initiatives_ledgerentry", "initiatives_ledgerpayload", "initiatives_event")


@pytest.fixture
def committed(fresh_database: FreshDatabase) -> FreshDatabase:
    pk = Initiative.objects.get(slug=OWN).pk
    with transaction.atomic(), inside(pk):
        write_some(the_people())
    return fresh_database


def tamper_as_owner(database: FreshDatabase, statement: str) -> None:
    off = "".join(
        f"ALTER TABLE {table} DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY;" for table in TABLES
    )
    database.as_owner(off + statement)


@pytest.mark.parametrize("how", SQL)
def test_tampering_in_the_database_is_found(how: str, committed: FreshDatabase) -> None:
    call_command("verify_ledger", initiative=OWN)
    tamper_as_owner(committed, SQL[how])
    with pytest.raises(CommandError, match=OWN):
        call_command("verify_ledger")


def test_a_cut_tail_is_found_by_the_head_of_an_earlier_check_even_when_the_events_are_gone(
    committed: FreshDatabase,
) -> None:
    pk = Initiative.objects.get(slug=OWN).pk
    with transaction.atomic(), inside(pk):
        assert verify_ledger() == []
    tamper_as_owner(committed, SQL["cut off"])
    committed.as_owner(
        "DELETE FROM initiatives_event e WHERE kind LIKE 'restriction%' "
        "AND NOT EXISTS (SELECT FROM initiatives_ledgerentry WHERE event_id = e.id)"
    )
    with transaction.atomic(), inside(pk):
        assert [(finding.seq, finding.what) for finding in check_ledger()] == [(8, "is missing")]


def test_a_chain_made_anew_is_found_by_a_published_head(
    inside_initiative: Initiative, people: People
) -> None:
    write_some(people)
    head = ledger_head()
    assert head is not None
    assert check_ledger([Head(head.seq, head.hash)]) == []
    assert [finding.seq for finding in check_ledger([Head(head.seq, "f" * 64)])] == [head.seq]


@pytest.mark.parametrize("table", ["initiatives_event", "initiatives_ledgerentry"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET kind = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_every_change(
    verb: str, table: str, inside_initiative: Initiative, people: People
) -> None:
    write_some(people, 1)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(verb.format(table))
    assert LedgerEntry.objects.count() == 2


@pytest.mark.parametrize("verb", ["UPDATE {} SET kind = 'x'", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_refuses_even_the_owner(verb: str, committed: FreshDatabase) -> None:
    committed.as_owner("ALTER TABLE initiatives_event NO FORCE ROW LEVEL SECURITY")
    with pytest.raises(Exception, match=r"only ever added|append_only"):
        committed.as_owner(verb.format("initiatives_event"))


# --- Every night -------------------------------------------------------------------------------------------------------
def test_the_check_of_the_night_promises_the_next_one(inside_initiative: Initiative, people: People) -> None:
    write_some(people, 1)
    verify_at_night(enqueue(VERIFY, key="tonight", by=None).pk)
    assert Event.objects.filter(kind="ledger.verified", facts__count=2).exists()
    assert Due.objects.filter(job=VERIFY, initiative=inside_initiative, claimed_at__isnull=True).count() == 1


def test_a_changed_title_leaves_the_ledger_whole(inside_initiative: Initiative, people: People) -> None:
    write_some(people, 1)
    change_record(Record.objects.latest("pk"), title={"en": "Another title"})
    assert check_ledger() == []
