"""Where the data lives: directories, the sockets' directory and the passwords of one data directory."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import secrets
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ci_platform.engine.problems import Problem, make_directory

LONGEST_SOCKET_PATH = 107
LONGEST_SOCKET_NAME = len("/.s.PGSQL.65535.lock")
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class Place:
    """One data directory. Two of them never meet, whatever else runs on the machine."""

    root: Path

    @classmethod
    def from_environment(cls) -> Place:
        """Return the place that CI_DATA_DIR names, or .data beside the code; make its directory."""
        chosen = os.environ.get("CI_DATA_DIR")
        root = Path(chosen) if chosen else Path(__file__).resolve().parents[2] / ".data"
        make_directory(root)
        return cls(root.resolve())

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.root / "postgres"

    @property
    def redis(self) -> Path:
        """The queue's append-only file."""
        return self.root / "redis"

    @property
    def logs(self) -> Path:
        """What the processes said; made when first asked for."""
        directory = self.root / "log"
        directory.mkdir(mode=0o700, exist_ok=True)
        return directory

    @property
    def sockets(self) -> Path:
        """The directory of the sockets: inside the place, or in the temporary directory when the path is long or odd."""
        inside = self.root / "run"
        fits = len(os.fsencode(inside)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH
        if fits and PLAIN_PATH.fullmatch(str(inside)):
            return inside
        name = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"ci-{os.geteuid()}-{name}"

    def secret(self, name: str) -> str:
        """Return the password or key called `name`, made once and kept in a file that only its owner reads."""
        path = self.root / "secrets.json"
        with self.lock("secrets.lock"):
            known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
            if name not in known:
                known[name] = secrets.token_urlsafe(48)
                write_private(path, json.dumps(known, indent=1))
        return known[name]

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold the lock file `name`; wait for whoever has it. It vanishes with its holder, however that dies."""
        with (self.root / name).open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def make_private(self, directory: Path, owner: int) -> None:
        """Make `directory`, give it to the user number `owner` and close it to everybody else."""
        try:
            directory.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            _refuse_foreign(directory, {owner, os.geteuid()})
        if directory.stat().st_uid != owner:
            os.chown(directory, owner, -1)
        directory.chmod(0o700)


def _refuse_foreign(directory: Path, owners: set[int]) -> None:
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in owners:
        raise Problem(
            f"{directory} belongs to somebody else on this machine: remove it, or set CI_DATA_DIR elsewhere."
        )


def write_private(path: Path, text: str, owner: int | None = None) -> Path:
    """Replace a file at once by one that only its owner (a user number; else this user) can read; return its path."""
    fresh = path.with_name(f"{path.name}.fresh")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
        if owner is not None:
            os.fchown(file.fileno(), owner, -1)
    return fresh.replace(path)
