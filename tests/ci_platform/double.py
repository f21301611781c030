"""The real supervisor over three small processes in place of gunicorn and Celery: run as a program by the tests.

The web child answers every request and has a child of its own; CI_DOUBLE=crash makes the worker end at
once. No database is asked: the addresses are given, and the preparation has nothing to do.
"""

from __future__ import annotations

import os
import sys

from ci_platform import supervisor
from ci_platform.children import python
from ci_platform.preparation import Preparation

GRANDCHILD = (
    "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])\n"
)
SERVE = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write(b'page')
http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Answer).serve_forever()
"""
WAIT = "import time; time.sleep(300)"
CRASH = "import sys; sys.exit('the reason is written here')"


def web(port: int) -> list[str]:
    """Return the command of a web server with a child."""
    return python("-c", GRANDCHILD + SERVE, str(port))


def worker() -> list[str]:
    """Return the command of a worker, or of one that ends at once."""
    return python("-c", CRASH if os.environ.get("CI_DOUBLE") == "crash" else WAIT)


def beat(place: object) -> list[str]:
    """Return the command of a clock."""
    return python("-c", WAIT)


def main() -> int:
    """Put the doubles in place and run the supervisor."""
    os.environ.update(DATABASE_URL="postgresql://nobody@/nowhere", REDIS_URL="unix:///nowhere")
    supervisor.web_command, supervisor.worker_command, supervisor.beat_command = web, worker, beat
    ready = property(lambda self: False)
    Preparation.needs_tables = Preparation.needs_demonstration = Preparation.needs_collecting = ready  # type: ignore[assignment]
    return supervisor.main()


if __name__ == "__main__":
    sys.exit(main())
