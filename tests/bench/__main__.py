"""`make bench`, or `python -m tests.bench [--only G1,R8] [--rounds 5] [--initiatives 30]`.

Starts PostgreSQL and Redis in a data directory of its own, makes data with `seed --scale`, starts gunicorn as bin/run
does, and measures. The exit status is 0 unless a row could not be measured: ratios are judged by people.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place

ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Measure in a place that is removed afterwards."""
    root = Path(tempfile.mkdtemp(prefix="ci-bench-"))
    root.chmod(0o755)
    engine = Engine(Place(root))
    try:
        engine.start()
        own = {"CI_DEMO": "1", "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "PYTHONPATH": str(ROOT)}
        own["CI_STATIC_ROOT"] = str(root / "static")
        command = [sys.executable, "-m", "tests.bench.rows", *sys.argv[1:]]
        return subprocess.run(
            command, cwd=ROOT, env={**os.environ, **engine.environment(), **own}, check=False
        ).returncode
    finally:
        engine.stop()
        shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
