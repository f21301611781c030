"""What residents see beside figures, as data; what is hidden is not in it."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator, ResidentReading


class ResidentReadingSerializer(serializers.ModelSerializer[ResidentReading]):
    """One answer to "Does this match what you see?", without its author."""

    indicator = serializers.SlugField(source="indicator.slug")
    release = serializers.IntegerField(source="release.number")
    category = serializers.SlugField(source="category.slug", default=None)

    class Meta:
        model = ResidentReading
        fields = (
            "id",
            "indicator",
            "release",
            "category",
            "match",
            "words",
            "said_at",
            "answer",
            "answered_at",
        )


class ResidentReadingViewSet(ReadingViewSet[ResidentReading]):
    """Residents' readings."""

    serializer_class = ResidentReadingSerializer
    filterset_class = exactly("match", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[ResidentReading]:
        """Return the readings of indicators that this reader sees."""
        seen = ResidentReading.objects.shown().filter(indicator__in=Indicator.objects.visible_to(viewer))
        return seen.select_related("indicator", "release", "category").order_by("-pk")
