"""The packet of a meeting on paper: when and where, what is on the agenda and why, what is wanted of whom."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from communications.meetings.calling import room_of
from communications.meetings.minutes import agenda_of
from communications.models import Meeting
from initiatives.rules.viewer import visitor


def html_of(meeting: Meeting) -> str:
    """Return the complete page that becomes the PDF, as a reader without an account sees the agenda."""
    viewer = visitor(meeting.record.initiative.pk)
    agenda = [one for one in agenda_of(meeting, viewer) if one.item.withdrawn_at is None]
    context = {
        "meeting": meeting,
        "initiative": meeting.record.initiative,
        "agenda": agenda,
        "planned": sum(one.item.minutes_planned for one in agenda),
        "room": room_of(meeting),
        "address": f"{settings.BASE_URL}{meeting.record.url}",
    }
    return render_to_string("communications/meetings/packet.html", context)
