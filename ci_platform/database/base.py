"""What Django asks too often: whether a pooled connection lives, and whether two columns are the same.

A connection from the pool may have died meanwhile. Django asks the server, which costs each request a round trip.

A line that the server has closed is readable, an idle one is not: that is seen without asking. Only a line with
something to read is asked, and replaced if it does not answer.

To write an ordered question Django compares all its columns, and reads the signature of `Col` for each of them: a
twentieth of the time of a page.
"""

from __future__ import annotations

import select
from typing import Any

from django.db.backends.postgresql import base
from django.db.models.expressions import Col
from django.utils.functional import cached_property
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection, taken from the web worker's pool where there is one."""

    @property
    def is_connected(self) -> bool:
        """Whether this process holds a connection, or a pool that may."""
        return self.connection is not None or bool(self._connection_pools)  # type: ignore[attr-defined]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection that lives; the pool makes a new one for each that had died."""
        line = super().get_new_connection(conn_params)
        while self.pool and not lives(line):
            line.close()
            self.pool.putconn(line)
            line = super().get_new_connection(conn_params)
        return line


def lives(line: Connection[Any]) -> bool:
    """Whether the server is still at the other end of an idle connection."""
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    if not poll.poll(0):
        return True
    try:
        ConnectionPool.check_connection(line)
    except OperationalError:
        return False
    return True


def identity_of(column: Any) -> tuple[Any, ...]:
    """Return what tells a column from others, as Django's own `identity` does, without reading a signature."""
    given, named = column._constructor_args  # noqa: SLF001 (Django keeps them for this)
    if named or len(given) > len(COLUMN):
        return _slow_identity(column)
    told = (*given, None)[: len(COLUMN)]
    return (Col, *((name, column._identity(value)) for name, value in zip(COLUMN, told, strict=True)))  # noqa: SLF001


def _slow_identity(column: Any) -> tuple[Any, ...]:
    found: tuple[Any, ...] = DJANGOS.func(column)
    return found


COLUMN = ("alias", "target", "output_field")
DJANGOS: Any = Col.__mro__[1].__dict__["identity"]
QUICK: Any = cached_property(identity_of)
QUICK.__set_name__(Col, "identity")
setattr(Col, "identity", QUICK)  # noqa: B010 (its stubs do not know it)
