"""Mail that was written to files instead of being sent: the demonstration reads it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path

_KEY = re.compile(r"^[0-9A-Za-z-]+\.log~[0-9]+$")
_BETWEEN = b"-" * 79
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: whom it went to, what it says. `key` finds it again."""

    key: str
    to: str
    sender: str
    subject: str
    at: datetime | None
    text: str


class Mailbox:
    """The folder to which Django's file backend writes; a file holds the mails of one connection."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it may not be there yet."""
        self.root = root

    def letters(self) -> list[Letter]:
        """Return the newest mails first."""
        files = sorted(self.root.glob("*.log"), key=lambda file: file.name, reverse=True)
        return list(islice((letter for file in files for letter in reversed(list(_read(file)))), MOST_SHOWN))

    def letter(self, key: str) -> Letter | None:
        """Return one mail by its key."""
        if not _KEY.match(key):
            return None
        file = self.root / key.split("~", maxsplit=1)[0]
        return next((letter for letter in _read(file) if letter.key == key), None) if file.is_file() else None


def _read(file: Path) -> Iterator[Letter]:
    for place, raw in enumerate(file.read_bytes().split(_BETWEEN)):
        if raw.strip():
            yield _letter(f"{file.name}~{place}", BytesParser(policy=policy.default).parsebytes(raw.lstrip()))


def _letter(key: str, message: EmailMessage) -> Letter:
    body = message.get_body(("plain", "html"))
    return Letter(
        key=key,
        to=str(message["To"] or ""),
        sender=str(message["From"] or ""),
        subject=str(message["Subject"] or ""),
        at=parsedate_to_datetime(str(message["Date"])).replace(tzinfo=UTC) if message["Date"] else None,
        text=body.get_content() if body else "",
    )
