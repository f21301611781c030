"""The scope of an initiative: opened, nested, closed, and taken back after a failure."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from initiatives.models import Initiative, Record
from initiatives.tenancy import OutsideInitiative, OutsideTransaction, inside, open_initiative
from tests.conftest import FreshDatabase


def in_the_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.initiative_id', true)")
        return str(cursor.fetchone()[0] or "")


def test_a_nested_scope_gives_the_outer_one_back(
    initiative: Initiative, other_initiative: Initiative
) -> None:
    with inside(initiative.pk):
        with inside(other_initiative.pk):
            assert in_the_database() == str(other_initiative.pk)
        assert in_the_database() == str(initiative.pk)
        assert open_initiative() == initiative.pk
    assert (in_the_database(), open_initiative()) == ("", None)


@pytest.mark.parametrize("how", ["error", "set_rollback", "database error"])
def test_a_scope_in_a_failed_savepoint_is_taken_back(
    how: str, initiative: Initiative, other_initiative: Initiative
) -> None:
    with inside(initiative.pk):
        try:
            with transaction.atomic(), inside(other_initiative.pk):
                if how == "set_rollback":
                    transaction.set_rollback(True)
                if how == "database error":
                    connection.cursor().execute("SELECT 1 / 0")
                if how == "error":
                    raise RuntimeError
        except Exception:  # each way of failing ends the savepoint
            pass
        assert in_the_database() == str(initiative.pk)
        assert Record.objects.exclude(initiative=initiative).count() == 0
        assert Record.objects.exists()


def test_outside_a_scope_the_manager_refuses(db: None) -> None:
    with pytest.raises(OutsideInitiative):
        Record.objects.count()


def test_a_scope_needs_a_transaction(fresh_database: FreshDatabase) -> None:
    with pytest.raises(OutsideTransaction), inside(1):
        pass
