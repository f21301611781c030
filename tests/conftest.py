"""The test ground: a database from a migrated template, the fixed cast in it, and every test rolled back.

Nothing here starts for tests that ask for no fixture of it: tests/rules run without a database.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client

from initiatives.access.remembered import remembered
from initiatives.models import Initiative, Person
from initiatives.tenancy import inside
from tests import databases
from tests.personas import OTHER, OWN, People, build_cast, the_people

T = TypeVar("T")
SENT_ONCE = ("post", "put", "patch", "delete")


# --- Databases ---------------------------------------------------------------------------------------------------------
def use_database(name: str) -> None:
    """Let every connection of this process, in whatever thread, go to another database."""
    connections.close_all()
    for alias in connections.settings:
        connections.settings[alias]["NAME"] = name


@pytest.fixture(scope="session")
def cast_database(django_db_blocker: Any) -> Iterator[str]:
    """Make this worker's database from the template and write the cast into it."""
    name = f"ci_test_{os.getpid()}_cast"
    with databases.fresh(databases.template(), name), django_db_blocker.unblock():
        use_database(name)
        build_cast()
        yield name
        connections.close_all()


@pytest.fixture(scope="session")
def django_db_setup(cast_database: str) -> None:
    """Stand in for pytest-django's own set-up, so that `django_db` works too: never as owner, never `test_…`."""


@pytest.fixture
def db(cast_database: str, django_db_blocker: Any) -> Iterator[None]:
    """Give a transaction that is taken back; deferred keys are checked at its end as a commit would."""
    with django_db_blocker.unblock():
        connections["pulse"] = connections["default"]  # so that a job's pulse sees this transaction
        with transaction.atomic():
            yield
            if not connection.needs_rollback:
                connection.check_constraints()
            transaction.set_rollback(True)
        del connections["pulse"]


@dataclass(frozen=True)
class FreshDatabase:
    """A real database of one test, committed to, with the cast in it."""

    name: str

    def as_owner(self, statement: str) -> None:
        """Run SQL as the owner of the tables: what the application itself may never do."""
        address = databases.at_database(databases.addresses()[1], self.name)
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute(statement)

    def in_threads(self, *calls: Callable[[], T], workers: int | None = None) -> list[T | BaseException]:
        """Run calls at the same moment, each in a thread; return what each gave or raised, in their order."""
        barrier = threading.Barrier(len(calls)) if workers is None else None

        def run(call: Callable[[], T]) -> T | BaseException:
            try:
                if barrier:
                    barrier.wait()
                return call()
            except BaseException as trouble:
                return trouble
            finally:
                connections.close_all()

        with ThreadPoolExecutor(workers or len(calls)) as pool:
            return list(pool.map(run, calls))


@pytest.fixture
def fresh_database(cast_database: str, django_db_blocker: Any) -> Iterator[FreshDatabase]:
    """Give a database of its own that is dropped afterwards: for threads, commits and locks. Do not mix with `db`."""
    name = f"ci_test_{os.getpid()}_{uuid.uuid4().hex[:8]}"
    with django_db_blocker.unblock():
        connections.close_all()
        with databases.fresh(cast_database, name):
            use_database(name)
            try:
                yield FreshDatabase(name)
            finally:
                use_database(cast_database)


# --- The cast ----------------------------------------------------------------------------------------------------------
@pytest.fixture
def initiative(db: None) -> Initiative:
    """Give the published initiative `harbor`."""
    return Initiative.objects.get(slug=OWN)


@pytest.fixture
def other_initiative(db: None) -> Initiative:
    """Give the published initiative `meadow`, whose rows nobody of harbor may ever see."""
    return Initiative.objects.get(slug=OTHER)


@pytest.fixture
def inside_initiative(initiative: Initiative) -> Iterator[Initiative]:
    """Open the scope of `initiative` for the whole test."""
    with inside(initiative.pk):
        yield initiative


@pytest.fixture
def people(db: None) -> People:
    """Give the whole cast."""
    return the_people()


@pytest.fixture
def backbone(people: People) -> Person:
    """Give the director of `initiative`."""
    return people.backbone


@pytest.fixture
def partner(people: People) -> Person:
    """Give somebody of the library, a partner of `initiative`."""
    return people.partner


@pytest.fixture
def resident(people: People) -> Person:
    """Give the resident who holds the voting community seat at the table of `initiative`."""
    return people.resident


@pytest.fixture
def funder(people: People) -> Person:
    """Give somebody of a funder of `initiative`."""
    return people.funder


@pytest.fixture
def outsider(people: People) -> Person:
    """Give a partner of `other_initiative` who is nobody in `initiative`."""
    return people.outsider


@pytest.fixture
def visitor() -> None:
    """Give nobody: `client_of(visitor)` has no account."""


# --- Browsers ----------------------------------------------------------------------------------------------------------
class Browser(Client):
    """Django's test client; each POST carries a new Idempotency-Key as the pages' forms do (`once=` sets it)."""

    def generic(self, method: str, path: str, *args: Any, once: str | None = "", **extra: Any) -> Any:
        """Send a request; `once=None` leaves the key out."""
        if method.lower() in SENT_ONCE and once is not None:
            extra.setdefault("HTTP_IDEMPOTENCY_KEY", once or uuid.uuid4().hex)
        return super().generic(method, path, *args, **extra)


@pytest.fixture
def client_of() -> Callable[[Person | None], Browser]:
    """Give a function that returns the browser of somebody, signed in; of nobody for None."""

    def browser_of(person: Person | None, **options: Any) -> Browser:
        browser = Browser(**options)
        if person is not None:
            browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return browser

    return browser_of


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """Forget what a test cached."""
    yield
    cache.clear()
    remembered.clear()


@pytest.fixture(scope="session", autouse=True)
def _files_are_removed() -> Iterator[None]:
    """Remove the files of this run."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


# --- Counts ------------------------------------------------------------------------------------------------------------
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many requests the access tests sent, whichever process sent them."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    ended = [report for report in reports if getattr(report, "when", "") == "teardown"]
    counts = [value for report in ended for name, value in report.user_properties if name == "requests"]
    if counts:
        terminalreporter.write_line(f"access: {sum(counts):,} requests in {len(counts)} walks")
