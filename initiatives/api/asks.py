"""The focus, as data. Asks are between the backbone and its partners: they are no data for everybody."""

from __future__ import annotations

from django.db.models import Count, QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Campaign
from initiatives.rules.viewer import Viewer


class CampaignSerializer(serializers.ModelSerializer[Campaign]):
    """One focus: its two sides, until when, and how many partners have acted."""

    record = RecordField()
    title = Localized(source="record.title")
    difficulty = Localized()
    opportunity = Localized()
    wanted = Localized()
    acted = serializers.IntegerField()

    class Meta:
        model = Campaign
        fields = (
            "record", "title", "difficulty", "opportunity", "wanted", "starts_on", "ends_on", "ended_at", "acted",
        )  # fmt: skip


class CampaignViewSet(ReadingViewSet[Campaign]):
    """The focus of today and those before, the newest first."""

    serializer_class = CampaignSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    lookup_value_regex = "[0-9]{1,9}"

    def rows(self, viewer: Viewer) -> QuerySet[Campaign]:
        """Return those that this reader sees."""
        seen = Campaign.objects.visible_to(viewer).select_related("record__initiative")
        return seen.annotate(acted=Count("acts")).order_by("-pk")
