"""Starts the whole product on this machine, keeps it alive and stops it: what bin/run becomes.

PostgreSQL and Redis (where no address is given), the tables, the demonstration data, the web server, the worker and
the beat. Ctrl-C or SIGTERM stops everything that was started, children of children included.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TextIO

from ci_platform.children import Child, end_inherited, inherit_orphans, mark_of, python, reap, stop_orphans
from ci_platform.embedded import Engine, start_servers, stop_servers
from ci_platform.ending import ENDING, Stopped
from ci_platform.engine.place import Place
from ci_platform.engine.postgres import Postgres
from ci_platform.engine.problems import Problem
from ci_platform.engine.processes import marked, stop, wait_until
from ci_platform.engine.redis import Redis
from ci_platform.phases import phase, say
from ci_platform.preparation import Preparation, environment_for, port_from, require_free

LOCK = "supervisor.lock"
TICK = 0.25
FIRST_PAGE_WITHIN = 300.0  # on a quiet machine it takes four; a busy one may take its time
LAST_TASK_WITHIN = 10.0
AFTER_PAGES = 5  # niceness of the work behind pages: it gets a quarter where both want the same core
KEPT_OPEN = (
    "75"  # seconds; browsers and proxies let go after 60 or less, so that no request meets a closing line
)
QUEUES = "interactive,reports,imports,mail"
PEOPLE = {
    "backbone": "directs the backbone of Every Student Graduates",
    "partner": "works for a partner organisation there",
    "resident": "lives there and has a seat",
    "funder": "funds it",
    "outsider": "belongs to the other initiative only",
}


@dataclass
class Supervisor:
    """One running product: its servers, its children and the environment that they share."""

    place: Place
    port: int
    environment: dict[str, str]
    servers: list[Postgres | Redis]
    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Bring up everything in order; return when the first page answers."""
        if self.servers:
            with phase("database and queue"):
                start_servers(self.place, self.servers)
        ENDING.check()
        preparation = Preparation(self.place, self.environment)
        if preparation.needs_tables:
            with phase("tables"):
                preparation.make_tables()
        if preparation.needs_erasing:
            with phase("erasing whom the backup brought back"):
                preparation.erase_again()
        if preparation.needs_collecting:
            with phase("styles and fonts"):
                preparation.collect()
        if preparation.needs_demonstration:
            with phase("demonstration data"):
                preparation.make_demonstration()
        with phase("web server"):
            web = self._child("web server", *web_command(self.port))
            if not wait_until(lambda: self._first_page(web), seconds=FIRST_PAGE_WITHIN):
                raise Problem(
                    f"The web server does not answer; the end of {web.log} says why:\n{web.last_words}"
                )
        with phase("worker and beat"):
            self._child("worker", *worker_command(), nice=AFTER_PAGES)
            self._child("beat", *beat_command(self.place), nice=AFTER_PAGES)

    def watch(self) -> None:
        """Start again what dies, for ever; a Problem when something dies at once three times in a row."""
        while True:
            ENDING.check()
            self.look_after()
            time.sleep(TICK)

    def look_after(self) -> None:
        """Look once whether everything lives, and start again what does not."""
        for server in self.servers:
            if not server.is_running:
                tell(f"{server.name} has gone and is started again.")
                start_servers(self.place, [server])
        for child in self.children:
            self._look_after(child)
        reap(self.children)

    def stop(self) -> None:
        """Stop everything: children first, then whatever else carries our mark, then the servers."""
        for child in reversed(self.children):
            child.ask_to_stop()
        wait_until(
            lambda: all(c.process is None or c.has_died for c in self.children), seconds=LAST_TASK_WITHIN
        )
        for child in self.children:
            child.bury()
        stop(marked(mark_of(self.place.root)), seconds=2)
        stop_servers(self.place, self.servers)

    def _child(self, name: str, *command: str, nice: int = 0) -> Child:
        log = self.place.logs / f"{name.partition(' ')[0]}.log"
        child = Child(name, list(command), self.environment, log, nice)
        self.children.append(child)
        child.start()
        return child

    def _look_after(self, child: Child) -> None:
        if child.has_died:
            how = child.bury()
            end_inherited(self.children, self.place.root)
            if child.dies_too_often:
                raise Problem(
                    f"The {child.name} {how} three times in a row right after its start; "
                    f"the end of {child.log} says why:\n{child.last_words}"
                )
            tell(f"The {child.name} {how} and is started again.")
        if child.process is None and time.monotonic() >= child.due:
            child.start()

    def _first_page(self, web: Child) -> bool:
        ENDING.check()
        self._look_after(web)
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request("GET", "/healthz", headers={"Host": "localhost"})
            return line.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            line.close()


def web_command(port: int) -> list[str]:
    """Return gunicorn's command line. Never --preload: `ci_platform.web` reads the code before the fork and refuses a pool."""
    gunicorn = python("-m", "gunicorn", "ci_platform.wsgi", "--config", "python:ci_platform.web")
    gunicorn += ["--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    size = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--keep-alive", KEPT_OPEN]
    return [*gunicorn, *size, "--graceful-timeout", "8", "--timeout", "120", "--log-level", "warning"]


def worker_command() -> list[str]:
    """Return the command line of the Celery worker: two at a time, every queue."""
    worker = python("-m", "celery", "-A", "ci_platform", "worker", "--queues", QUEUES, "--concurrency", "2")
    return [*worker, "--loglevel", "WARNING", "--without-gossip", "--without-mingle"]


def beat_command(place: Place) -> list[str]:
    """Return the command line of the clock that asks every few seconds what is due."""
    beat = python("-m", "celery", "-A", "ci_platform", "beat", "--loglevel", "WARNING", "--pidfile=")
    return [*beat, "--schedule", str(place.root / "beat-schedule")]


def tell(sentence: str) -> None:
    """Print what happened, with the time of day."""
    say(f"{datetime.now(tz=UTC):%H:%M:%S} UTC  {sentence}")


def welcome(port: int, seconds: float, *, demo: bool) -> None:
    """Print the address, and how to sign in as each demonstration person."""
    address = f"http://localhost:{port}"
    say(f"\nReady after {seconds:.1f} s:  {address}\n")
    if demo:
        say(f"Sign in at {address}/signin/ with one press of a button as")
        for name, role in PEOPLE.items():
            say(f"  {f'{name}@example.org':24} {role}")
        say("")
    say("Ctrl-C stops everything.")


@contextlib.contextmanager
def sole_use(place: Place, port: int) -> Iterator[TextIO]:
    """Hold the data directory for this supervisor; refuse when another one has it."""
    with (place.root / LOCK).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise Problem(
                f"The product already runs in {place.root} ({file.read().strip() or 'just starting'}): use it, stop it, "
                f"or start a second one with another CI_DATA_DIR and PORT."
            ) from error
        file.truncate(0)
        file.write(f"process {os.getpid()}, http://localhost:{port}\n")
        file.flush()
        yield file


def supervise(place: Place, port: int) -> None:
    """Run the product in this data directory until somebody asks for the end."""
    began = time.monotonic()
    stop_orphans(place.root)
    require_free(port)
    engine = Engine(place)
    given = {Postgres: "DATABASE_URL", Redis: "REDIS_URL"}
    servers = [
        server for server in (engine.postgres, engine.redis) if not os.environ.get(given[type(server)])
    ]
    supervisor = Supervisor(place, port, environment_for(place, engine, port), servers)
    try:
        supervisor.start()
        welcome(port, time.monotonic() - began, demo=supervisor.environment["CI_DEMO"] == "1")
        supervisor.watch()
    finally:
        with phase("stopping"):
            supervisor.stop()


def main() -> int:
    """Run until the end; return 0 when somebody asked for it, 1 when something is wrong."""
    inherit_orphans()
    ENDING.listen()
    try:
        place, port = Place.from_environment(), port_from(os.environ)
        with sole_use(place, port):
            supervise(place, port)
    except Stopped:
        return 0
    except Problem as problem:
        with contextlib.suppress(OSError):
            print(f"\n{problem}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
