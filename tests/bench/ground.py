"""The ground of a run: databases, web servers and data, each made when the first row asks for it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.postgres import APPLICATION, BACKUP, OWNER, SUPERUSER
from ci_platform.preparation import NOT_COLLECTED
from ci_platform.supervisor import web_command
from tests.bench.measuring import Browser

ROOT = Path(__file__).resolve().parents[2]
WIDE = "wide-0001"


@dataclass
class Server:
    """A gunicorn on one database, started as bin/run starts it."""

    process: subprocess.Popen[bytes]
    browser: Browser

    def stop(self) -> None:
        """End it and its workers."""
        self.process.terminate()
        self.process.wait(timeout=20)


@dataclass
class Ground:
    """What the rows share. `initiatives` is how many a large database has beside the measured one."""

    rounds: int
    initiatives: int
    servers: list[Server] = field(default_factory=list)

    @cached_property
    def engine(self) -> Engine:
        """The servers of this run's place."""
        return Engine(Place.from_environment())

    def variables(self, database: str, engine: Engine | None = None) -> dict[str, str]:
        """Return the environment in which the product finds one database."""
        at = engine or self.engine
        roles = {"DATABASE_URL": APPLICATION, "DATABASE_OWNER_URL": OWNER, "DATABASE_BACKUP_URL": BACKUP}
        addresses = {name: at.postgres.address(role, database) for name, role in roles.items()}
        return {**os.environ, **at.environment(), **addresses}

    def connect(self, role: str = SUPERUSER, database: str = "ci") -> psycopg.Connection[tuple[object, ...]]:
        """Return a connection that commits each statement."""
        return psycopg.connect(self.engine.postgres.address(role, database), autocommit=True)

    def manage(self, *arguments: str, database: str = "ci", engine: Engine | None = None) -> str:
        """Run manage.py and return what it printed."""
        variables = {**self.variables(database, engine), "DJANGO_SETTINGS_MODULE": "ci_platform.settings"}
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}: {done.stderr[-1500:]}")
        return done.stdout.strip()

    def copy(self, source: str, name: str) -> str:
        """Make a database from another one."""
        with self.connect(database="postgres") as line:
            line.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
            )
            line.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}" OWNER {OWNER}')
        return name

    @cached_property
    def small(self) -> str:
        """A database with one initiative of 50 indicators."""
        say("making tables and an initiative of 50 indicators")
        self.manage("migrate", "--verbosity=0")
        ignored = [f"--ignore={name}" for name in NOT_COLLECTED]
        self.manage("collectstatic", "--no-input", "--verbosity=0", *ignored)
        say(self.manage("seed", "--scale", "1", "--prefix", "wide", "--indicators", "50"))
        with self.connect() as line:
            line.execute("ANALYZE")  # as autovacuum does within a minute
        return self.copy("ci", "ci_small")

    @cached_property
    def large(self) -> str:
        """The same with many initiatives more, one of them deep."""
        self.copy(self.small, "ci_large")
        say(self.manage("seed", "--scale", str(self.initiatives), database="ci_large"))
        deep = ("--prefix", "deep", "--indicators", "4", "--periods", "60", "--groups", "399")
        say(self.manage("seed", "--scale", "1", *deep, database="ci_large"))
        with self.connect(database="ci_large") as line:
            line.execute("ANALYZE")
        return "ci_large"

    def serve(self, database: str, engine: Engine | None = None, **more: str) -> Server:
        """Start gunicorn on a database, with `more` in its environment, and wait for its first page."""
        port = free_port()
        process = subprocess.Popen(
            web_command(port),
            cwd=ROOT,
            env={**self.variables(database, engine), **more},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        server = Server(process, Browser(port))
        self.servers.append(server)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                server.browser.get("/hello/")
                break
            except ConnectionError:
                time.sleep(0.1)
        return server

    @cached_property
    def on_small(self) -> Server:
        """The server of the small database."""
        return self.serve(self.small)

    @cached_property
    def on_large(self) -> Server:
        """The server of the large database."""
        return self.serve(self.large)

    def close(self) -> None:
        """End all servers."""
        for server in self.servers:
            server.stop()


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def say(words: str) -> None:
    """Tell what is going on, apart from the table."""
    print(f"  … {words}", file=sys.stderr, flush=True)
