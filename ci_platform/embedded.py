"""PostgreSQL and Redis of this machine, inside the data directory: `python -m ci_platform.embedded start|stop|…`.

    start        start both; say where
    stop         stop both
    status       say what runs
    env          print the lines to `eval` in a shell, so that manage.py finds both
    with -- CMD  start both, run CMD with their addresses, stop them if they were started for it

`--tests` trades safety on a power cut for speed; CI_DATA_DIR chooses the place.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from ci_platform.engine.place import Place
from ci_platform.engine.postgres import APPLICATION, BACKUP, OWNER, Postgres
from ci_platform.engine.problems import Problem, require_room
from ci_platform.engine.redis import Redis

KEPT = "engine.kept"


@dataclass(frozen=True)
class Engine:
    """Both servers of one place."""

    place: Place
    for_tests: bool = False

    @property
    def postgres(self) -> Postgres:
        """The database server."""
        return Postgres(self.place, self.for_tests)

    @property
    def redis(self) -> Redis:
        """The queue and cache."""
        return Redis(self.place, self.for_tests)

    @property
    def is_kept(self) -> bool:
        """Whether somebody started the servers by hand and will stop them by hand."""
        return (self.place.root / KEPT).exists()

    def start(self) -> None:
        """Start what does not run yet."""
        start_servers(self.place, [self.postgres, self.redis])

    def stop(self) -> None:
        """Stop what runs."""
        stop_servers(self.place, [self.postgres, self.redis])

    def environment(self) -> dict[str, str]:
        """Return the variables by which the product finds both servers."""
        return {
            "CI_DATA_DIR": str(self.place.root),
            "DATABASE_URL": self.postgres.address(APPLICATION),
            "DATABASE_OWNER_URL": self.postgres.address(OWNER),
            "DATABASE_BACKUP_URL": self.postgres.address(BACKUP),
            "REDIS_URL": self.redis.address,
            "CI_SECRET_KEY": self.place.secret("key"),
        }


def start_servers(place: Place, servers: Sequence[Postgres | Redis]) -> None:
    """Start the servers that do not run yet, one starter at a time."""
    with place.lock("engine.lock"):
        require_room(place.root, first=not place.postgres.exists())
        for server in servers:
            server.start()


def stop_servers(place: Place, servers: Sequence[Postgres | Redis]) -> None:
    """Stop the servers that run, the last started first."""
    with place.lock("engine.lock"):
        for server in reversed(servers):
            server.stop()


def run_with(engine: Engine, command: list[str]) -> int:
    """Run a command beside the servers and return its exit status; the last user of the place stops them."""
    with (engine.place.root / "engine.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        engine.start()
        try:
            return subprocess.run(command, env={**os.environ, **engine.environment()}, check=False).returncode
        finally:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print(f"PostgreSQL and Redis stay: somebody else uses {engine.place.root}.", file=sys.stderr)
            else:
                if not engine.is_kept:
                    engine.stop()


def describe(engine: Engine) -> str:
    """Return one line for each server: what runs, and where."""
    lines = []
    for server in (engine.postgres, engine.redis):
        leader = server.traces.leader()
        state = f"runs as process {leader.pid}" if leader else "is stopped"
        lines.append(f"{server.name} {state} in {server.traces.directory}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Obey the command line; return the exit status."""
    options, command = _parse(arguments)
    engine = Engine(Place.from_environment(), options.tests)
    if options.verb == "with":
        return run_with(engine, command)
    if options.verb == "start":
        engine.start()
        (engine.place.root / KEPT).touch()
    if options.verb == "stop":
        (engine.place.root / KEPT).unlink(missing_ok=True)
        engine.stop()
    if options.verb == "env":
        print(
            "\n".join(f"export {name}={shlex.quote(value)}" for name, value in engine.environment().items())
        )
        return 0
    print(describe(engine))
    return 0


def _parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="python -m ci_platform.embedded",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=["start", "stop", "status", "env", "with"])
    parser.add_argument("--tests", action="store_true", help="speed before safety: for data that may be lost")
    split = arguments.index("--") if "--" in arguments else len(arguments)
    return parser.parse_args(arguments[:split]), arguments[split + 1 :]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Problem as problem:
        sys.exit(str(problem))
