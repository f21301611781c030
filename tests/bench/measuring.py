"""How something is timed: all sides in turn, round after round, and the median of the rounds."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Side = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table that is printed."""

    key: str
    what: str
    goal: str
    measured: str
    is_met: bool | None = None


def seconds(side: Side) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    side()
    return time.perf_counter() - began


def interleaved(sides: Mapping[str, Side], *, rounds: int, each: int = 1) -> dict[str, float]:
    """Return the median seconds of each side; in every round each has its turn `each` times."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            found[name].append(statistics.median(seconds(side) for _ in range(each)))
    return {name: statistics.median(times) for name, times in found.items()}


@dataclass
class Browser:
    """One kept connection to a server on this machine."""

    port: int
    line: http.client.HTTPConnection | None = field(default=None, repr=False)

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """Return an answer and its body; a connection that the server has closed is opened again."""
        for _ in range(2):
            self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            try:
                sent = {name.replace("_", "-"): value for name, value in headers.items()}
                self.line.request("GET", path, headers={"Host": "localhost", **sent})
                answer = self.line.getresponse()
                return answer, answer.read()
            except (OSError, http.client.HTTPException):
                self.line = None
        raise ConnectionError(f"No answer from port {self.port} for {path}.")

    def side(self, path: str, status: int = 200, **headers: str) -> Side:
        """Return a request to be timed."""

        def ask() -> None:
            answer, _ = self.get(path, **headers)
            if answer.status != status:
                raise ValueError(f"{path} answered {answer.status}, not {status}")

        return ask
