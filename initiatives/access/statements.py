"""Statements that a connection prepares once: PostgreSQL reads and plans them once, and executes them by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """A statement with its parameters as $1, $2 … and their types: `"text, timestamptz"`."""

    types: str
    sql: str


_held: WeakKeyDictionary[Any, dict[Statement, str]] = WeakKeyDictionary()
"""The names of the statements that each connection holds. A statement outlives the transaction that prepared it."""
_numbers = count()


def execute(
    cursor: Any, calls: Sequence[tuple[Statement, str]], values: Mapping[str, object] | None = None
) -> None:
    """Let the connection execute statements, and prepare in the same message what it does not hold yet.

    With each statement come its values as SQL: `"(1, '2026-01-01')"`, made by code alone, or with the placeholders of
    `values`. Names are never used twice, so that nothing that went wrong half-way is in the way of another try.
    """
    held = _held.setdefault(connection.connection, {})
    new = {one: f"asked_{next(_numbers)}" for one, _ in calls if one not in held}
    names = {**held, **new}
    message = [f"PREPARE {name} ({one.types}) AS {one.sql}" for one, name in new.items()]
    message += [f"EXECUTE {names[one]} {given}" for one, given in calls]
    try:
        cursor.execute("; ".join(message), values)
    except DatabaseError:
        _held.pop(connection.connection, None)
        raise
    held.update(new)


def next_rows(cursor: Any) -> tuple[tuple[Any, ...], ...]:
    """Return the next rows of a message; a statement that was only prepared has none."""
    while cursor.description is None:
        cursor.nextset()
    rows = tuple(cursor.fetchall())
    cursor.nextset()
    return rows
