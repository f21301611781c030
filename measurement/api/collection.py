"""Collecting as data: who reports what, and improvement cycles."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.models import Cycle, Indicator, Program, ReportingDuty


class DutySerializer(serializers.ModelSerializer[ReportingDuty]):
    """One partner reports one indicator."""

    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    partner = serializers.CharField(source="membership.slug")

    class Meta:
        model = ReportingDuty
        fields = (
            "id",
            "indicator",
            "partner",
            "days_after_period",
            "starts_on",
            "ended_on",
            "needs_agreement",
        )


class DutyViewSet(ReadingViewSet[ReportingDuty]):
    """Duties, for those who take part."""

    permission = Permission.SEE_MEMBERS
    serializer_class = DutySerializer
    filterset_class = exactly(indicator="indicator__slug", partner="membership__slug")

    def rows(self, viewer: Viewer) -> QuerySet[ReportingDuty]:
        """Return the duties about indicators that this reader sees."""
        rows = ReportingDuty.objects.filter(indicator__in=Indicator.objects.visible_to(viewer))
        return rows.select_related("indicator", "membership").order_by("-pk")


class CycleSerializer(serializers.ModelSerializer[Cycle]):
    """One improvement cycle of a program."""

    record = RecordField()
    program = serializers.SlugRelatedField[Program](slug_field="slug", read_only=True)
    measure = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    title, plan, expected, did, studied, acted = (
        Localized(), Localized(), Localized(), Localized(), Localized(), Localized(),
    )  # fmt: skip

    class Meta:
        model = Cycle
        fields = (
            "record", "program", "measure", "title", "stage", "plan", "expected", "did", "studied", "acted",
            "starts_on", "review_on",
        )  # fmt: skip


class CycleViewSet(ReadingViewSet[Cycle]):
    """Improvement cycles, by the number of their record."""

    serializer_class = CycleSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("stage", program="program__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Cycle]:
        """Return the cycles that this reader sees."""
        seen = Cycle.objects.visible_to(viewer).filter(program__in=Program.objects.visible_to(viewer))
        return seen.select_related("record__initiative", "program", "measure").order_by("-pk")
