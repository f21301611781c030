"""What PostgreSQL and Redis have in common here: a pid file and a directory in which the whole family works."""

from __future__ import annotations

import contextlib
import signal
from dataclasses import dataclass
from pathlib import Path

from ci_platform.engine.processes import Process, stop, wait_until, working_in

PATIENCE = 60.0
ORPHANS_LEAVE_WITHIN = 5.0


@dataclass(frozen=True)
class Traces:
    """What a server leaves on disk: its directory, its pid file and its sockets' lock files."""

    directory: Path
    pid_file: Path
    leftovers: tuple[Path, ...]

    def leader(self) -> Process | None:
        """Return the living server of this directory.

        A pid file is believed only if its process works in this directory: the number may be stale, a zombie's, or
        already another program's.
        """
        try:
            found = Process.find(int(self.pid_file.read_text().split()[0]))
        except (OSError, ValueError, IndexError):
            return None
        return found if found and found.directory == self.directory else None

    def clear(self) -> None:
        """Remove what a killed server left behind, after its orphans have gone."""
        if not wait_until(lambda: not working_in(self.directory), seconds=ORPHANS_LEAVE_WITHIN):
            stop(working_in(self.directory), seconds=2)
        for path in (self.pid_file, *self.leftovers):
            with contextlib.suppress(FileNotFoundError):
                path.unlink()

    def halt(self, first: signal.Signals) -> None:
        """Stop the server and its family; `first` is the signal that it understands as an orderly stop."""
        leader = self.leader()
        if leader:
            stop([leader], first=first, seconds=20)
        stop(working_in(self.directory), seconds=5)


def last_lines(log: Path, count: int = 6, *, since: int = 0) -> str:
    """Return the end of a log for the message of a failed start; only what stands after the first `since` bytes."""
    try:
        lines = log.read_bytes()[since:].decode(errors="replace").splitlines()
    except OSError:
        return ""
    return "\n".join(f"    {line}" for line in lines[-count:])
