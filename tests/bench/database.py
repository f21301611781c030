"""The database itself: what row-level security costs, how long tables take, and how fast the product comes back."""

from __future__ import annotations

import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from ci_platform.engine.postgres import APPLICATION, OWNER
from tests.bench.ground import ROOT, Ground, free_port, say
from tests.bench.measuring import Browser, Row, seconds

FASTEST = "SELECT max(id) FROM initiatives_event WHERE initiative_id = %s"
TABLE = "initiatives_event"
FIRST_PAGE = "/i/every-student-graduates/"


def row_security(ground: Ground) -> list[Row]:
    """G10: the fastest query of a page with row-level security on and off, on a copy; the owner switches."""
    database = ground.copy(ground.small, "ci_rls")
    times: dict[str, list[float]] = {"ENABLE": [], "DISABLE": []}
    with (
        ground.connect(OWNER, database) as owner,
        psycopg.connect(ground.engine.postgres.address(APPLICATION, database)) as line,
    ):
        pk = owner.execute("SELECT id FROM initiatives_initiative").fetchone()
        assert pk is not None
        for _ in range(ground.rounds * 3):
            for how, found in times.items():
                owner.execute(f"ALTER TABLE {TABLE} {how} ROW LEVEL SECURITY")
                line.execute("SELECT set_config('app.initiative_id', %s, true)", [str(pk[0])])
                for _ in range(30):
                    line.execute(FASTEST, pk, prepare=False)
                asked = [
                    seconds(lambda: line.execute(FASTEST, pk, prepare=False).fetchall()) for _ in range(300)
                ]
                found.append(statistics.median(asked))
                line.commit()
    ratio = statistics.median(times["ENABLE"]) / statistics.median(times["DISABLE"])
    return [
        Row(
            "G10",
            "fastest query (last event), row-level security on against off",
            "≤ 1.2",
            f"{ratio:.2f}",
            ratio <= 1.2,
        )
    ]


def starts(ground: Ground) -> list[Row]:
    """G13: the tables of an empty database, and the first and second start of the whole product."""
    times = []
    for number in range(ground.rounds):
        with ground.connect(database="postgres") as line:
            line.execute(f'CREATE DATABASE "ci_empty_{number}" OWNER {OWNER}')
        times.append(
            seconds(lambda number=number: ground.manage("migrate", "-v0", database=f"ci_empty_{number}"))
        )  # type: ignore[misc]
    migrate = statistics.median(times)
    with tempfile.TemporaryDirectory(prefix="ci-bench-start-") as folder:
        Path(folder).chmod(0o755)
        first, *later = [_start(folder) for _ in range(4)]
    second = statistics.median(later)
    return [
        Row(
            "G13",
            f"migrate an empty database, median of {len(times)}",
            "≤ 15 s",
            f"{migrate:.1f} s",
            migrate <= 15,
        ),
        Row(
            "G13",
            "first start, packages installed, with the demonstration",
            "≤ 90 s",
            f"{first:.1f} s",
            first <= 90,
        ),
        Row("G13", "second start to the first page, median of 3", "≤ 5 s", f"{second:.1f} s", second <= 5),
    ]


def _start(folder: str) -> float:
    """Start the product as bin/run does; return the seconds to its first page, and stop it."""
    port = free_port()
    left_out = ("DATABASE_", "REDIS_", "CI_", "DJANGO_", "PYTHON")  # a start as from anybody's shell
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "ci_platform.supervisor"],
        cwd=ROOT,
        env={**kept, "CI_DATA_DIR": folder, "PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.perf_counter() - began > 300:
                raise RuntimeError("the product did not start")
            time.sleep(0.03)
        return time.perf_counter() - began
    finally:
        say(f"a start took {time.perf_counter() - began:.1f} s")
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _answers(port: int) -> bool:
    try:
        return Browser(port).get(FIRST_PAGE)[0].status == 200
    except ConnectionError:
        return False
