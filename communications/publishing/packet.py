"""The packet of a meeting on paper: when and where, what is on the agenda and why, what is wanted of whom."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string

from communications.meetings.calling import room_of
from communications.meetings.minutes import agenda_of
from communications.models import AgendaItem, Meeting
from initiatives import clock
from initiatives.access import titles_told
from initiatives.due import owe
from initiatives.models import Attachment, Event, JobRun
from initiatives.rules.viewer import visitor
from initiatives.standing_files import stands_while

REISSUE_PACKET = "communications.reissue_packet"
WHILE = timedelta(minutes=5)  # several changes in a row make one new packet
CHANGED = (
    "agenda_item.added",
    "agenda_item.changed",
    "agenda_item.withdrawn",
    "meeting.changed",
    "meeting.moved",
)
OF_MEETING = ("title", "about", "starts_at", "place", "link", "interpretation")
OF_ITEM = (
    *("record__number", "position", "kind", "minutes_planned", "led_by", "about"),
    *("title", "difficulty", "opportunity", "evidence", "wanted"),
)


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
        "earlier": _packets(meeting).order_by("-at").values_list("at", flat=True).first(),
        "address": f"{settings.BASE_URL}{meeting.record.url}",
    }
    return render_to_string("communications/meetings/packet.html", context)


def beginning_of_key(meeting: Meeting) -> str:
    """Return how the key of a job begins that sets what the public reads now: another one once that is different."""
    viewer = visitor(meeting.record.initiative.pk)
    items = list(AgendaItem.objects.visible_to(viewer).standing().filter(meeting=meeting).values(*OF_ITEM))
    about = {one["about"] for one in items if one["about"]}
    named = sorted(titles_told(viewer, about)) if about else []
    said = [[getattr(meeting, name) for name in OF_MEETING], items, named]
    mark = sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
    return f"packet:{meeting.record.number}:{mark[:24]}:"


def standing_packet(meeting: Meeting) -> Attachment | None:
    """Return the packet of a meeting, while it says what the public reads now."""
    run, packet = meeting.packet_run, meeting.packet
    if packet is None or run is None or run.state != JobRun.State.READY:
        return None
    return packet if run.key.startswith(beginning_of_key(meeting)) else None


def look_at_packet(event: Event) -> None:
    """Have the packet of a meeting set anew in a while, where one was made and its agenda changed. Again only moves the time."""
    if event.kind not in CHANGED or event.record is None:
        return
    record = event.record.part_of_id or event.record.pk
    found = Meeting.objects.filter(record=record, packet__isnull=False).select_related("record").first()
    if found is not None:
        owe(REISSUE_PACKET, key=str(found.record.number), at=clock.now() + WHILE)


def _packets(meeting: Meeting) -> QuerySet[Event]:
    return Event.objects.filter(kind="meeting.packet_ready", record=meeting.record)


@stands_while("meeting")
def is_served(attachment: Attachment) -> bool:
    """Whether a file of a meeting is served: a packet only while it stands, anything else always."""
    made = Event.objects.filter(
        kind="meeting.packet_ready", record=attachment.record_id, facts__sha256=attachment.sha256
    )
    if not made.exists():
        return True
    rows = Meeting.objects.select_related("record__initiative", "packet", "packet_run")
    standing = standing_packet(rows.get(record=attachment.record_id))
    return standing is not None and standing.sha256 == attachment.sha256
