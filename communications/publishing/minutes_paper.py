"""Minutes on paper: the same words as their page, from the day on which they are public, as everybody reads them."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string

from communications.meetings.calling import room_asked
from communications.meetings.minutes import agenda_asked
from communications.models import Meeting
from initiatives.access import stubs_of
from initiatives.rules.viewer import visitor
from initiatives.together import answer_of, by_name


def minutes_html(meeting: Meeting) -> str:
    """Return the complete page that becomes the PDF, as a reader without an account sees the minutes."""
    viewer = visitor(meeting.record.initiative.pk)
    asked = answer_of(by_name(agenda=agenda_asked(meeting, viewer), room=room_asked(meeting)))
    withheld = [one for one in stubs_of(viewer, "agenda_item") if one.record.part_of_id == meeting.record_id]
    context = {
        "meeting": meeting,
        "minutes": meeting.minutes,
        "initiative": meeting.record.initiative,
        "agenda": [one for one in asked["agenda"] if one.item.withdrawn_at is None],
        "kept_back": withheld,
        "room": asked["room"],
        "address": f"{settings.BASE_URL}{meeting.record.url}",
    }
    return render_to_string("communications/meetings/minutes_paper.html", context)
