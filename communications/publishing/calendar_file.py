"""One appointment as a file that calendars read. RFC 5545: lines of 75 octets at most, folded, ended by CRLF."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from communications.models import Meeting
from initiatives.models import local

MOST_OCTETS = 75


def calendar_of(meeting: Meeting) -> str:
    """Return a calendar with one meeting: a change has the same UID and a higher sequence, a cancellation says so."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{escaped(meeting.record.initiative.name)}//meetings//EN",
    ]
    lines += ["METHOD:PUBLISH", *event_of(meeting), "END:VCALENDAR"]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def event_of(meeting: Meeting) -> list[str]:
    """Return the lines of one meeting."""
    address = f"{settings.BASE_URL}{meeting.record.url}"
    where = ", ".join(part for part in (local(meeting.place), meeting.link) if part)
    about = "\n".join(part for part in (local(meeting.about), address) if part)
    return [
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.initiative_id}-{meeting.record.number}@{settings.BASE_URL.split('//')[-1]}",
        f"DTSTAMP:{instant(meeting.record.changed_at)}",
        f"SEQUENCE:{meeting.record.version}",
        f"DTSTART:{instant(meeting.starts_at)}",
        f"DTEND:{instant(meeting.ends_at)}",
        f"SUMMARY:{escaped(_('{body}: {title}').format(body=meeting.body, title=meeting))}",
        f"LOCATION:{escaped(where)}",
        f"DESCRIPTION:{escaped(about)}",
        f"URL:{address}",
        f"STATUS:{'CANCELLED' if meeting.cancelled_at else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def instant(moment: datetime) -> str:
    """Return an instant as calendars write it, in UTC."""
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Return a text in which no sign of the format is left."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "")


def folded(line: str) -> Iterator[str]:
    """Give a line in pieces of 75 octets at most, cut between characters; each but the first begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > MOST_OCTETS:
            yield piece
            piece = " "
        piece += letter
    yield piece
