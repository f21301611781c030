"""Processes told apart for certain: by their start time, their directory or their mark, never by their name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
STEP = 0.03


@dataclass(frozen=True)
class Process:
    """One process of this machine; `started` (clock ticks after boot) tells it from a later one with the same number."""

    pid: int
    started: int

    @classmethod
    def find(cls, pid: int) -> Process | None:
        """Return the process with this number, or None when there is none or only its zombie."""
        try:
            text = (PROC / str(pid) / "stat").read_text(errors="replace")
        except OSError:
            return None
        fields = text.rpartition(")")[2].split()
        return None if fields[0] in "ZX" else cls(pid, int(fields[19]))

    @property
    def is_alive(self) -> bool:
        """Whether exactly this process still runs."""
        return Process.find(self.pid) == self

    @property
    def directory(self) -> Path | None:
        """The directory that it works in; None when it may not be asked."""
        try:
            return Path(os.readlink(PROC / str(self.pid) / "cwd"))
        except OSError:
            return None

    def carries(self, mark: str) -> bool:
        """Whether its environment has the entry `mark` (NAME=value)."""
        try:
            return mark.encode() in (PROC / str(self.pid) / "environ").read_bytes().split(b"\0")
        except OSError:
            return False

    def send(self, number: signal.Signals) -> None:
        """Send a signal, unless the process is gone."""
        if self.is_alive:
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return


def every_process() -> Iterator[Process]:
    """Yield the living processes of this machine, except this one."""
    for entry in os.listdir(PROC):
        if entry.isdigit() and int(entry) != os.getpid():
            found = Process.find(int(entry))
            if found:
                yield found


def working_in(directory: Path) -> list[Process]:
    """Return the processes whose working directory is `directory`: a database server's whole family."""
    return [process for process in every_process() if process.directory == directory]


def marked(mark: str) -> list[Process]:
    """Return the processes that inherited the environment entry `mark` (NAME=value)."""
    return [process for process in every_process() if process.carries(mark)]


def wait_until(is_true: Callable[[], bool], *, seconds: float) -> bool:
    """Ask again and again, at most for `seconds`; return the last answer."""
    end = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > end:
            return False
        time.sleep(STEP)
    return True


def stop(processes: list[Process], *, first: signal.Signals = signal.SIGTERM, seconds: float = 10) -> None:
    """Ask the processes to end with `first`; after `seconds` end them with SIGKILL."""
    for process in processes:
        process.send(first)
    if not wait_until(lambda: not any(p.is_alive for p in processes), seconds=seconds):
        for process in processes:
            process.send(signal.SIGKILL)
        wait_until(lambda: not any(p.is_alive for p in processes), seconds=5)
