"""What goes wrong gets a number, and the people who run the service are told: soberly, and not too often.

The mail says where in the code and on which route, and nothing else: no address that was asked for, nothing that was
sent, no figures, and not the words of the error, because all of these can name people. The log has the rest beside the
same number.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import traceback
from collections import Counter, deque
from pathlib import Path
from types import TracebackType

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection, mail_admins
from django.http import HttpRequest
from django.utils.log import AdminEmailHandler

from initiatives import clock

QUIET_SECONDS = 600  # the same trouble is mailed once in this time
MOST_IN_AN_HOUR = 12
_LEFT_OUT = (
    "The log of the server has the whole trace beside the same reference. This mail leaves out addresses,",
    "what was sent, figures and the words of the error: they can name people.",
    f"The same trouble is mailed once in {QUIET_SECONDS // 60} minutes.",
)
_ROOT = Path(__file__).resolve().parent.parent
_log = logging.getLogger("initiatives.trouble")


def tell(request: HttpRequest) -> tuple[str, bool]:
    """Give the exception that is being handled a number; return it, and whether the operators have been told of it."""
    reference = secrets.token_hex(4).upper()
    reference = f"{reference[:4]}-{reference[4:]}"
    setattr(request, "reference", reference)  # noqa: B010 (the log's lines about this request read it)
    _log.error(
        "Trouble %s", reference, exc_info=sys.exc_info(), extra={"request": request, "reference": reference}
    )
    return reference, bool(getattr(request, "operators_told", False))


class WithReference(logging.Filter):
    """Puts the number of the error page behind the log's line about the same request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        reference = getattr(getattr(record, "request", None), "reference", "")
        if reference and reference not in record.getMessage():
            record.msg, record.args = f"{record.getMessage()} (reference {reference})", ()
        return True


class Quota:
    """How often mail may go out: each trouble once in a while, and only so many in an hour. One for each process."""

    def __init__(self) -> None:
        """Nothing was mailed yet."""
        self.lock = threading.Lock()
        self.mailed: dict[str, float] = {}
        self.kept_back: Counter[str] = Counter()
        self.last_hour: deque[float] = deque()

    def is_told(self, mark: str, now: float) -> bool:
        """Whether this trouble was mailed a short while ago; counts that it happened again."""
        with self.lock:
            is_recent = now - self.mailed.get(mark, -QUIET_SECONDS) < QUIET_SECONDS
            self.kept_back[mark] += is_recent
            return is_recent

    def takes(self, mark: str, now: float) -> bool:
        """Whether a mail may go out now; notes it."""
        with self.lock:
            while self.last_hour and now - self.last_hour[0] >= 3600:
                self.last_hour.popleft()
            if len(self.last_hour) >= MOST_IN_AN_HOUR:
                return False
            self.last_hour.append(now)
            self.mailed[mark] = now
        return True

    def forget(self, mark: str) -> None:
        """The mail did not go out: the next one may try."""
        with self.lock:
            self.mailed.pop(mark, None)

    def repeats(self, mark: str) -> int:
        """Return how often it happened unmailed since the last mail, and count anew."""
        with self.lock:
            return self.kept_back.pop(mark, 0)


quota = Quota()


class TroubleMail(AdminEmailHandler):
    """Mails an error to ADMINS without anybody's data. Nobody is told where ADMINS is empty."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send it, or know that it was sent a short while ago, and leave on the request whether they know."""
        if not settings.ADMINS or not record.exc_info or record.exc_info[0] is None:
            return
        kind, _error, trace = record.exc_info
        frames = _frames(trace)
        mark = f"{kind.__name__} {frames[-1] if frames else ''}"
        is_known = self._is_known(mark) or self._mailed(mark, record, kind.__name__, frames)
        if request := getattr(record, "request", None):
            request.operators_told = is_known

    def _is_known(self, mark: str) -> bool:
        return quota.is_told(mark, clock.now().timestamp())

    def _mailed(self, mark: str, record: logging.LogRecord, kind: str, frames: list[str]) -> bool:
        if not quota.takes(mark, clock.now().timestamp()):
            return False
        shared = f"trouble:{mark}"[:200].replace(" ", "_")
        if not cache.add(shared, 1, QUIET_SECONDS):
            return True  # another process has just mailed the same
        try:
            self._send(f"{kind} at {_route(record)}"[:150], _body(record, kind, frames, quota.repeats(mark)))
        except OSError:
            quota.forget(mark)
            cache.delete(shared)
            return False
        return True

    def _send(self, subject: str, body: str) -> None:
        """Send plain text; OSError when the mail server can't be reached."""
        mail_admins(subject, body, connection=get_connection(self.email_backend, fail_silently=False))


def _frames(trace: TracebackType | None) -> list[str]:
    """Return the places in our own code, the innermost last."""
    own = [
        (Path(frame.filename), frame)
        for frame in traceback.extract_tb(trace)
        if Path(frame.filename).is_relative_to(_ROOT) and ".venv" not in frame.filename
    ]
    return [f"{path.relative_to(_ROOT)}:{frame.lineno} in {frame.name}" for path, frame in own]


def _route(record: logging.LogRecord) -> str:
    """Return the route as it is written down, without ids and without what was asked for; or the task's name."""
    data = getattr(record, "data", None)
    if isinstance(data, dict):
        return f"task {data.get('name', '')}"
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return f"/{match.route}" if match else "no page"


def _body(record: logging.LogRecord, kind: str, frames: list[str], repeats: int) -> str:
    method = getattr(getattr(record, "request", None), "method", "") or ""
    lines = [
        f"Reference: {getattr(record, 'reference', '') or 'none'}",
        f"When: {clock.now():%Y-%m-%d %H:%M:%S} UTC",
        f"Where: {method} {_route(record)}".replace("  ", " "),
        f"What: {kind}",
        "In the code, innermost last:",
        *(f"  {frame}" for frame in frames or ["(not in this product’s own code)"]),
        "",
    ]
    if repeats:
        lines += [f"It happened at least {repeats} times more since the last mail about it.", ""]
    return "\n".join([*lines, *_LEFT_OUT])
