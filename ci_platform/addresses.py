"""How the settings find the servers: the database, Redis, and those that bin/run keeps in the data directory."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ci_platform.embedded import Engine
from ci_platform.engine.place import Place


def own_servers(data_dir: Path) -> dict[str, str]:
    """Return the addresses of the servers that bin/run keeps in the data directory, for commands typed by hand."""
    if "DATABASE_URL" in os.environ or not (data_dir / "postgres" / "PG_VERSION").exists():
        return {}
    return Engine(Place(data_dir)).environment()


def database(url: str) -> dict[str, Any]:
    """Return Django's settings for one PostgreSQL address (postgresql://user:password@host/name?host=/socket&port=1)."""
    parts, query = urlsplit(url), parse_qs(urlsplit(url).query)
    return {
        "ENGINE": "ci_platform.database",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host", [parts.hostname or ""])[0],
        "PORT": query.get("port", [str(parts.port or "")])[0],
    }


def celery_address(url: str) -> str:
    """Return the broker's address: Celery calls a redis on a unix socket redis+socket and its number virtual_host."""
    if url.startswith("unix://"):
        return "redis+socket://" + url.removeprefix("unix://").replace("?db=", "?virtual_host=")
    return url
