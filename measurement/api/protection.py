"""How small groups are protected, as data: the same rule for every figure of the initiative, in versions."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet
from initiatives.rules.viewer import Viewer
from measurement.models import DisclosurePolicy


class ProtectionSerializer(serializers.ModelSerializer[DisclosurePolicy]):
    """One version; `top_code` and `bottom_code` are percentages beyond which only a bound is told."""

    class Meta:
        model = DisclosurePolicy
        fields = (
            "version", "adopted_at", "min_denominator", "min_events", "rounding_base", "percent_decimals", "top_code",
            "bottom_code",
        )  # fmt: skip


class ProtectionViewSet(ReadingViewSet[DisclosurePolicy]):
    """Versions of the protection, the newest first; a release names the one under which it was published."""

    serializer_class = ProtectionSerializer
    lookup_field = "version"

    def rows(self, viewer: Viewer) -> QuerySet[DisclosurePolicy]:
        """Return all versions: what is not shown, and why, is public."""
        return DisclosurePolicy.objects.order_by("-pk")
