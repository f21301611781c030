"""The whole product in a place of its own, as bin/run starts it: for rows that kill parts of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connections

from ci_platform.addresses import celery_address, database
from ci_platform.celery import app
from ci_platform.embedded import Engine
from ci_platform.engine.place import Place
from ci_platform.engine.processes import Process, every_process
from tests.bench.ground import ROOT, free_port
from tests.bench.measuring import Browser

LEFT_OUT = ("DATABASE_", "REDIS_", "CI_", "DJANGO_", "PYTHON")
STARTS_WITHIN = 300.0


@dataclass(frozen=True)
class Product:
    """A supervised product: its place, its port, and the environment in which its commands run."""

    place: Place
    port: int
    environment: Mapping[str, str]
    supervisor: subprocess.Popen[bytes]

    @property
    def engine(self) -> Engine:
        """Its database and its queue."""
        return Engine(self.place)

    def manage(self, *arguments: str) -> None:
        """Run manage.py beside it."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env={**self.environment, **self.engine.environment()},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"manage.py {arguments[0]}: {done.stderr[-1500:]}")

    def family(self, *words: str) -> list[Process]:
        """Return its processes whose command line has these words."""
        mark = f"CI_SUPERVISED={self.place.root}"
        return [
            one for one in every_process() if one.carries(mark) and all(word in _said(one) for word in words)
        ]

    def kill(self, *words: str) -> int:
        """Kill -9 those processes at once; return how many there were."""
        found = self.family(*words)
        for one in found:
            one.send(signal.SIGKILL)
        return len(found)

    def kill_postgres(self) -> None:
        """Kill -9 the whole database server."""
        for one in every_process():
            if one.directory == self.place.postgres:
                one.send(signal.SIGKILL)

    def kill_redis(self) -> None:
        """Kill -9 the queue and cache."""
        leader = self.engine.redis.traces.leader()
        if leader is not None:
            leader.send(signal.SIGKILL)


@contextmanager
def running(**more: str) -> Iterator[Product]:
    """Start a product without the demonstration, let this process work in its database, and end it."""
    root = Path(tempfile.mkdtemp(prefix="ci-bench-product-"))
    root.chmod(0o755)
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
    own = {"CI_DATA_DIR": str(root), "PORT": str(port), "PYTHONPATH": str(ROOT)}
    hosts = {"CI_DEMO": "0", "CI_HOSTS": "localhost", "CI_BASE_URL": f"http://localhost:{port}"}
    environment = {**kept, **own, **hosts, "DJANGO_SETTINGS_MODULE": "tests.bench.unlimited", **more}
    command = [sys.executable, "-m", "ci_platform.supervisor"]
    supervisor = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    product = Product(Place(root), port, environment, supervisor)
    try:
        _wait(product)
        work_in(product.engine)
        yield product
    finally:
        connections.close_all()
        supervisor.send_signal(signal.SIGTERM)
        supervisor.wait(timeout=90)
        shutil.rmtree(root, ignore_errors=True)


def work_in(engine: Engine) -> None:
    """Let this process work in the database and with the queue of another place."""
    connections.close_all()
    variables = engine.environment()
    app.conf.broker_url = celery_address(variables["REDIS_URL"])
    address = database(variables["DATABASE_URL"])
    for alias in connections.settings:
        connections.settings[alias].update(address)


def _wait(product: Product) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if product.supervisor.poll() is not None:
            raise RuntimeError("the product did not start")
        try:
            if Browser(product.port).get("/readyz")[0].status == 200 and product.family("celery", "worker"):
                return
        except ConnectionError:
            pass
        time.sleep(0.3)
    raise TimeoutError("the product did not start")


def _said(process: Process) -> str:
    try:
        return Path(f"/proc/{process.pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
