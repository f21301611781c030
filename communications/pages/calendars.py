"""Meetings as calendars: of the initiative, of one group, and of one person. Only what the reader may see."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from communications.models import Meeting
from communications.publishing.ical import Entry, calendar
from initiatives.models import Initiative, Record, local
from initiatives.rules.viewer import Viewer

MOST = 500


def calendar_of(name: str, initiative: Initiative, viewer: Viewer, *, only: Q | None = None) -> bytes:
    """Return the meetings that a viewer sees as a calendar; cancelled ones are in it as cancelled."""
    rows = Meeting.objects.visible_to(viewer).filter(only or Q()).exclude(record__state=Record.State.DRAFT)
    found = rows.select_related("record__initiative", "body").order_by("-starts_at", "-pk")[:MOST]
    return calendar(name, [entry_of(one, initiative) for one in found])


def mine(viewer: Viewer) -> Q:
    """Return which meetings are somebody's own: those of the groups in which they hold a seat."""
    return Q(body__in=viewer.body_ids)


def entry_of(meeting: Meeting, initiative: Initiative) -> Entry:
    """Return a meeting as an entry: its number names it for ever, its version says which of two is newer."""
    host = urlsplit(settings.BASE_URL).hostname
    record = meeting.record
    place = ", ".join(part for part in (local(meeting.place), meeting.link) if part)
    address = f"{settings.BASE_URL}{record.url}"
    return Entry(
        uid=f"{initiative.slug}-{record.number}@{host}",
        summary=f"{local(meeting.title)} ({meeting.body})",
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        changed_at=record.changed_at,
        sequence=record.version - 1,
        url=address,
        place=place,
        about=_("Agenda, evidence and minutes: {address}").format(address=address),
        is_cancelled=meeting.cancelled_at is not None,
    )
