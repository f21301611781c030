"""The supervisor keeps its children alive, and leaves nobody behind, whoever is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ci_platform.children import Child, mark_of
from ci_platform.engine.processes import Process, marked, stop, wait_until

ROOT = Path(__file__).resolve().parents[2]
EVERYBODY = 4  # web, its child, worker, beat


@dataclass
class Product:
    """One supervisor over doubles, started by the test."""

    place: Path
    port: int
    extra: dict[str, str] = field(default_factory=dict)

    def start(self) -> subprocess.Popen[str]:
        environment = {
            "PATH": os.environ["PATH"],
            "CI_DATA_DIR": str(self.place),
            "PORT": str(self.port),
            **self.extra,
        }
        return subprocess.Popen(
            [sys.executable, "-m", "tests.ci_platform.double"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def started(self) -> subprocess.Popen[str]:
        process = self.start()
        assert wait_until(lambda: len(self.family()) == EVERYBODY and self.answers(), seconds=20), (
            self.family()
        )
        return process

    def family(self) -> list[Process]:
        return marked(mark_of(self.place))

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=2) as answer:
                return bool(answer.read() == b"page")
        except OSError:
            return False


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    product = Product(tmp_path, free_port())
    yield product
    stop(product.family(), seconds=1)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_of_asking_for_the_end_leaves_nobody(product: Product, number: signal.Signals) -> None:
    running = product.started()
    running.send_signal(number)
    said, complained = running.communicate(timeout=20)
    assert (running.returncode, complained) == (0, "")
    assert product.family() == []
    assert f"http://localhost:{product.port}" in said
    assert "stopping" in said


def test_a_closed_terminal_leaves_nobody(product: Product) -> None:
    running = product.started()
    assert running.stdout
    assert running.stderr
    running.stdout.close()
    running.stderr.close()
    running.send_signal(signal.SIGHUP)
    running.wait(20)
    assert product.family() == []


def test_ctrl_c_in_a_terminal_reaches_only_the_supervisor(product: Product) -> None:
    running = product.started()
    os.killpg(running.pid, signal.SIGINT)
    assert running.wait(20) == 0
    assert "is started again" not in (running.stdout.read() if running.stdout else "")


def test_everybody_who_is_killed_is_started_again(product: Product) -> None:
    running = product.started()
    for victim in product.family():
        if victim.is_alive:
            victim.send(signal.SIGKILL)
            others = {victim.pid}
            assert wait_until(
                lambda gone=others: product.answers() and not gone & {each.pid for each in product.family()},
                seconds=20,
            )
    assert wait_until(lambda: len(product.family()) >= EVERYBODY - 1 and product.answers(), seconds=20)
    running.terminate()
    _, complained = running.communicate(timeout=20)
    assert (running.returncode, complained) == (0, "")
    assert product.family() == []


def test_the_children_of_a_killed_child_do_not_stay(product: Product) -> None:
    running = product.started()
    before = {each.pid for each in product.family()}
    for each in product.family():
        each.send(signal.SIGKILL)
    assert wait_until(lambda: len(product.family()) == EVERYBODY and product.answers(), seconds=20)
    assert not before & {each.pid for each in product.family()}
    running.terminate()
    assert running.wait(20) == 0


def test_a_start_after_kill_9_of_the_supervisor_takes_over(product: Product) -> None:
    first = product.started()
    first.kill()
    first.wait()
    second = product.started()
    assert len(product.family()) == EVERYBODY
    second.terminate()
    assert second.wait(20) == 0
    assert product.family() == []


def test_a_second_start_in_the_same_place_is_refused(product: Product) -> None:
    running = product.started()
    other = Product(product.place, free_port()).start()
    _, complained = other.communicate(timeout=20)
    assert other.returncode == 1
    assert (
        f"already runs in {product.place} (process {running.pid}, http://localhost:{product.port})"
        in complained
    )
    assert product.answers()
    running.terminate()
    assert running.wait(20) == 0


def test_a_taken_port_is_one_sentence_and_nothing_is_started(product: Product) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", product.port))
        taken.listen()
        running = product.start()
        _, complained = running.communicate(timeout=20)
    assert running.returncode == 1
    assert complained.strip().startswith(
        f"Port {product.port} is taken by another program: stop it, or choose"
    )
    assert sorted(entry.name for entry in product.place.iterdir()) == ["supervisor.lock"]


def test_three_deaths_in_a_row_end_it_with_the_reason(product: Product) -> None:
    product.extra["CI_DOUBLE"] = "crash"
    running = product.start()
    _, complained = running.communicate(timeout=30)
    assert running.returncode == 1
    assert "The worker ended with status 1 three times in a row right after its start" in complained
    assert "the reason is written here" in complained
    assert product.family() == []


def test_two_products_run_side_by_side(product: Product, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = Product(tmp_path_factory.mktemp("other"), free_port())
    first, second = product.started(), other.started()
    first.terminate()
    assert first.wait(20) == 0
    assert len(other.family()) == EVERYBODY
    second.terminate()
    assert second.wait(20) == 0


def test_the_last_words_are_those_of_this_start_and_not_of_earlier_days(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("ImportError of last week\n")
    child = Child("web", [sys.executable, "-c", "print('today')"], {"PATH": os.environ["PATH"]}, log)
    child.start()
    assert wait_until(lambda: child.has_died, seconds=20)
    assert child.last_words.strip() == "today"
    child.bury()
