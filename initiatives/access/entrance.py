"""The way into an initiative: its row, its scope and its marks in one round trip.

Two statements go out together. The first opens the scope, so that the second reads behind row-level security like
everything else. Outside a transaction the two are one by themselves, and the scope ends with them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Field

from initiatives import clock
from initiatives.access.statements import Statement, execute, next_rows
from initiatives.models import Initiative
from initiatives.tenancy import tell_again


class Marks(NamedTuple):
    """What moves whenever a page of the initiative may look different, for whoever reads it."""

    last_at: datetime | None
    newest: int
    recent: int
    total: int
    begun_and_ended: int
    opened_and_closed: int
    in_force: int


class Entered(NamedTuple):
    """An initiative and its marks at this moment."""

    initiative: Initiative
    marks: Marks


# Events get their number when they are written and are seen when they are committed, so the newest number alone would
# miss one that was overtaken. All of the last ten minutes count, and no transaction lasts as long as that.
# What begins or ends by the clock does so without an event: how often that has happened never goes down.
_SCOPE = Statement(
    "text",
    "SELECT set_config('app.initiative_id', id::text, true) FROM initiatives_initiative WHERE slug = $1",
)
_FIELDS = Initiative._meta.concrete_fields
_NAMES = [field.attname for field in _FIELDS]
_ROW_SQL = """
SELECT
    last.at, events.newest, events.recent, events.total, restrictions.passed, rounds.passed,
    restrictions.in_force, i.*
FROM (SELECT {columns} FROM initiatives_initiative WHERE slug = $1) i
CROSS JOIN LATERAL (SELECT max(at) AS at FROM initiatives_event WHERE initiative_id = i.id) last
CROSS JOIN LATERAL (
    SELECT coalesce(max(id), 0) AS newest, count(*) AS recent, coalesce(sum(id), 0)::bigint AS total
    FROM initiatives_event
    WHERE initiative_id = i.id AND at > least($2, last.at) - interval '10 minutes'
) events
CROSS JOIN LATERAL (
    SELECT
        count(*) FILTER (WHERE starts_at <= $2) + count(*) FILTER (WHERE expires_at <= $2) AS passed,
        count(*) FILTER (
            WHERE starts_at <= $2 AND expires_at > $2 AND lifted_at IS NULL
            AND (NOT needs_approval OR approved_at IS NOT NULL)
        ) AS in_force
    FROM initiatives_restriction WHERE initiative_id = i.id
) restrictions
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE opens_at <= $2) + count(*) FILTER (WHERE closes_at <= $2) + (
        SELECT count(*) FROM initiatives_clause c WHERE c.initiative_id = i.id AND c.adopted_at <= $2
    ) AS passed
    FROM initiatives_round WHERE initiative_id = i.id
) rounds
"""
_ROW = Statement(
    "text, timestamptz", _ROW_SQL.format(columns=", ".join(f'"{field.column}"' for field in _FIELDS))
)


def enter(slug: str) -> Entered | None:
    """Return the initiative of an address with its marks, or None.

    In a transaction the database's scope is open until the transaction ends, as `tenancy.adopted` expects.
    """
    with connection.cursor() as cursor:
        execute(
            cursor,
            [(_SCOPE, "(%(slug)s)"), (_ROW, "(%(slug)s, %(now)s)")],
            {"slug": slug, "now": clock.now()},
        )
        next_rows(cursor)
        rows = next_rows(cursor)
    if not rows:
        return None
    found, marks = rows[0], len(Marks._fields)
    values = [_read(field, value) for field, value in zip(_FIELDS, found[marks:], strict=True)]
    return Entered(Initiative.from_db("default", _NAMES, values), Marks(*found[:marks]))


def glance(slug: str) -> Entered | None:
    """Return the same and leave no scope behind: enough to know whether a copy still holds."""
    entered = enter(slug)
    if entered and connection.in_atomic_block:
        tell_again()
    return entered


def _read(field: Field[Any, Any], value: object) -> object:
    return field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
