"""The processes that the supervisor keeps alive, and their whole families."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from ci_platform.ending import ENDING
from ci_platform.engine.processes import STEP, Process, marked, stop
from ci_platform.engine.server import last_lines

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
QUICK = 10.0
TOO_OFTEN = 3
LONGEST_WAIT = 8.0
LARGEST_LOG = 5 * 1024 * 1024


def inherit_orphans() -> None:
    """Become the parent of every grandchild whose parent dies, so that none is left to nobody."""
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def mark_of(place: Path) -> str:
    """Return the environment entry that every process started for this data directory carries."""
    return f"CI_SUPERVISED={place}"


def stop_orphans(place: Path) -> int:
    """Stop what a killed supervisor of this data directory left running; return how many there were."""
    orphans = marked(mark_of(place))
    stop(orphans, seconds=3)
    return len(orphans)


def run_to_end(command: list[str], environment: dict[str, str], log: Path) -> int:
    """Run one step of the start, its output in `log`; return its exit status. Being asked to end ends it too."""
    with _open_log(log) as output:
        step = _spawn(command, environment, output.fileno())
    try:
        while step.poll() is None:
            ENDING.check()
            time.sleep(STEP)
    finally:
        if step.poll() is None:
            step.terminate()
            step.wait()
    return step.returncode


@dataclass
class Child:
    """One process that is to run for as long as the supervisor does.

    `deaths` counts the times in a row that it died within QUICK seconds by its own fault; being killed from outside
    (SIGKILL) is nobody's fault and only makes the next start wait a little. With `nice` it lets others go first.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    nice: int = 0
    deaths: int = 0
    wait: float = 0.0
    began: float = field(default=0.0, repr=False)
    said: int = field(default=0, repr=False)
    due: float = field(default=0.0, repr=False)
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches only the supervisor."""
        with _open_log(self.log) as output:
            self.said = output.tell()
            self.process = _spawn(self.command, self.environment, output.fileno(), self.nice)
        self.began = time.monotonic()

    @property
    def has_died(self) -> bool:
        """Whether it has ended; it stays a zombie until bury(), so that its number can't be given away."""
        if self.process is None:
            return False
        flags = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, flags) is not None

    def bury(self) -> str:
        """End what is left of its family, and return how it ended, in words."""
        if self.process is None:
            return "was not running"
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self.process = None
        self._plan_next(status)
        return f"was killed (signal {-status})" if status < 0 else f"ended with status {status}"

    def ask_to_stop(self) -> None:
        """Ask it to finish what it has in hand."""
        if self.process is not None:
            self.process.terminate()

    @property
    def dies_too_often(self) -> bool:
        """Whether starting it again would be pointless."""
        return self.deaths >= TOO_OFTEN

    @property
    def last_words(self) -> str:
        """The end of what it has said since its last start; nothing of earlier days."""
        return last_lines(self.log, since=self.said)

    def _plan_next(self, status: int) -> None:
        lasted = time.monotonic() - self.began
        if lasted > QUICK:
            self.deaths, self.wait = 0, 0.0
        elif status != -signal.SIGKILL:
            self.deaths += 1
        self.due = time.monotonic() + self.wait
        self.wait = min(LONGEST_WAIT, self.wait * 2 or 0.5)


def reap(children: list[Child]) -> None:
    """Take leave of the dead that became ours by inheritance, and end the orphans of a dead child."""
    known = {child.process.pid for child in children if child.process}
    while True:
        try:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return
        if found is None or found.si_pid in known:
            return
        os.waitpid(found.si_pid, os.WNOHANG)


def end_inherited(children: list[Child], place: Path) -> None:
    """End the grandchildren that a dead child left to us, such as a report's process in a session of its own."""
    known = {child.process.pid for child in children if child.process}
    for process in marked(mark_of(place)):
        if process.pid not in known and _parent(process) == os.getpid():
            process.send(signal.SIGKILL)


def _parent(process: Process) -> int:
    try:
        text = Path(f"/proc/{process.pid}/stat").read_text(errors="replace")
    except OSError:
        return 0
    return int(text.rpartition(")")[2].split()[1])


def _spawn(
    command: list[str], environment: dict[str, str], output: int, nice: int = 0
) -> subprocess.Popen[bytes]:
    parent = os.getpid()

    def die_with_the_supervisor() -> None:
        os.nice(nice)
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=die_with_the_supervisor,  # noqa: PLW1509 (the supervisor has one thread)
    )


def _open_log(path: Path) -> BinaryIO:
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    return path.open("ab")


def python(*arguments: str) -> list[str]:
    """Return a command line of this environment's Python."""
    return [sys.executable, *arguments]
