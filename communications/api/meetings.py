"""Meetings with their agendas and minutes, as data. A draft of minutes is not data yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from communications.models import AgendaItem, Attendance, Meeting, Passage
from initiatives import clock
from initiatives.access import withheld_parts
from initiatives.access.viewsets import ReadingViewSet, viewer_of
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Body
from initiatives.rules.viewer import Viewer


class AgendaItemSerializer(serializers.ModelSerializer[AgendaItem]):
    """One thing on an agenda; once the minutes are public, what they say of it."""

    number = serializers.IntegerField(source="record.number")
    title, difficulty, opportunity = Localized(), Localized(), Localized()
    evidence, wanted = Localized(), Localized()
    round = serializers.IntegerField(source="round.record.number", default=None)
    minutes = serializers.SerializerMethodField()
    is_closed = serializers.SerializerMethodField()

    class Meta:
        model = AgendaItem
        fields = (
            "number", "position", "kind", "title", "difficulty", "opportunity", "evidence", "wanted",
            "minutes_planned", "round", "is_closed", "minutes",
        )  # fmt: skip

    def get_is_closed(self, item: AgendaItem) -> bool:
        """Whether the doors were closed for it."""
        return item.closed_at is not None

    def get_minutes(self, item: AgendaItem) -> str | None:
        """Return the words as they stand; nothing before they are public, and nothing that is withheld."""
        minutes = getattr(item.meeting, "minutes", None)
        kept = self.context.get("kept", {})
        if minutes is None or minutes.publish_at > clock.now() or item.record_id in kept.get("items", ()):
            return None
        if item.meeting.record_id in kept.get("meetings", ()):
            return None
        said = list(item.passages.all())
        return said[-1].words if said else ""


class MeetingSerializer(serializers.ModelSerializer[Meeting]):
    """A meeting: when, where, how it stands, its agenda once it is public, how many were there."""

    record = RecordField()
    body = serializers.SlugRelatedField[Body](slug_field="slug", read_only=True)
    title, about, place = Localized(), Localized(), Localized()
    stage = serializers.CharField(read_only=True)
    agenda = AgendaItemSerializer(many=True, source="seen_items")
    seats_there = serializers.SerializerMethodField()
    minutes_public_at = serializers.DateTimeField(source="minutes.publish_at", default=None)
    minutes_approved_at = serializers.DateTimeField(source="minutes.approved_at", default=None)
    minutes_sha256 = serializers.CharField(source="minutes.sha256", default="")

    class Meta:
        model = Meeting
        fields = (
            "record", "body", "title", "about", "stage", "starts_at", "ends_at", "place", "link", "interpretation",
            "supports_offered", "noticed_at", "begun_at", "ended_at", "cancelled_at", "seats_there",
            "minutes_public_at", "minutes_approved_at", "minutes_sha256", "agenda",
        )  # fmt: skip

    def get_seats_there(self, meeting: Meeting) -> int:
        """Return how many seats somebody was there for."""
        return len({one.seat_id for one in meeting.attendance.all() if one.seat_id is not None})


class MeetingViewSet(ReadingViewSet[Meeting]):
    """Meetings, by the number of their record."""

    serializer_class = MeetingSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def get_serializer_context(self) -> Mapping[str, Any]:
        """Add which notes and minutes are kept from this reader."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_serializer_context()
        viewer = viewer_of(self.request)
        kept = {
            "items": frozenset(withheld_parts(viewer, "agenda_item")),
            "meetings": frozenset(withheld_parts(viewer, "meeting")),
        }
        return {**super().get_serializer_context(), "kept": kept}

    def rows(self, viewer: Viewer) -> QuerySet[Meeting]:
        """Return the meetings that this reader sees, with what they see of each agenda."""
        said = Prefetch("passages", Passage.objects.order_by("version"))
        items = AgendaItem.objects.visible_to(viewer).standing().prefetch_related(said)
        items = items.select_related("record", "round__record", "meeting__minutes")
        there = Prefetch("attendance", Attendance.objects.standing())
        agenda: Prefetch[Any, Any, Any] = Prefetch("items", items, to_attr="seen_items")
        seen = Meeting.objects.visible_to(viewer).select_related("record__initiative", "body", "minutes")
        return seen.prefetch_related(agenda, there).order_by("-pk")
