"""A calendar as RFC 5545 writes it: lines of at most 75 octets, texts escaped, instants in UTC. Plain Python.

An entry keeps its UID for ever; its SEQUENCE rises with every change, and a cancelled one stays as CANCELLED, so that a
calendar that has it takes it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LINE = 75
MAKER = "-//Collective impact//Meetings//EN"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar."""

    uid: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    sequence: int
    url: str
    place: str = ""
    about: str = ""
    is_cancelled: bool = False


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Return a calendar that other programs subscribe to."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{MAKER}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for entry in entries:
        lines += _lines(entry)
    lines.append("END:VCALENDAR")
    return b"".join(part + b"\r\n" for line in lines for part in folded(line))


def escaped(text: str) -> str:
    """Return a text as a value: RFC 5545, 3.3.11. Control characters are left out."""
    said = text.replace("\r\n", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(
        "\\n" if one == "\n" else one for one in said if one == "\n" or (one >= " " and one != "\x7f")
    )


def folded(line: str) -> Iterator[bytes]:
    """Return a line in pieces of at most 75 octets, never cut inside a character: RFC 5545, 3.1."""
    piece = b""
    for one in line:
        octets = one.encode()
        if len(piece) + len(octets) > LINE:
            yield piece
            piece = b" "
        piece += octets
    yield piece


def _lines(entry: Entry) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"DTSTAMP:{_instant(entry.changed_at)}",
        f"LAST-MODIFIED:{_instant(entry.changed_at)}",
        f"SEQUENCE:{entry.sequence}",
        f"DTSTART:{_instant(entry.starts_at)}",
        f"DTEND:{_instant(entry.ends_at)}",
        f"SUMMARY:{escaped(entry.summary)}",
        f"STATUS:{'CANCELLED' if entry.is_cancelled else 'CONFIRMED'}",
        f"URL:{entry.url}",
    ]
    lines += [f"LOCATION:{escaped(entry.place)}"] if entry.place else []
    lines += [f"DESCRIPTION:{escaped(entry.about)}"] if entry.about else []
    return [*lines, "END:VEVENT"]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
