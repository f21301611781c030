"""A pooled connection that died is replaced before anybody meets it, and a living one is not asked."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Col
from psycopg_pool import ConnectionPool

from ci_platform.database.base import DJANGOS, lives
from initiatives.models import Principle, Record
from tests import databases
from tests.conftest import FreshDatabase


@pytest.fixture
def pooled(fresh_database: FreshDatabase) -> Iterator[FreshDatabase]:
    options = connections.settings["default"]["OPTIONS"]
    before = dict(options)
    connections.close_all()
    options["pool"] = {"min_size": 2, "max_size": 2, "timeout": 20}
    try:
        yield fresh_database
    finally:
        connections.close_all()
        getattr(connection, "close_pool")()  # noqa: B009 (of PostgreSQL only)
        options.clear()
        options.update(before)


def server_process(line: BaseDatabaseWrapper) -> int:
    with line.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_connections_that_the_server_closed_are_replaced(pooled: FreshDatabase) -> None:
    first = server_process(connection)
    connections.close_all()
    with psycopg.connect(databases.at_database(databases.addresses()[0], pooled.name)) as killer:
        # Each is given time to end: the signal alone leaves its line open for a moment.
        killer.execute(
            "SELECT pg_terminate_backend(pid, 20000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
        )
    assert server_process(connection) != first


def test_a_living_connection_is_taken_without_a_question(
    pooled: FreshDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    server_process(connection)
    connections.close_all()
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda line: pytest.fail("the server was asked"))
    server_process(connection)


def test_a_connection_with_something_to_read_is_asked(pooled: FreshDatabase) -> None:
    server_process(connection)
    raw = connection.connection
    raw.execute("LISTEN here")
    pooled.as_owner("NOTIFY here")
    assert lives(raw)


@pytest.mark.parametrize(
    "column",
    [
        Col("a", Record._meta.get_field("number")),
        Col("a", Record._meta.get_field("number"), Record._meta.get_field("title")),
        Col(None, Principle._meta.get_field("record"), None),
        Col(alias="a", target=Principle._meta.get_field("record")),
    ],
)
def test_a_column_is_known_by_what_django_knows_it_by(column: Col) -> None:
    assert column.identity == DJANGOS.func(column)


def test_columns_differ_by_table_by_field_and_by_what_comes_out() -> None:
    number, title = (Record._meta.get_field(name) for name in ("number", "title"))
    columns = {Col("a", number), Col("b", number), Col("a", title), Col("a", number, title), Col("a", number)}
    assert len(columns) == 4
