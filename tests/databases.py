"""The databases of the tests: one template, migrated by the owner and kept while no migration changes; copies of it."""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from psycopg import sql

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES_KEPT = 12
PATIENCE_SECONDS = 10.0


class NoDatabase(Exception):
    """The tests were started without a database."""


def addresses() -> tuple[str, str]:
    """Return the addresses of the application's role and of the owner; NoDatabase says how to get them."""
    try:
        return os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    except KeyError as missing:
        raise NoDatabase(
            f"{missing} is not set: run the tests that need a database with bin/test."
        ) from missing


def migrations_hash() -> str:
    """Return a short hash of all that decides the schema."""
    files = sorted(
        [*ROOT.glob("*/migrations/*.py"), ROOT / "initiatives/walls.py", *ROOT.glob("requirements/run.txt")]
    )
    digest = hashlib.sha256(",".join(settings.INSTALLED_APPS).encode())
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def at_database(url: str, name: str) -> str:
    """Return an address with another database in it."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def as_owner() -> psycopg.Connection[tuple[object, ...]]:
    """Return the owner's connection, from which databases are made and dropped."""
    return psycopg.connect(addresses()[1], autocommit=True)


def databases(owner: psycopg.Connection[tuple[object, ...]], prefix: str) -> list[str]:
    """Return the names that start with `prefix`, the oldest first."""
    rows = owner.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY oid", [prefix]
    )
    return [str(name) for (name,) in rows]


def template() -> str:
    """Return the name of the migrated template; it is made when no one has the present migrations."""
    name = f"ci_template_{migrations_hash()}"
    server = hashlib.sha256(addresses()[1].encode()).hexdigest()[:12]
    with (Path(tempfile.gettempdir()) / f"ci-tests-{server}.lock").open("a") as lock, as_owner() as owner:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _drop_left_behind(owner)
        if name not in databases(owner, "ci_template_"):
            _make_template(owner, name)
    return name


def copy(source: str, name: str) -> None:
    """Make a database from another one to which nobody is connected."""
    with as_owner() as owner:
        _patiently(
            owner,
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(source)),
        )


def drop(name: str) -> None:
    """Drop a database once its last connection is gone."""
    with as_owner() as owner:
        _patiently(owner, sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@contextmanager
def fresh(source: str, name: str) -> Iterator[str]:
    """Give a copy that is dropped afterwards."""
    copy(source, name)
    try:
        yield name
    finally:
        drop(name)


def _make_template(owner: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    making = f"ci_making_{os.getpid()}"
    owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(making)))
    app_url, owner_url = addresses()
    variables = {
        "DATABASE_URL": at_database(app_url, making),
        "DATABASE_OWNER_URL": at_database(owner_url, making),
        "DJANGO_SETTINGS_MODULE": "ci_platform.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0", "--skip-checks"],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        owner.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(making)))
        raise NoDatabase(f"The migrations do not run:\n{done.stderr[-3000:]}")
    owner.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(making), sql.Identifier(name))
    )


def _drop_left_behind(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    """Drop what killed runs left, and all but the newest templates."""
    dead = [
        name for name in databases(owner, "ci_test_") + databases(owner, "ci_making_") if not _lives(name)
    ]
    for name in dead + databases(owner, "ci_template_")[:-TEMPLATES_KEPT]:
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


def _lives(name: str) -> bool:
    """Whether the process whose number is in a database's name (ci_test_<pid>_…) runs."""
    return Path(f"/proc/{name.split('_')[2]}").exists()


def _patiently(owner: psycopg.Connection[tuple[object, ...]], statement: sql.Composed) -> None:
    """Run a statement that must wait until nobody is connected any more."""
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            owner.execute(statement)
            return
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
