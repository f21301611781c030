"""The only now(). Triggers in the database read the same value through ci_now()."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


class ClockIsFixed(RuntimeError):
    """Somebody tried to move the clock outside the seed and the tests."""


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return _moment.get() or datetime.now(UTC)


def today(zone: str = "UTC") -> date:
    """Return the calendar day that it is now in a time zone such as "America/Chicago"."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at another moment; only the seed and the tests may.

    Raises ClockIsFixed anywhere else: history that can be back-dated proves nothing.
    """
    if not settings.CLOCK_MAY_MOVE:
        raise ClockIsFixed("The clock moves only in the seed and in tests.")
    token = _moment.set(moment.astimezone(UTC))
    tell_database()
    try:
        yield
    finally:
        _moment.reset(token)
        tell_database()


def tell_database() -> None:
    """Give the open transaction's triggers the moved clock, or take it back."""
    if not connection.in_atomic_block or connection.needs_rollback:
        return
    moment = _moment.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.now', %s, true)", [moment.isoformat() if moment else ""])
