"""Many initiatives fast: each table's rows of the measured one, written again under other ids by the server itself.

The copies lie beside the measured initiative and are never opened: what counts is that they fill the same tables and
indexes. Foreign keys and triggers are off meanwhile (session_replication_role), so only the superuser can do it.
"""

from __future__ import annotations

import psycopg
from psycopg import sql

from tests.bench.ground import Ground, say

Line = psycopg.Connection[tuple[object, ...]]
# Further apart than any id of the measured initiative; copy number k of row x has the id x + k × APART.
APART = 1_000_000
TENANTS = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'initiative_id' AND NOT a.attisdropped
WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1
"""
# How many figures there are, and which initiative is meant.
THERE = """
SELECT (SELECT count(*) FROM measurement_observation),
       (SELECT max(id) FROM initiatives_initiative WHERE slug = %s OR %s = '')
"""
# What names one thing on the whole platform: ids, keys to things that are copied too, and what must be unique.
COLUMNS = """
SELECT a.attname::text, a.atttypid::regtype::text, EXISTS (
  SELECT FROM pg_constraint k WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND a.attnum = ANY(k.conkey)
  AND k.confrelid::regclass::text NOT IN ('initiatives_person', 'initiatives_organization', 'django_content_type',
                                          'auth_permission')),
  EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND i.indnatts = 1
          AND a.attnum = i.indkey[0])
FROM pg_attribute a WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY a.attnum
"""


def crowd(ground: Ground, name: str, *, initiatives: int) -> str:
    """Return a copy of the small database with so many initiatives."""
    ground.copy(ground.small, name)
    with ground.connect(database=name) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("SET synchronous_commit = off")
        _copy_rows(line, "initiatives_initiative", initiatives)
        for (table,) in line.execute(TENANTS).fetchall():
            _copy_rows(line, str(table), initiatives)
        line.execute("ANALYZE")
        line.execute("CHECKPOINT")
    say(f"{name}: {initiatives:,} initiatives, {count(ground, name):,} figures")
    return name


def deepen(ground: Ground, name: str, *, figures: int, slug: str = "") -> None:
    """Add figures of releases that do not stand until the database holds so many: to one initiative, or to the last."""
    with ground.connect(database=name) as line:
        line.execute("SET session_replication_role = replica")
        line.execute("SET synchronous_commit = off")
        there = line.execute(THERE, [slug, slug]).fetchone()
        assert there is not None
        of_one = line.execute(
            "SELECT count(*) FROM measurement_observation WHERE initiative_id = %s", [there[1]]
        ).fetchone()
        assert of_one is not None
        times = -(-(figures - int(str(there[0]))) // int(str(of_one[0])))
        shift = {"id": 7 * APART * 1000, "release_id": 7 * APART * 1000, "supersedes_id": 0}
        columns = [str(name) for name, *_ in line.execute(COLUMNS, ["measurement_observation"]).fetchall()]
        chosen = [_shifted(column, shift.get(column, 0)) for column in columns]
        question = sql.SQL(
            "INSERT INTO {} ({}) SELECT {} FROM {} t, generate_series(1, %s) k WHERE initiative_id = %s"
        )
        table = sql.Identifier("measurement_observation")
        into = sql.SQL(", ").join(map(sql.Identifier, columns))
        line.execute(question.format(table, into, sql.SQL(", ").join(chosen), table), [times, there[1]])
        line.execute("ANALYZE measurement_observation")
        line.execute("CHECKPOINT")
    say(f"{name}: {count(ground, name):,} figures")


def count(ground: Ground, name: str, table: str = "measurement_observation") -> int:
    """Return how many rows a table has."""
    with ground.connect(database=name) as line:
        found = line.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert found is not None
    return int(str(found[0]))


def _copy_rows(line: Line, table: str, initiatives: int) -> None:
    columns = line.execute(COLUMNS, [table]).fetchall()
    names = [str(name) for name, *_ in columns]
    values = [_value(str(name), str(kind), bool(key), bool(unique)) for name, kind, key, unique in columns]
    question = sql.SQL("INSERT INTO {} ({}) SELECT {} FROM {} t, generate_series(1, %s) k")
    place, into = sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    line.execute(question.format(place, into, sql.SQL(", ").join(values), place), [initiatives - 1])


def _value(name: str, kind: str, is_key: bool, is_unique: bool) -> sql.Composable:
    if kind in ("bigint", "integer") and (name in ("id", "pgh_id", "pgh_obj_id") or is_key or is_unique):
        return _shifted(name, APART)
    if is_unique and kind == "uuid":
        return sql.SQL("gen_random_uuid()")
    if is_unique:
        return sql.SQL("t.{} || '-' || k").format(sql.Identifier(name))
    return sql.SQL("t.{}").format(sql.Identifier(name))


def _shifted(name: str, by: int) -> sql.Composable:
    column = sql.SQL("t.{}").format(sql.Identifier(name))
    return column + sql.SQL(" + k::bigint * {}").format(sql.Literal(by)) if by else column
