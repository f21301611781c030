"""The test ground: a database from a migrated template, the fixed cast in it, and every test rolled back.

Nothing here starts for tests that ask for no fixture of it: tests/rules run without a database.
"""

from __future__ import annotations

import gc
import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test import Client
from django.utils import translation
from whitenoise.middleware import WhiteNoiseMiddleware

from initiatives.access.remembered import remembered
from initiatives.models import Initiative, Person
from initiatives.tenancy import inside
from tests import databases
from tests.personas import OTHER, OWN, People, build_cast, the_people

T = TypeVar("T")
LONG = ("e2e", "concurrency", "test_queries.py", "test_bodies.py")  # directories and files that take minutes
WITH_COUNTS = (
    "access",
    "test_counts.py",
    "test_budgets.py",
)  # whose pages ask how much waits, as the product's do
SENT_ONCE = ("post", "put", "patch", "delete")


# --- The order of a run ------------------------------------------------------------------------------------------------
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each worker begin with its part of the files that take long: at the end the others share what is quick.

    With `--dist worksteal` the workers get equal parts of the list, and who is done takes over from who is not.
    """
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    items[:] = dealt(items, workers)


def dealt(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """Return the items in as many equal parts, each with its long files first; otherwise they keep their order."""
    long = sorted({item.path for item in items if {item.path.name, item.path.parent.name} & set(LONG)})
    rest = [item for item in items if item.path not in long]
    parts: list[pytest.Item] = []
    for at in range(workers):
        own = [item for path in long[at::workers] for item in items if item.path == path]
        size = (len(items) * (at + 1)) // workers - len(parts) - len(own)
        parts += own + rest[: max(size, 0)]
        del rest[: max(size, 0)]
    return parts + rest


def pytest_collection_finish() -> None:
    """Leave what was collected out of the search for garbage, which goes through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


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
    translation.activate(settings.LANGUAGE_CODE)  # a page in another language leaves it to its thread


@pytest.fixture(autouse=True)
def _pages_ask_what_they_are_about(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what every page of a member asks for its rail, a third of all work: the walks over all pages have it."""
    if not {request.path.name, request.path.parent.name} & set(WITH_COUNTS):
        monkeypatch.setattr("communications.context._asked", lambda _request: {})


@pytest.fixture(scope="session", autouse=True)
def _files_are_removed() -> Iterator[None]:
    """Remove the files of this run."""
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_read_once() -> Iterator[None]:
    """Let WhiteNoise read the folder once: each test client starts the product anew, and with it this reading."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("update_files_dictionary", "add_files_from_finders"):
            patch.setattr(WhiteNoiseMiddleware, name, _once(getattr(WhiteNoiseMiddleware, name)))
        yield


def _once(read: Callable[..., None]) -> Callable[..., None]:
    """Return what finds the same files without reading again."""
    known: dict[tuple[object, ...], dict[str, object]] = {}

    def kept(self: Any, *told: object) -> None:
        if told not in known:
            before, self.files = self.files, {}
            read(self, *told)
            known[told], self.files = self.files, before
        self.files.update(known[told])

    return kept


# --- Counts ------------------------------------------------------------------------------------------------------------
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many requests the access tests sent, whichever process sent them."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    ended = [report for report in reports if getattr(report, "when", "") == "teardown"]
    counts = [value for report in ended for name, value in report.user_properties if name == "requests"]
    if counts:
        terminalreporter.write_line(f"access: {sum(counts):,} requests in {len(counts)} walks")
