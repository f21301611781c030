"""What must be true before the first page: a free port, the environment, the tables, the demonstration data."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ci_platform.children import mark_of, python, run_to_end
from ci_platform.embedded import Engine
from ci_platform.engine.place import Place, write_private
from ci_platform.engine.postgres import ask
from ci_platform.engine.problems import Problem
from ci_platform.engine.server import last_lines
from initiatives.erased import FILE, came_back, noted

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}
APPS = ("ci_platform", "communications", "engagement", "measurement", "initiatives")
IDENTITY = """
SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database()
"""
# The pages of the API's description and of guardian: large, rarely asked for, and served from their packages.
NOT_COLLECTED = ("drf_spectacular_sidecar", "rest_framework", "guardian")
APPLIED = "SELECT count(*), max(id) FROM django_migrations"


def port_from(variables: Mapping[str, str]) -> int:
    """Return the port that PORT asks for (8000 without it)."""
    text = variables.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Problem(f"PORT={text} is not a port: set a number between 1 and 65535, such as PORT=8001.")
    return int(text)


def require_free(port: int) -> None:
    """Refuse a port that somebody else answers on, before anything is started."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise Problem(
                f"Port {port} is kept for the administrator: choose a higher one, PORT=8001."
            ) from error
        except OSError as error:
            raise Problem(
                f"Port {port} is taken by another program: stop it, or choose another port, PORT={port + 1} bin/run."
            ) from error


def environment_for(place: Place, engine: Engine, port: int) -> dict[str, str]:
    """Return the environment of every child: this one's, completed where it says nothing."""
    given = dict(os.environ)
    hosts = {host for host in given.get("CI_HOSTS", "").split(",") if host}
    own = engine.environment()
    if given.get("DATABASE_URL"):
        own = {name: value for name, value in own.items() if not name.startswith("DATABASE_")}
    defaults = {
        **own,
        "CI_BASE_URL": f"http://localhost:{port}",
        "CI_STATIC_ROOT": str(place.root / "static"),
        "CI_DEMO": "1" if hosts <= LOOPBACK else "0",
    }
    chosen = {**defaults, **{name: value for name, value in given.items() if value}}
    name, _, value = mark_of(place.root).partition("=")
    fixed = {"PORT": str(port), "CI_DATA_DIR": str(place.root), "PYTHONUNBUFFERED": "1", name: value}
    return {**chosen, **fixed}


@dataclass(frozen=True)
class Preparation:
    """The tables and the demonstration data of one database; what is done is remembered beside the data."""

    place: Place
    environment: dict[str, str]

    @property
    def needs_tables(self) -> bool:
        """Whether the code or the database has changed since `migrate` last ended well."""
        return self._remembered().get("migrated") != self._state()

    @property
    def needs_demonstration(self) -> bool:
        """Whether this is a demonstration whose data was never completed in this database."""
        return self.environment["CI_DEMO"] == "1" and self._remembered().get("seeded") != self._identity()

    @property
    def needs_collecting(self) -> bool:
        """Whether styles, fonts or pictures have changed since they were last collected."""
        manifest = Path(self.environment["CI_STATIC_ROOT"]) / "staticfiles.json"
        return not manifest.is_file() or self._remembered().get("collected") != _static_state()

    def collect(self) -> None:
        """Put styles, fonts and pictures, compressed and under names of their contents, where the web server looks."""
        ignored = [f"--ignore={name}" for name in NOT_COLLECTED]
        self._manage("collectstatic", "--no-input", "--clear", "--verbosity=0", *ignored)
        self._remember("collected", _static_state())

    def make_tables(self) -> None:
        """Bring the tables up to date as the owner."""
        self._manage("migrate", "--no-input")
        self._remember("migrated", self._state())

    @property
    def needs_erasing(self) -> bool:
        """Whether the database comes from a backup and holds somebody who was erased since."""
        gone = noted(self.place.root / FILE)
        return bool(gone) and ask(self._owner, came_back(gone)) != "0"

    def erase_again(self) -> None:
        """Erase whom the backup has brought back, before anybody can see a page."""
        self._manage("erase_again")

    def make_demonstration(self) -> None:
        """Fill in the demonstration initiatives; a seed that was cut off is run again at the next start."""
        self._manage("seed")
        self._remember("seeded", self._identity())

    def _manage(self, *arguments: str) -> None:
        log = self.place.logs / f"{arguments[0]}.log"
        if run_to_end(python("manage.py", *arguments), self.environment, log) != 0:
            raise Problem(f"manage.py {arguments[0]} failed; the end of {log} says why:\n{last_lines(log)}")

    def _state(self) -> str:
        code = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
        for app in APPS:
            for path in sorted((ROOT / app).rglob("*.py")):
                code.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
        return f"{code.hexdigest()} {self._identity()} {self._applied()}"

    def _identity(self) -> str:
        try:
            return ask(self._owner, IDENTITY)
        except subprocess.CalledProcessError as error:
            raise Problem(f"The database can't be asked: {error.stderr.strip()}") from error

    def _applied(self) -> str:
        try:
            return ask(self._owner, APPLIED)
        except subprocess.CalledProcessError:
            return "nothing"

    @property
    def _owner(self) -> str:
        return self.environment.get("DATABASE_OWNER_URL") or self.environment["DATABASE_URL"]

    @property
    def _note(self) -> Path:
        return self.place.root / "prepared.json"

    def _remembered(self) -> dict[str, str]:
        try:
            found: dict[str, str] = json.loads(self._note.read_text())
        except (OSError, ValueError):
            return {}
        return found

    def _remember(self, what: str, value: str) -> None:
        write_private(self._note, json.dumps({**self._remembered(), what: value}, indent=1))


def _static_state() -> str:
    state = hashlib.sha256((ROOT / "requirements" / "run.txt").read_bytes())
    for path in sorted(path for path in (ROOT / "static").rglob("*") if path.is_file()):
        state.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return state.hexdigest()
