"""The database itself keeps initiatives apart: read from pg_catalog, so that no table can be forgotten."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from initiatives.models import Initiative, Record
from initiatives.tenancy import DOORS, inside
from initiatives.walls import SCOPE
from tests.conftest import FreshDatabase
from tests.factories.records import make_record
from tests.personas import OTHER, OWN, People

APPEND_ONLY = (
    "initiatives_event",
    "initiatives_ledgerentry",
    "measurement_release",
    "measurement_observation",
)
TENANT_TABLES = """
SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'initiative_id' AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'
"""


def rows(question: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())


def breaches() -> list[str]:
    """Every tenant table that misses a part of its walls, in words."""
    found = []
    walled = {str(table) for _, table in rows(TENANT_TABLES)} - DOORS
    found += [f"{table}: row-level security is not forced" for table in sorted(walled - _forced())]
    found += [f"{table}: no policy on initiative_id" for table in sorted(walled - _with_policy())]
    found += [f"{table}: initiative_id has no default" for table in sorted(walled - _with_default())]
    found += [
        f"{table}: no UNIQUE (initiative_id, id)" for table in sorted((walled & _with_id()) - _with_key())
    ]
    found += _plain_keys(walled)
    return found


def _forced() -> set[str]:
    return {
        str(r[0]) for r in rows("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
    }


def _with_policy() -> set[str]:
    """Tables with exactly one policy: for all commands and everybody, with the scope as both conditions."""
    question = """
    SELECT tablename, min(qual), min(with_check) FROM pg_policies
    GROUP BY tablename HAVING count(*) = 1 AND min(cmd) = 'ALL' AND min(permissive) = 'PERMISSIVE'
    AND min(roles::text) = '{public}'
    """
    wanted = _plain(f"initiative_id = {SCOPE}")
    return {str(table) for table, qual, check in rows(question) if _plain(qual) == _plain(check) == wanted}


def _plain(expression: object) -> str:
    return str(expression).replace("::text", "").translate(str.maketrans("", "", " ()")).lower()


def _with_default() -> set[str]:
    question = """
    SELECT table_name, column_default FROM information_schema.columns
    WHERE table_schema = 'public' AND column_name = 'initiative_id'
    """
    return {str(table) for table, default in rows(question) if _plain(default) == _plain(SCOPE)}


def _with_id() -> set[str]:
    """Tables whose primary key is `id`; rows of history have one of their own and repeat that of their subject."""
    question = """
    SELECT conrelid::regclass::text FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
    WHERE contype = 'p' AND attname = 'id' AND cardinality(conkey) = 1
    """
    return {str(r[0]) for r in rows(question)}


def _with_key() -> set[str]:
    question = """
    SELECT conrelid::regclass::text FROM pg_constraint k WHERE contype IN ('u', 'p') AND (
      SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute
      WHERE attrelid = conrelid AND attnum = ANY(conkey)) = ARRAY['id', 'initiative_id']
    """
    return {str(r[0]) for r in rows(question)}


def _plain_keys(walled: set[str]) -> list[str]:
    """Foreign keys between tenant tables that could point at another initiative's row."""
    question = """
    SELECT conrelid::regclass::text, confrelid::regclass::text, ARRAY(
      SELECT attname::text FROM unnest(conkey) AS k JOIN pg_attribute ON attrelid = conrelid AND attnum = k ORDER BY 1)
    FROM pg_constraint WHERE contype = 'f'
    """
    keys = [(str(a), str(b), tuple(columns)) for a, b, columns in rows(question)]  # type: ignore[call-overload]
    between = [key for key in keys if key[0] in walled and key[1] in walled | {"initiatives_pass"}]
    double = {(a, column) for a, _, columns in between if "initiative_id" in columns for column in columns}
    return sorted(
        f"{a}.{columns[0]} → {b}: no composite key"
        for a, b, columns in between
        if columns != ("initiative_id",) and len(columns) == 1 and (a, columns[0]) not in double
    )


def test_every_tenant_table_has_all_its_walls(db: None) -> None:
    assert len(rows(TENANT_TABLES)) > 40
    assert breaches() == []


def test_the_doors_are_the_only_tenant_tables_without_walls(db: None) -> None:
    assert {str(table) for _, table in rows(TENANT_TABLES)} - _forced() == DOORS


def test_no_view_shows_rows_with_the_rights_of_its_owner(db: None) -> None:
    question = """
    SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND (relkind = 'm'
      OR relkind = 'v' AND NOT COALESCE('security_invoker=true' = ANY(reloptions)
                                        OR 'security_invoker=on' = ANY(reloptions), false))
    """
    assert rows(question) == []


def test_no_function_runs_with_the_rights_of_its_owner(db: None) -> None:
    question = """
    SELECT proname FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace WHERE n.nspname = 'public' AND prosecdef
    """
    assert rows(question) == []


def test_the_application_role_owns_nothing_and_passes_no_wall(db: None) -> None:
    role = (
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert rows(role) == [(False, False, False, False)]
    owned = "SELECT relname FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    assert rows(owned) == []
    member = (
        "SELECT 1 FROM pg_auth_members WHERE member = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
    )
    assert rows(member) == []


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("event", ["UPDATE", "DELETE", "TRUNCATE"])
def test_rows_that_are_only_added_have_a_trigger_against_everything_else(
    table: str, event: str, db: None
) -> None:
    question = """
    SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND NOT tgisinternal
    AND tgtype & CASE %s WHEN 'UPDATE' THEN 16 WHEN 'DELETE' THEN 8 ELSE 32 END > 0 AND tgtype & 2 = 2
    """
    assert rows(question, table, event)


def test_without_a_scope_every_tenant_table_is_empty(fresh_database: FreshDatabase) -> None:
    with transaction.atomic():
        tables = [str(table) for _, table in rows(TENANT_TABLES) if table not in DOORS]
        found = {table: rows(f'SELECT count(*) FROM "{table}"')[0][0] for table in tables}
    assert set(found.values()) == {0}


def test_raw_sql_sees_only_the_open_initiative(fresh_database: FreshDatabase) -> None:
    for slug in (OWN, OTHER):
        pk = Initiative.objects.get(slug=slug).pk
        with transaction.atomic(), inside(pk):
            assert {r[0] for r in rows("SELECT DISTINCT initiative_id FROM initiatives_record")} == {pk}


def test_a_row_cannot_be_written_into_another_initiative(
    inside_initiative: Initiative, other_initiative: Initiative, people: People
) -> None:
    record = make_record(by=people.backbone)
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Record.objects.filter(pk=record.pk).update(initiative=other_initiative)


PLANTED = {
    "initiatives_term: row-level security is not forced": "ALTER TABLE initiatives_term NO FORCE ROW LEVEL SECURITY",
    "initiatives_seat: no policy on initiative_id": "DROP POLICY one_initiative ON initiatives_seat",
    "initiatives_body: no policy on initiative_id": "CREATE POLICY too_wide ON initiatives_body USING (true)",
    "initiatives_seatterm: initiative_id has no default": (
        "ALTER TABLE initiatives_seatterm ALTER COLUMN initiative_id DROP DEFAULT"
    ),
    "initiatives_clause.document_id → initiatives_policydocument: no composite key": (
        "ALTER TABLE initiatives_clause DROP CONSTRAINT initiatives_clause_document_id_tenant"
    ),
    "initiatives_reviewrequest: no UNIQUE (initiative_id, id)": (
        "ALTER TABLE initiatives_reviewrequest DROP CONSTRAINT initiatives_reviewrequest_tenant_key"
    ),
}


@pytest.mark.parametrize("breach", PLANTED)
def test_each_planted_hole_in_a_wall_is_found(breach: str, fresh_database: FreshDatabase) -> None:
    fresh_database.as_owner(PLANTED[breach])
    assert breaches() == [breach]
