"""The real product, started by the real supervisor with its demonstration, and a real chromium in front of it."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
STARTS_WITHIN = 600.0
PATIENCE = 20_000  # milliseconds; other tests run beside these
OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "DATABASE_BACKUP_URL", "REDIS_URL", "CI_DATA_DIR", "CI_SECRET_KEY", "CI_DEMO", "DJANGO_SETTINGS_MODULE")  # fmt: skip


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the product, started once for all workers of a run, in a data directory of its own.

    Whoever comes first starts it; it ends when the last of them is done, so whoever started it waits for the others.
    With CI_E2E_ADDRESS the journeys walk a product that is running there already; what they write stays in it.
    """
    if running := os.environ.get("CI_E2E_ADDRESS"):
        yield running
        return
    run = tmp_path_factory.getbasetemp()
    run = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
    with (run / "product.lock").open("a") as lock, (run / "product.users").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(lock, fcntl.LOCK_EX)
        told, product = run / "product.port", None
        if not told.exists():
            product = _start(port := _free_port(), run / "product")
            told.write_text(str(port))
        fcntl.flock(lock, fcntl.LOCK_UN)
        try:
            yield f"http://localhost:{told.read_text()}"
        finally:
            fcntl.flock(users, fcntl.LOCK_UN)
            if product is not None:
                fcntl.flock(users, fcntl.LOCK_EX)
                product.terminate()
                product.wait(60)


@pytest.fixture
def alone(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests that write to the same rows of the product from running at the same moment in two workers."""
    with (tmp_path_factory.getbasetemp().parent / f"alone-{address.rpartition(':')[2]}").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _start(port: int, place: Path) -> subprocess.Popen[bytes]:
    """Start the supervisor and wait until the product is ready."""
    place.mkdir()
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    environment |= {"PORT": str(port), "CI_DATA_DIR": str(place / "data")}
    with (place / "log").open("w") as log:
        product = subprocess.Popen(
            [sys.executable, "-m", "ci_platform.supervisor"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_for(f"http://localhost:{port}/readyz", product, place / "log")
    except BaseException:
        product.terminate()
        product.wait(60)
        raise
    return product


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the journeys. It ends with them: while it lives, a loop runs in which Django refuses to work."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """One person in front of the product."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open a page."""
        context.set_default_timeout(3 * PATIENCE)
        self.page: Page = context.new_page()
        self.address = address
        self.trouble: list[str] = []
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)

    def go(self, path: str) -> Page:
        """Open an address and expect that it is there."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        return self.page

    def sign_in(self, person: str) -> None:
        """Sign in as one of the five demonstration people."""
        self.go("/signin/")
        self.page.locator(f"button[name=person][value={person}]").click()
        self.page.wait_for_load_state()

    def faults(self) -> list[str]:
        """Return what axe finds wrong with the page; of what is right it keeps no list, which takes it half the time."""
        self.page.evaluate(AXE)
        rules = "['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']"
        asked = f"{{runOnly:{rules}, resultTypes:['violations']}}"
        found = self.page.evaluate(f"axe.run({asked})")["violations"]
        return [f"{one['id']}: {one['nodes'][0]['target']}" for one in found]

    def scrolls_sideways(self) -> bool:
        """Whether the page is wider than the window."""
        root = "document.documentElement"
        return bool(self.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"))


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """A fresh visitor at a desk, in light colours."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, bypass_csp=True)
    yield Visit(context, address)
    context.close()


@pytest.fixture
def visit_on_phone(chromium: Browser, address: str) -> Iterator[Visit]:
    """A fresh visitor on a phone, in dark colours."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", bypass_csp=True
    )
    yield Visit(context, address)
    context.close()


AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(url: str, product: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if product.poll() is not None:
            pytest.fail(f"the product ended while starting:\n{log.read_text()[-2000:]}")
        try:
            with urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"the product did not start:\n{log.read_text()[-2000:]}")
