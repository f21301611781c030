"""G5: public pages behind a proxy that keeps them: how many it answers, and how soon a change shows."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from django.db import connections, transaction

from initiatives.models import Initiative, Person, Principle
from initiatives.tenancy import inside
from tests.bench.figures import use
from tests.bench.ground import ROOT, WIDE, Ground, Server, free_port
from tests.bench.measuring import Browser, Row, interleaved
from tests.factories.records import make_principle
from tests.factories.restrictions import make_restriction

PAGE, LIST = f"/i/{WIDE}/", f"/i/{WIDE}/agenda/principles/"
TIMES, SHOWS = 5.0, 1.0
PLANTED = 4.0
Step: TypeAlias = tuple[str, Callable[[], None], Callable[[bytes, int], bool]]


def behind_a_proxy(ground: Ground) -> list[Row]:
    """Count what is answered, time what changes, and see that a proxy which keeps pages too long is noticed."""
    database = ground.copy(ground.small, "ci_shared")
    initiative, by = use(database)
    server = ground.serve(database)
    rows = [_answered(server, ground.rounds), _cookies(server)]
    with _proxy(server) as port:
        rows += [
            _shows(what, after, SHOWS) for what, after in _delays(port, initiative, by, ground.rounds).items()
        ]
    with _proxy(server, PLANTED) as port:
        slow = max(_delays(port, initiative, by, 1).values())
    what = f"the same behind a proxy that keeps everything for {PLANTED:g} s"
    rows.append(Row("G5", what, f"> {SHOWS:g} s", f"{slow:.2f} s", slow > SHOWS))
    server.stop()
    ground.servers.remove(server)
    connections.close_all()
    return rows


def _shows(what: str, after: float, most: float) -> Row:
    return Row(
        "G5",
        f"{what}: shows behind the proxy after at most",
        f"≤ {most:g} s",
        f"{after:.2f} s",
        after <= most,
    )


def _answered(server: Server, rounds: int) -> Row:
    """One reader after the other, each for a page that is kept; hello straight from the server."""
    with _proxy(server) as port:
        near, far = _Reader(port, PAGE), _Reader(server.browser.port, "/hello/")
        sides = {"proxy": near.read, "hello": far.read}
        for side in sides.values():
            side()
        found = interleaved(sides, rounds=max(rounds, 9), each=200)
    ratio = found["hello"] / found["proxy"]
    words = f"{ratio:.1f} × ({1 / found['proxy']:,.0f} / {1 / found['hello']:,.0f} a second)"
    what = (
        f"overview from the proxy ({len(near.last) // 1024} KB, compressed) against hello: answers a second"
    )
    return Row("G5", what, f"≥ {TIMES:g} × hello", words, ratio >= TIMES)


def _cookies(server: Server) -> Row:
    paths = (
        PAGE,
        LIST,
        f"/i/{WIDE}/results/",
        f"/i/{WIDE}/people/",
        f"/i/{WIDE}/plan/",
        f"/i/{WIDE}/meetings/",
        "/",
    )
    told = [server.browser.get(path)[0].headers.get("Set-Cookie") for path in paths]
    set_by = sum(one is not None for one in told)
    return Row("G5", f"public pages that set a cookie, of {len(paths)}", "0", str(set_by), set_by == 0)


def _delays(port: int, initiative: Initiative, by: Person, rounds: int) -> dict[str, float]:
    """Change something right after the proxy has fetched the page, and look until it shows: the longest of some rounds."""
    found: dict[str, float] = {}
    browser = Browser(port)
    for number in range(rounds):
        for what, change, shows in _steps(initiative, by, f"Marked {port} {number}"):
            time.sleep(1.1)
            browser.get(LIST)
            found[what] = max(found.get(what, 0.0), _after(browser, initiative, change, shows))
        with transaction.atomic(), inside(initiative.pk):
            _publish(initiative, by)
    return found


def _steps(initiative: Initiative, by: Person, words: str) -> tuple[Step, ...]:
    """Return what is changed in turn, and how one sees it."""
    made: list[Principle] = []

    def publish() -> None:
        made.append(make_principle(words, by=by))

    def withhold() -> None:
        make_restriction(made[0].record, by=by)

    def take_down() -> None:
        _publish(initiative, None)

    def is_there(page: bytes, status: int) -> bool:
        return status == 200 and words.encode() in page

    def is_gone(page: bytes, status: int) -> bool:
        return status == 200 and words.encode() not in page

    def is_nowhere(_page: bytes, status: int) -> bool:
        return status == 404

    return (
        ("published", publish, is_there),
        ("restricted", withhold, is_gone),
        ("unpublished", take_down, is_nowhere),
    )


def _publish(initiative: Initiative, by: Person | None) -> None:
    at = initiative.published_at if by else None
    Initiative.objects.filter(pk=initiative.pk).update(published_at=at, published_by=by)


def _after(
    browser: Browser,
    initiative: Initiative,
    change: Callable[[], object],
    shows: Callable[[bytes, int], bool],
) -> float:
    """Return how long after a change somebody still asks for the old page and gets it."""
    with transaction.atomic(), inside(initiative.pk):
        change()
    changed = time.monotonic()
    while True:
        asked = time.monotonic()
        answer, page = browser.get(LIST)
        if shows(page, answer.status):
            return asked - changed
        if asked - changed > 30:
            raise TimeoutError("the change never showed")
        time.sleep(0.02)


class _Reader:
    """A kept connection that reads as little as it must, so that the server is timed and not the reader."""

    def __init__(self, port: int, path: str) -> None:
        """Connect, with the headers of a browser without an account."""
        self.line = socket.create_connection(("127.0.0.1", port))
        self.request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\nAccept-Language: en\r\n\r\n".encode()
        self.last = b""

    def read(self) -> None:
        """Ask, and read the whole answer."""
        self.line.sendall(self.request)
        came = b""
        while b"\r\n\r\n" not in came:
            came += self._more()
        head = came[: came.index(b"\r\n\r\n")].lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        while len(came) < len(head) + 4 + length:
            came += self._more()
        if b" 200 " not in head[:20]:
            raise ValueError(head[:60])
        self.last = came

    def _more(self) -> bytes:
        came = self.line.recv(262_144)
        if not came:
            raise ConnectionError("the server hung up")
        return came


class _proxy:  # noqa: N801 (used as a function is)
    """Run the proxy in front of a server."""

    def __init__(self, server: Server, planted: float = 0) -> None:
        """Choose a port."""
        self.port = free_port()
        command = [
            sys.executable,
            "-m",
            "tests.bench.proxy",
            str(self.port),
            str(server.browser.port),
            str(planted),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT)

    def __enter__(self) -> int:
        """Wait until it answers."""
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return self.port
            time.sleep(0.05)
        raise TimeoutError("the proxy did not start")

    def __exit__(self, *_error: object) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=10)
