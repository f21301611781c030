"""R8: a dump restored into an empty cluster is the same database, and the product starts on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.postgres import BACKUP, OWNER, SUPERUSER, binaries
from tests.bench.ground import WIDE, Ground
from tests.bench.measuring import Row

Line = psycopg.Connection[tuple[object, ...]]
# Each question gives one text a row, the same in both databases when nothing was lost.
QUESTIONS = {
    "columns": "SELECT table_name||'.'||column_name||' '||data_type||' '||coalesce(column_default,'')||is_nullable "
    "FROM information_schema.columns WHERE table_schema='public'",
    "indexes": "SELECT concat_ws(E'\\t', tablename, indexname, indexdef) FROM pg_indexes WHERE schemaname='public'",
    "policies": "SELECT tablename||' '||policyname||' '||cmd||' '||roles::text||' '||coalesce(qual,'')||coalesce(with_check,'') "
    "FROM pg_policies",
    "walls": "SELECT relname||' '||relrowsecurity||' '||relforcerowsecurity FROM pg_class "
    "WHERE relnamespace='public'::regnamespace AND relkind IN ('r','p')",
    "constraints": "SELECT concat_ws(E'\\t', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated) "
    "FROM pg_constraint WHERE connamespace='public'::regnamespace",
    "triggers": "SELECT concat_ws(E'\\t', tgrelid::regclass, tgname, pg_get_triggerdef(oid), tgenabled) "
    "FROM pg_trigger WHERE NOT tgisinternal",
    "functions": "SELECT pg_get_functiondef(p.oid) FROM pg_proc p WHERE pronamespace='public'::regnamespace AND prokind='f'",
    "grants": "SELECT table_name||' '||grantee||' '||privilege_type FROM information_schema.role_table_grants "
    "WHERE table_schema='public' AND grantee <> 'postgres'",
    "owners": "SELECT relname||' '||relowner::regrole::text FROM pg_class WHERE relnamespace='public'::regnamespace",
    "sequences": "SELECT sequencename||' '||coalesce(last_value,0) FROM pg_sequences WHERE schemaname='public'",
}
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname='public' ORDER BY 1"


def dump_and_restore(ground: Ground) -> list[Row]:
    """Dump as the backup's role, restore as the owner, compare, start the product, and plant losses."""
    database = ground.small
    root = Path(tempfile.mkdtemp(prefix="ci-bench-restored-"))
    root.chmod(0o755)
    engine = Engine(Place(root))
    try:
        restore(ground, database, engine)
        with ground.connect(SUPERUSER, database) as old, _line(engine) as new:
            before, after = _state(old), _state(new)
            for kind in ("indexes", "constraints", "triggers"):
                before[kind] = {_read_here(new, kind, fact, after[kind]) for fact in before[kind]}
            missed = [name for name in before if before[name] != after[name]]
            planted = _planted(new, before)
        page = ground.serve("ci", engine).browser.get(f"/i/{WIDE}/")[0].status
        ground.servers.pop().stop()
    finally:
        engine.stop()
        shutil.rmtree(root, ignore_errors=True)
    compared = sum(len(state) for state in before.values())
    what = f"dump and restore: {compared:,} facts of {len(before)} kinds compared"
    unlike = f"{len(missed)} kinds differ" + (f": {', '.join(missed)}" if missed else "")
    found = f"{sum(planted.values())} of {len(planted)}"
    return [
        Row("R8", what, "0 differ", unlike, not missed),
        Row(
            "R8",
            f"planted losses found: {', '.join(planted)}",
            "all",
            found,
            all(planted.values()),
        ),
        Row("R8", "the product's page on the restored database", "200", str(page), page == 200),
    ]


def restore(ground: Ground, database: str, engine: Engine) -> None:
    """Dump as the backup's role and restore as the owner into an empty cluster."""
    dump = back_up(ground, database, engine.place.root / "backup.dump")
    put_back(dump, engine)


def back_up(ground: Ground, database: str, dump: Path) -> Path:
    """Dump as the backup's role."""
    run("pg_dump", "-Fc", "-f", str(dump), ground.engine.postgres.address(BACKUP, database))
    return dump


def put_back(dump: Path, engine: Engine) -> None:
    """Restore as the owner into an empty cluster."""
    engine.start()
    run("pg_restore", "--no-owner", "--exit-on-error", "-d", engine.postgres.address(OWNER), str(dump))


def run(program: str, *arguments: str) -> str:
    """Run a program of PostgreSQL and return what it printed."""
    done = subprocess.run(
        [str(binaries() / program), *arguments],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{program}: {done.stderr[-1500:]}")
    return done.stdout


def _line(engine: Engine) -> Line:
    return psycopg.connect(engine.postgres.address(SUPERUSER), autocommit=True)


def _state(line: Line) -> dict[str, set[str]]:
    """Return everything that is to be equal; of each table its number of rows and a hash over all of them."""
    found = {name: {str(row[0]) for row in line.execute(text).fetchall()} for name, text in QUESTIONS.items()}
    found["rows"] = {_contents(line, str(name)) for (name,) in line.execute(TABLES).fetchall()}
    return found


def _read_here(line: Line, kind: str, fact: str, known: set[str]) -> str:
    """Return a fact of the old database as the new server writes it after reading it: with fewer casts and brackets.

    What differs in its text is made once more under another name, from the old text, and taken back.
    """
    if fact in known:
        return fact
    table, name, text, *rest = fact.split("\t")
    other = "as_read_here"
    if kind == "indexes":
        make = text.replace(f" {name} ON ", f" {other} ON ", 1)
        ask = "SELECT replace(indexdef, %s, %s) FROM pg_indexes WHERE indexname = %s"
        values = [f" {other} ON ", f" {name} ON ", other]
    elif kind == "triggers":
        make = text.replace(f"TRIGGER {name} ", f"TRIGGER {other} ", 1)
        ask = "SELECT replace(pg_get_triggerdef(oid), %s, %s) FROM pg_trigger WHERE tgname = %s"
        values = [f"TRIGGER {other} ", f"TRIGGER {name} ", other]
    else:
        make = f"ALTER TABLE {table} ADD CONSTRAINT {other} {text}"
        ask, values = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [other]
    with line.transaction(force_rollback=True):
        line.execute(make)
        found = line.execute(ask, values).fetchone()
    return "\t".join([table, name, str(found[0]) if found else "", *rest])


def _contents(line: Line, table: str) -> str:
    question = sql.SQL(
        "SELECT count(*), md5(coalesce(string_agg(h, '' ORDER BY h), '')) FROM (SELECT md5(t::text) h FROM {} t) x"
    )
    return f"{table} {line.execute(question.format(sql.Identifier(table))).fetchone()}"


PLANTS = {
    "policies": "DROP POLICY one_initiative ON initiatives_seat",
    "triggers": "ALTER TABLE initiatives_event DISABLE TRIGGER USER",
    "grants": "REVOKE SELECT ON initiatives_record FROM ci_app",
    "constraints": "ALTER TABLE initiatives_seatterm DROP CONSTRAINT seat_term_ends_after_start, "
    "ADD CONSTRAINT seat_term_ends_after_start CHECK (ends_on >= starts_on)",
    "indexes": "DROP INDEX membership_once; "
    "CREATE UNIQUE INDEX membership_once ON initiatives_membership (initiative_id, organization_id)",
    "rows": "DELETE FROM measurement_rollup WHERE id = (SELECT min(id) FROM measurement_rollup)",
    "sequences": "ALTER SEQUENCE initiatives_record_id_seq RESTART WITH 1",
}


def _planted(line: Line, before: dict[str, set[str]]) -> dict[str, bool]:
    """Plant each loss in a transaction that is taken back; return whether the comparison sees it."""
    found = {}
    for name, loss in PLANTS.items():
        with line.transaction(force_rollback=True):
            line.execute(loss)
            found[name] = _state(line)[name] != before[name]
    return found
