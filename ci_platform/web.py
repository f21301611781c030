"""gunicorn's settings file: the code is read once, before the workers are made; no connection is.

The workers then start at once and share what was read. A pool that was opened before the fork would serve one
initiative's rows to another, so a start that has opened anything ends here. That is why this is not --preload.
"""

from __future__ import annotations

import gc
from importlib import import_module
from typing import Any, cast

from django.db import connections
from django.urls import reverse

from ci_platform.database.base import DatabaseWrapper


def on_starting(_server: Any) -> None:
    """Read all code that pages need, and see that no connection to a database was opened on the way."""
    import_module("ci_platform.wsgi")
    reverse("account_login")  # reads every address and its page
    refuse_connections()
    gc.collect()
    gc.freeze()


def refuse_connections() -> None:
    """Raise RuntimeError where a connection is open, or a pool that holds some."""
    if any(cast(DatabaseWrapper, one).is_connected for one in connections.all(initialized_only=True)):
        raise RuntimeError("A connection was opened before the workers were made: they would share it.")
