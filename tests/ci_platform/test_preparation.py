"""What the start decides before the first page: port, demonstration, tables."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.problems import Problem
from ci_platform.preparation import Preparation, environment_for, port_from
from initiatives.erased import FILE, Gone, note_down


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "CI_HOSTS",
        "CI_DEMO",
        "CI_BASE_URL",
        "CI_SECRET_KEY",
        "DATABASE_URL",
        "DATABASE_OWNER_URL",
        "REDIS_URL",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "80 80", "8000.5"])
def test_what_is_no_port_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Problem, match=r"is not a port: set a number between 1 and 65535"):
        port_from({"PORT": text})


def test_without_a_port_it_is_8000() -> None:
    assert port_from({}) == port_from({"PORT": ""}) == 8000


def test_children_get_the_addresses_of_both_servers(place: Place) -> None:
    found = environment_for(place, Engine(place), 8123)
    assert found["DATABASE_URL"].startswith("postgresql://ci_app:")
    assert found["DATABASE_OWNER_URL"].startswith("postgresql://ci_owner:")
    assert found["REDIS_URL"].startswith("unix://:")
    assert (found["PORT"], found["CI_BASE_URL"], found["CI_DATA_DIR"]) == (
        "8123",
        "http://localhost:8123",
        str(place.root),
    )


def test_given_addresses_are_kept_and_none_is_mixed_with_them(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me@there/db")
    found = environment_for(place, Engine(place), 8000)
    assert found["DATABASE_URL"] == "postgresql://me@there/db"
    assert "DATABASE_OWNER_URL" not in found


@pytest.mark.parametrize(
    ("hosts", "demo", "expected"),
    [
        ("", "", "1"),
        ("localhost,127.0.0.1", "", "1"),
        ("example.org", "", "0"),
        ("localhost,example.org", "", "0"),
        ("", "0", "0"),
    ],
)
def test_the_demonstration_is_for_this_machine_only(
    place: Place, monkeypatch: pytest.MonkeyPatch, hosts: str, demo: str, expected: str
) -> None:
    monkeypatch.setenv("CI_HOSTS", hosts)
    monkeypatch.setenv("CI_DEMO", demo)
    assert environment_for(place, Engine(place), 8000)["CI_DEMO"] == expected


def test_tables_are_made_once_and_again_when_the_database_is_another(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = {"system": "1|2", "applied": "7|7"}
    ran: list[list[str]] = []
    monkeypatch.setattr(
        "ci_platform.preparation.ask",
        lambda url, sql: answers["applied" if "migrations" in sql else "system"],
    )
    monkeypatch.setattr(
        "ci_platform.preparation.run_to_end", lambda command, env, log: ran.append(command) or 0
    )
    preparation = Preparation(place, {"DATABASE_URL": "x", "CI_DEMO": "1"})
    assert preparation.needs_tables
    assert preparation.needs_demonstration
    preparation.make_tables()
    preparation.make_demonstration()
    assert [command[1:] for command in ran] == [["manage.py", "migrate", "--no-input"], ["manage.py", "seed"]]
    assert not preparation.needs_tables
    assert not preparation.needs_demonstration
    answers["applied"] = "6|6"
    assert preparation.needs_tables
    answers["system"] = "9|2"
    assert preparation.needs_demonstration


def test_a_failed_step_is_not_remembered_and_shows_its_last_words(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ci_platform.preparation.ask", lambda url, sql: "1|2")
    monkeypatch.setattr(
        "ci_platform.preparation.python", lambda *words: ["sh", "-c", "echo the table is missing; exit 3"]
    )
    preparation = Preparation(place, {"DATABASE_URL": "x", "CI_DEMO": "1"})
    with pytest.raises(
        Problem, match=r"(?s)manage.py seed failed; the end of .*seed.log says why:.*the table is missing"
    ):
        preparation.make_demonstration()
    assert preparation.needs_demonstration


def test_a_database_from_a_backup_is_asked_for_those_who_were_erased_since(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ci_platform.preparation.ask", lambda url, sql: asked.append(sql) or "1")
    preparation = Preparation(place, {"DATABASE_URL": "x", "CI_DEMO": "1"})
    assert not preparation.needs_erasing
    assert asked == []
    note_down(place.root / FILE, Gone(7, datetime(2026, 1, 2, tzinfo=UTC)), "asked for it")
    assert preparation.needs_erasing
    assert "(7, '2026-01-02T00:00:00+00:00'::timestamptz)" in asked[0]
