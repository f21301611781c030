"""Deletes the data of this machine's product: `python -m ci_platform.reset`, called by `make reset`.

Only what the product itself makes in its data directory is deleted, by name; anything else there stays.
"""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import signal
import sys
from pathlib import Path

from ci_platform.children import stop_orphans
from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.problems import Problem
from ci_platform.engine.processes import Process, stop
from ci_platform.supervisor import LOCK

OWN_NAMES = ("postgres", "postgres.new", "redis", "run", "log", "files", "mail", "static", "test")
OWN_PATTERNS = (
    "*.lock",
    "*.fresh",
    "beat-schedule*",
    "engine.users",
    "engine.kept",
    "erased.jsonl",
    "prepared.json",
    "secrets.json",
)


def stop_supervisor(place: Place) -> None:
    """Stop the supervisor of this place, if one holds its lock; its file tells the process."""
    path = place.root / LOCK
    with contextlib.suppress(FileNotFoundError), path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            words = file.read().replace(",", " ").split()
            found = Process.find(int(words[1])) if len(words) > 1 and words[1].isdigit() else None
            if not found:
                raise Problem(f"Something holds {path}: stop bin/run there first.") from None
            stop([found], first=signal.SIGTERM, seconds=40)


def delete(place: Place) -> list[Path]:
    """Delete what the product made in this place and return the paths."""
    found = [place.root / name for name in OWN_NAMES]
    found += [path for pattern in OWN_PATTERNS for path in place.root.glob(pattern)]
    if place.sockets.parent != place.root:
        found.append(place.sockets)
    gone = [path for path in found if path.exists()]
    for path in gone:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with contextlib.suppress(OSError):
        place.root.rmdir()
    return gone


def reset(place: Place) -> None:
    """Stop everything in this place and delete its data; the place of the tests inside it too."""
    if (place.root / "test").is_dir():
        reset(Place(place.root / "test"))
    stop_supervisor(place)
    stop_orphans(place.root)
    Engine(place).stop()
    delete(place)


def main() -> int:
    """Reset the place that CI_DATA_DIR names and say what was deleted."""
    place = Place.from_environment()
    reset(place)
    print(f"Everything of the product in {place.root} is deleted; the next bin/run begins anew.")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Problem as problem:
        sys.exit(str(problem))
