"""Processes are told apart by start time, directory and mark, and stopped with their families."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from ci_platform.engine.processes import Process, marked, stop, wait_until, working_in

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)",
]
WITH_A_CHILD = [sys.executable, "-c", f"import subprocess, time; subprocess.Popen({SLEEP!r}); time.sleep(60)"]


@pytest.fixture
def sleeper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(SLEEP, cwd=tmp_path)
    yield process
    process.kill()
    process.wait()


def test_a_living_process_is_found_and_alive(sleeper: subprocess.Popen[bytes]) -> None:
    found = Process.find(sleeper.pid)
    assert found is not None
    assert found.is_alive


def test_a_zombie_counts_as_gone(sleeper: subprocess.Popen[bytes]) -> None:
    found = Process.find(sleeper.pid)
    assert found
    os.kill(sleeper.pid, signal.SIGKILL)
    assert wait_until(lambda: not found.is_alive, seconds=5)
    assert Path(f"/proc/{sleeper.pid}").exists(), "not reaped yet"


def test_a_later_process_with_the_same_number_is_another_one(sleeper: subprocess.Popen[bytes]) -> None:
    found = Process.find(sleeper.pid)
    assert found
    earlier = Process(found.pid, found.started - 1)
    earlier.send(signal.SIGKILL)
    time.sleep(0.1)
    assert not earlier.is_alive
    assert found.is_alive


def test_a_process_is_found_by_its_directory(sleeper: subprocess.Popen[bytes], tmp_path: Path) -> None:
    assert [process.pid for process in working_in(tmp_path)] == [sleeper.pid]


def test_the_mark_is_inherited_and_exact(tmp_path: Path) -> None:
    mark = f"CI_SUPERVISED={tmp_path}"
    parent = subprocess.Popen(WITH_A_CHILD, env={**os.environ, "CI_SUPERVISED": str(tmp_path)})
    longer = subprocess.Popen(SLEEP, env={**os.environ, "CI_SUPERVISED": f"{tmp_path}/other"})
    try:
        assert wait_until(lambda: len(marked(mark)) == 2, seconds=10)
        stop(marked(mark), seconds=5)
        parent.wait()
        assert marked(mark) == []
        assert longer.poll() is None
    finally:
        longer.kill()
        longer.wait()


def test_who_does_not_listen_is_killed() -> None:
    stubborn = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    assert stubborn.stdout
    stubborn.stdout.readline()
    found = Process.find(stubborn.pid)
    assert found
    stop([found], seconds=0.2)
    assert stubborn.wait(5) == -signal.SIGKILL
