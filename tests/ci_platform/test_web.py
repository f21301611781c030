"""The web server reads its code before it makes its workers, and refuses to if that opened a connection."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.db import connection

from ci_platform.web import refuse_connections

START = """
import sys
sys.argv[0] = "gunicorn"
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "ci_platform.settings"
from ci_platform import web
web.on_starting(None)
from django.conf import settings
assert settings.POOLED
print("communications.views.dashboards" in sys.modules, "ci_platform.api" in sys.modules)
"""


def test_all_pages_are_read_and_nothing_is_opened() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, ["True", "True"]), done.stderr


def test_an_open_connection_ends_the_start(db: None) -> None:
    connection.ensure_connection()
    with pytest.raises(RuntimeError, match="they would share it"):
        refuse_connections()
