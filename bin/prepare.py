"""Makes the virtual environment from a hashed lock, then hands over to it: prepare.py run|test|tools [arguments].

Runs on python3 alone (standard library, isolated). Each step that takes time is printed with its seconds. What root may
install is installed with apt-get; everybody else gets one sentence that says what is missing.
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UNFINISHED = VENV / "unfinished"
OLDEST = (3, 11)
ROOM = 800  # MB: the packages of the product and of its tests
PANGO = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
LOCKS = {"run": "run.txt", "test": "test.txt", "tools": "test.txt"}


class Missing(Exception):
    """Something that the product needs and that can't be installed from here. Its text is the whole message."""


@contextmanager
def phase(name: str) -> Iterator[None]:
    """Print a step's name at once and its seconds when it is done."""
    print(f"  {name} ".ljust(44, "."), end=" ", flush=True)
    began = time.monotonic()
    yield
    print(f"{time.monotonic() - began:5.1f} s", flush=True)


def apt_install(packages: list[str], purpose: str) -> None:
    """Install Debian packages as root; for anybody else say which are missing."""
    names = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(
            f"{purpose} needs a package that is missing here: ask an administrator for `apt-get install {names}`."
        )
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = ["apt-get", "-qq", "-o", "Acquire::Retries=3"]
    with phase(f"installing {names}"):
        subprocess.run(
            [*get, "update"], env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        done = subprocess.run(
            [*get, "install", "-y", "--no-install-recommends", *packages],
            env=quiet,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode != 0:
        raise Missing(f"apt-get could not install {names}:\n{last_lines(done.stderr)}")


def last_lines(text: str, count: int = 4) -> str:
    """Return the end of what a program said, indented."""
    return "\n".join(f"    {line}" for line in text.strip().splitlines()[-count:])


def require_python() -> None:
    """Refuse a python3 that is too old, and get Debian's venv module where it is split off."""
    if sys.version_info[:2] < OLDEST:
        raise Missing(
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; python3 here is {sys.version.split()[0]}."
        )
    if importlib.util.find_spec("ensurepip") is None:
        apt_install(["python3-venv"], "The virtual environment")


def require_writable() -> None:
    """Refuse to install into somebody else's copy."""
    if not os.access(VENV if VENV.exists() else ROOT, os.W_OK):
        raise Missing(f"{ROOT} can't be written and is not ready to start: make a copy of it that you own.")


def require_room() -> None:
    """Refuse to begin an installation that would fill the disk."""
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < ROOM:
        raise Missing(
            f"The disk under {ROOT} has {free} MB free and {ROOM} MB are needed: make room and start again."
        )


def make_venv() -> None:
    """Make the virtual environment, or make it anew when its making was cut off or its python is gone."""
    if os.path.exists(PYTHON) and not UNFINISHED.exists():
        return
    with phase("making the virtual environment"):
        VENV.mkdir(exist_ok=True)
        for entry in VENV.iterdir():
            shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        UNFINISHED.touch()
        command = [sys.executable, "-m", "venv", str(VENV)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Missing(
            f"The virtual environment {VENV} could not be made:\n{last_lines(done.stdout + done.stderr)}"
        )


def stamp(lock: Path) -> Path:
    """Return the file that is there once exactly this lock has been installed with this Python."""
    digest = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()[:20]
    return VENV / f"installed-{digest}"


def pins(lock: Path) -> set[str]:
    """Return the name==version entries of a lock."""
    return set(re.findall(r"^([a-z0-9][\w.\-\[\],]*==[^\s;\\]+)", lock.read_text(), re.MULTILINE))


def install(lock: Path) -> None:
    """Install a lock with its hashes checked. A start that is cut off here makes the environment anew."""
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--retries", "3", "--prefer-binary", "--require-hashes", "-r", str(lock)]
    UNFINISHED.touch()
    with phase(f"installing {len(pins(lock))} packages"):
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Missing(
            "The packages could not be installed; the first start needs the network. Start again when it is there.\n"
            + last_lines("\n".join(re.findall("^ERROR:.*", done.stderr, re.MULTILINE)) or done.stderr)
        )
    UNFINISHED.unlink()
    for other in lock.parent.glob("*.txt"):
        if pins(other) <= pins(lock):
            stamp(other).touch()


def require_pango() -> None:
    """Make sure that the libraries are there which lay out a report's text."""
    absent = []
    for library, package in PANGO.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            absent.append(package)
    if absent:
        apt_install(absent, "Writing reports as PDF")


def require_chromium() -> None:
    """Make sure that the browser of the end-to-end tests is there."""
    if not shutil.which("chromium"):
        apt_install(["chromium"], "The tests in a browser")


def make_catalogs() -> None:
    """Make the translations readable for the product; whoever may not write here has them from whoever installed it."""
    if os.access(ROOT / "locale", os.W_OK):
        subprocess.run([str(PYTHON), "-m", "ci_platform.catalogs"], cwd=ROOT, check=True)


def prepare(purpose: str) -> None:
    """Make everything ready for `purpose`; whoever else wants the same environment waits.

    The lock lies where the environment really is, since copies of the project may share one by a link.
    """
    require_python()
    lock = ROOT / "requirements" / LOCKS[purpose]
    directory = os.open(VENV.resolve().parent, os.O_RDONLY)
    fcntl.flock(directory, fcntl.LOCK_EX)
    try:
        if not (os.path.exists(PYTHON) and stamp(lock).exists()):
            require_writable()
            require_room()
            make_venv()
            install(lock)
        make_catalogs()
        require_pango()
        if purpose == "test":
            require_chromium()
    finally:
        os.close(directory)


def hand_over(purpose: str, arguments: list[str]) -> None:
    """Become the supervisor, or the tests beside their own database; CI_DATA_DIR keeps its meaning after the move."""
    if chosen := os.environ.get("CI_DATA_DIR"):
        os.environ["CI_DATA_DIR"] = os.path.abspath(chosen)
    elif purpose == "test":
        os.environ["CI_DATA_DIR"] = str(ROOT / ".data" / "test")
    os.chdir(ROOT)
    if purpose == "run":
        os.execv(PYTHON, [str(PYTHON), "-m", "ci_platform.supervisor", *arguments])
    if purpose == "test":
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # dozens of processes would read all code anew
        tests = [str(PYTHON), "-m", "pytest", *(arguments or ["-n", "2"])]
        os.execv(PYTHON, [str(PYTHON), "-m", "ci_platform.embedded", "--tests", "with", "--", *tests])


def main() -> int:
    """Prepare and hand over; a missing thing is one sentence and status 1."""
    purpose, arguments = sys.argv[1], sys.argv[2:]
    if purpose == "run":
        print("Collective impact", flush=True)
    try:
        prepare(purpose)
    except Missing as missing:
        print(f"\n{missing}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"\n{error.strerror}: {error.filename}. Nothing was started.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before the start.", file=sys.stderr)
        return 130
    hand_over(purpose, arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
