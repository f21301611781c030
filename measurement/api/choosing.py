"""The data development agenda, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.viewer import Viewer
from measurement.models import DataDevelopmentItem


class WantedSerializer(serializers.ModelSerializer[DataDevelopmentItem]):
    """A figure that is wanted: who gets it, by when, at what cost, and how far it is."""

    record = RecordField()
    title, gap, state_reason = Localized(), Localized(), Localized()
    indicator = serializers.SlugField(source="indicator.slug", default=None)
    owner = serializers.SlugField(source="owner.slug", default=None)

    class Meta:
        model = DataDevelopmentItem
        fields = (
            "id",
            "record",
            "title",
            "gap",
            "indicator",
            "owner",
            "due",
            "cost",
            "state",
            "state_reason",
        )


class WantedViewSet(ReadingViewSet[DataDevelopmentItem]):
    """Wanted figures."""

    serializer_class = WantedSerializer
    filterset_class = exactly("state", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[DataDevelopmentItem]:
        """Return the items that this reader sees."""
        seen = DataDevelopmentItem.objects.visible_to(viewer)
        return seen.select_related("record__initiative", "indicator", "owner").order_by("-pk")
