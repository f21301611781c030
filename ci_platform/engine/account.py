"""Under which user the servers run: PostgreSQL refuses root, so root hands them to somebody with fewer rights."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ci_platform.engine.problems import Problem

NOBODY = 65534
AS_IF_NOBODY = ("unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--")


@dataclass(frozen=True)
class Account:
    """The user that a server runs as.

    `uid` owns the files; `prefix` is put before each command: inside a user namespace root appears as nobody, which
    works where nobody can't enter the path.
    """

    uid: int
    prefix: tuple[str, ...] = ()

    def run(self, command: list[str]) -> str:
        """Run a server's command to its end and return what it printed.

        Raises subprocess.CalledProcessError (with its stderr) when the command fails.
        """
        done = subprocess.run(
            [*self.prefix, *command],
            stdin=subprocess.DEVNULL,
            env=plain_environment(),
            user=self._drops_to,
            group=self._drops_to,
            extra_groups=None if self._drops_to is None else [],
            cwd="/",
            capture_output=True,
            text=True,
            check=True,
            start_new_session=True,
        )
        return done.stdout

    def launch(self, command: list[str], log: Path) -> int:
        """Run a command that leaves a server behind, its output appended to `log`; return its exit status."""
        with log.open("ab") as output:
            return subprocess.run(
                [*self.prefix, *command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env=plain_environment(),
                user=self._drops_to,
                group=self._drops_to,
                extra_groups=None if self._drops_to is None else [],
                cwd="/",
                check=False,
                start_new_session=True,
            ).returncode

    @property
    def _drops_to(self) -> int | None:
        return None if self.uid == os.geteuid() else self.uid


def plain_environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which no setting of this shell can change a server."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", **(extra or {})}


def choose(cluster: Path, binary: Path) -> Account:
    """Return the user for the servers of `cluster`: who owns it already, else the first that can work there."""
    if os.geteuid() != 0:
        return Account(os.geteuid())
    if cluster.exists():
        owner = cluster.stat().st_uid
        return Account(owner) if owner else Account(0, AS_IF_NOBODY)
    candidates = [Account(NOBODY), Account(0, AS_IF_NOBODY)]
    for account in candidates:
        if _can_work(account, cluster.parent, binary):
            return account
    raise Problem(
        f"PostgreSQL refuses to run as root, and no other user may enter {cluster.parent}: "
        "start as an ordinary user, or put the product where others may enter."
    )


def _can_work(account: Account, directory: Path, binary: Path) -> bool:
    try:
        account.run([str(binary), "--version"])
        account.run(["test", "-x", str(directory)])
    except (OSError, subprocess.SubprocessError):
        return False
    return True
