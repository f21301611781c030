"""Whom the platform has erased, noted beside the database, so that a backup made before brings nobody back.

A line tells the number of a login, the moment in which it was made, and why it was erased: no name and no address. The
file is never put back from a backup together with a database: the newest one counts. Needs no Django.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class Gone:
    """One login that was erased. Its number alone does not name it: after a restore numbers are given anew."""

    number: int
    made_at: datetime

    def line(self, why: str) -> str:
        """Return the line that is noted."""
        made_at = self.made_at.astimezone(UTC).isoformat()
        return json.dumps({"number": self.number, "made_at": made_at, "why": why}) + "\n"


def note_down(file: Path, gone: Gone, why: str) -> None:
    """Add a line and see it on the disk."""
    line = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(line, gone.line(why).encode())
        os.fsync(line)
    finally:
        os.close(line)


def noted(file: Path) -> dict[Gone, str]:
    """Return everybody who was erased, with the reason; a line that was cut off while it was written counts as none."""
    if not file.exists():
        return {}
    return dict(found for line in file.read_text().splitlines() if (found := _read(line)))


def came_back(gone: Iterable[Gone]) -> str:
    """Return the SQL that counts those of them whom a database still holds."""
    rows = ", ".join(f"({one.number}, '{one.made_at.isoformat()}'::timestamptz)" for one in gone)
    return f"SELECT count(*) FROM initiatives_person WHERE erased_at IS NULL AND (id, created_at) IN ({rows})"  # noqa: S608


def _read(line: str) -> tuple[Gone, str] | None:
    try:
        found = json.loads(line)
        made_at = datetime.fromisoformat(found["made_at"]).astimezone(UTC)
        return Gone(int(found["number"]), made_at), str(found["why"])
    except (ValueError, KeyError, TypeError):
        return None
