"""The product in this process, on a clock that the test moves: a real server, a real browser, people in sessions of their own.

Django refuses to work on the thread in which the browser's loop runs, so whatever reads or writes rows is done in a thread
beside it (`World.do`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from playwright.sync_api import Browser, BrowserContext

from ci_platform.celery import app as workers
from engagement.actions.contributors import ASK
from engagement.actions.motions import CLOSE, OPEN
from initiatives import clock
from initiatives.access.remembered import remembered
from initiatives.due import claim_ripe
from initiatives.models import Due, Initiative, JobRun, Person
from initiatives.tenancy import inside
from tests.conftest import Browser as Client
from tests.conftest import FreshDatabase
from tests.e2e.conftest import Visit
from tests.personas import OWN

T = TypeVar("T")
DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
MOST_ROUNDS = 20  # of jobs that ask for jobs
ON_TIME = (OPEN, CLOSE, ASK)  # what changes a question; the others only read the clock


class _Quiet(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the name is the library's)
        """Say nothing."""


@dataclass
class World:
    """A database of its own behind a server of its own, at a moment that moves only forward."""

    database: FreshDatabase
    browser: Browser
    now: datetime
    address: str = ""
    contexts: list[BrowserContext] = field(default_factory=list)
    product: WSGIHandler = field(default_factory=WSGIHandler)

    def answer(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request at the moment of this world; its connections end with it."""
        try:
            with clock.at(self.now):
                parts = self.product(environ, start_response)
                try:
                    return [b"".join(parts)]
                finally:
                    parts.close()
        finally:
            connections.close_all()

    def do(self, call: Callable[[], T]) -> T:
        """Do something with the rows of the initiative now, in a thread, in a transaction."""

        def work() -> T:
            with clock.at(self.now), transaction.atomic(), inside(Initiative.objects.get(slug=OWN).pk):
                return call()

        return self._beside(work)

    def wait(self, **time: float) -> None:
        """Let time pass. Votes open and close at their time; what only reads the clock is done once, at the end."""
        until = self.now + timedelta(**time)
        while self.now < until:
            self.now = self._beside(lambda: self._next_due(until))
            remembered.clear()
            cache.clear()
            self._beside(self._work_off)

    def visit(self, who: Person | None, screen: dict[str, int], **options: Any) -> Visit:
        """Return a browser session of somebody, signed in; of nobody for None."""
        context = self.browser.new_context(viewport=screen, bypass_csp=True, **options)  # type: ignore[arg-type]
        self.contexts.append(context)
        if who is not None:
            key = self.do(lambda: _session_of(who))
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.address}])
        return Visit(context, self.address)

    def _next_due(self, until: datetime) -> datetime:
        """Return when something is due next; `until` if nothing is before."""
        waiting = Due.objects.filter(job__in=ON_TIME, claimed_at__isnull=True)
        between = waiting.filter(due_at__gt=self.now, due_at__lt=until).order_by("due_at")
        return between.values_list("due_at", flat=True).first() or until

    def _work_off(self) -> None:
        """Claim what is due and run its jobs until none is left, as the workers do."""
        workers.loader.import_default_modules()
        home = Initiative.objects.get(slug=OWN).pk
        with clock.at(self.now):
            for _round in range(MOST_ROUNDS):
                claim_ripe()
                with transaction.atomic(), inside(home):
                    waiting = list(JobRun.objects.unfinished().values_list("pk", "task"))
                if not waiting:
                    return
                for run, task in waiting:
                    workers.tasks[task](run, initiative_id=home)
        raise AssertionError(f"jobs without an end: {waiting}")

    def _beside(self, call: Callable[[], T]) -> T:
        [done] = self.database.in_threads(call)
        if isinstance(done, BaseException):
            raise done
        return done


@contextmanager
def served(world: World) -> Iterator[World]:
    """Serve a world on a free port of this machine until the end."""

    def set_clock(connection: BaseDatabaseWrapper, **_more: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.now', %s, false)", [clock.now().isoformat()])

    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, connections_override={})
    server.daemon_threads = True
    server.set_app(world.answer)
    world.address = f"http://127.0.0.1:{server.server_port}"
    connection_created.connect(set_clock)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield world
    finally:
        for context in world.contexts:
            with suppress(Exception):
                context.close()
        server.shutdown()
        server.server_close()
        thread.join(10)
        connection_created.disconnect(set_clock)


def _session_of(who: Person) -> str:
    client = Client()
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value
