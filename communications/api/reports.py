"""Published reports, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from communications.models import ReportSnapshot
from initiatives.access.viewsets import ReadingViewSet
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.viewer import Viewer


class ReportSerializer(serializers.ModelSerializer[ReportSnapshot]):
    """One issue of the report."""

    record = RecordField()
    title = Localized()
    sha256 = serializers.CharField(source="file.sha256", default=None)

    class Meta:
        model = ReportSnapshot
        fields = (
            "record",
            "issue",
            "title",
            "language",
            "as_of",
            "ready_at",
            "sha256",
            "ledger_seq",
            "ledger_head",
        )


class ReportViewSet(ReadingViewSet[ReportSnapshot]):
    """Reports, by their issue."""

    serializer_class = ReportSerializer
    lookup_field = "issue"

    def rows(self, viewer: Viewer) -> QuerySet[ReportSnapshot]:
        """Return the finished issues that this reader sees."""
        seen = ReportSnapshot.objects.visible_to(viewer).filter(ready_at__isnull=False)
        return seen.select_related("record__initiative", "file").order_by("-pk")
