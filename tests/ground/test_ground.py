"""The test ground does what the tests count on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from initiatives.identity import next_number
from initiatives.models import Initiative, Membership, Principle, Record
from initiatives.tenancy import OutsideInitiative, inside
from tests.conftest import Browser, FreshDatabase, dealt
from tests.factories.partners import make_body, make_seat
from tests.factories.records import make_principle
from tests.personas import OWN, People


def test_tests_connect_as_the_plain_application_role(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_the_cast_is_there_and_both_initiatives_are_published(
    initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    assert initiative.is_published
    assert other_initiative.is_published
    assert people.resident.seat_terms  # the platform knows the person; their seat is behind the wall
    with pytest.raises(OutsideInitiative):
        Membership.objects.count()


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_writes_is_taken_back(turn: int, inside_initiative: Initiative, people: People) -> None:
    make_principle(by=people.backbone)
    assert Principle.objects.count() == 1


def test_a_key_into_another_initiative_fails_at_the_end_as_at_a_commit(
    initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    with inside(other_initiative.pk):
        foreign = make_body("Foreign", by=people.other_backbone)
    with transaction.atomic(), inside(initiative.pk):
        make_seat(foreign, "Crossed")
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_fresh_database_takes_commits_from_threads(fresh_database: FreshDatabase) -> None:
    def take() -> int:
        with transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
            return next_number()

    taken = fresh_database.in_threads(*[take] * 6)
    assert len(set(taken)) == 6
    pk = Initiative.objects.get(slug=OWN).pk
    with transaction.atomic(), inside(pk):
        assert Initiative.objects.get(pk=pk).next_number == Record.objects.count() + 7


def test_a_browser_belongs_to_somebody(
    client_of: Callable[..., Browser], initiative: Initiative, resident: None, visitor: None
) -> None:
    assert "_auth_user_id" in client_of(resident).session
    assert "_auth_user_id" not in client_of(visitor).session


@dataclass(frozen=True)
class Item:
    path: Path
    number: int


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_each_worker_begins_with_long_files_and_no_test_is_lost(workers: int) -> None:
    files = (
        "a.py",
        "a.py",
        "e2e/b.py",
        "e2e/b.py",
        "c.py",
        "c.py",
        "c.py",
        "test_bodies.py",
        "d.py",
        "concurrency/e.py",
    )
    items: list[Any] = [Item(Path(file), number) for number, file in enumerate(files)]
    given = dealt(items, workers)
    size = len(items) // workers
    assert sorted(given, key=lambda one: one.number) == items
    assert all(str(given[size * at].path) not in ("a.py", "c.py", "d.py") for at in range(workers))
    quick = [one.number for one in given if one.path.parent == Path() and one.path.name != "test_bodies.py"]
    assert quick == sorted(quick)
