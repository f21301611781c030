"""Quality as data: agreements, problems, corrections, and questions about figures."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.figures import rule_of, unit_of
from measurement.models import (
    Check,
    DataProblem,
    DataSharingAgreement,
    Indicator,
    Observation,
    Release,
    Revision,
)
from measurement.rules.changes import Figure
from measurement.rules.rounding import as_told

HIDDEN = (Observation.Publication.SUPPRESSED_PRIMARY, Observation.Publication.SUPPRESSED_COMPLEMENTARY)


class AgreementSerializer(serializers.ModelSerializer[DataSharingAgreement]):
    """What one partner shares, for what, until when."""

    record = RecordField()
    partner = serializers.CharField(source="membership.slug")
    scope, purpose = Localized(), Localized()
    indicators = serializers.SerializerMethodField()

    class Meta:
        model = DataSharingAgreement
        fields = (
            "record",
            "partner",
            "scope",
            "purpose",
            "starts_on",
            "expires_on",
            "ended_on",
            "indicators",
        )

    def get_indicators(self, agreement: DataSharingAgreement) -> list[str]:
        """Return the indicators that it covers."""
        return [use.indicator.slug for use in agreement.uses.all()]


class AgreementViewSet(ReadingViewSet[DataSharingAgreement]):
    """Data-sharing agreements, by the number of their record."""

    serializer_class = AgreementSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[DataSharingAgreement]:
        """Return the agreements that this reader sees."""
        seen = DataSharingAgreement.objects.visible_to(viewer).select_related(
            "record__initiative", "membership"
        )
        return seen.prefetch_related("uses__indicator").order_by("-pk")


class ProblemSerializer(serializers.ModelSerializer[DataProblem]):
    """What somebody found wrong, and what came of it."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)

    class Meta:
        model = DataProblem
        fields = ("record", "indicator", "words", "reported_at", "outcome", "answer", "answered_at")


class ProblemViewSet(ReadingViewSet[DataProblem]):
    """Data problems, by the number of their record."""

    serializer_class = ProblemSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("outcome", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[DataProblem]:
        """Return the problems that this reader sees."""
        seen = DataProblem.objects.visible_to(viewer).select_related("record__initiative", "indicator")
        return seen.order_by("-pk")


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """One published figure that was corrected. Numbers are null where a figure is not shown."""

    indicator = serializers.CharField(source="release.indicator.slug")
    release = serializers.IntegerField(source="release.number")
    period = serializers.CharField(source="before.period.label")
    categories = serializers.ListField(child=serializers.IntegerField(), source="before.series.category_ids")
    before = serializers.DecimalField(source="before.value", max_digits=24, decimal_places=8, allow_null=True)
    after = serializers.DecimalField(source="after.value", max_digits=24, decimal_places=8, allow_null=True)
    reason = Localized()

    class Meta:
        model = Revision
        fields = ("id", "indicator", "release", "period", "categories", "before", "after", "reason")

    def to_representation(self, instance: Revision) -> dict[str, Any]:
        """Take the numbers away where the figure was or is not shown."""
        shown: dict[str, Any] = super().to_representation(instance)
        unit = unit_of(instance.release.indicator)
        is_hidden = any(one.publication in HIDDEN for one in (instance.before, instance.after))
        for name, one in (("before", instance.before), ("after", instance.after)):
            figure = Figure(*(getattr(one, field) for field in Figure._fields))
            told = as_told(figure, one.publication, rule_of(one.release.policy), unit).value
            shown[name] = None if is_hidden or told is None else f"{told:f}"
        return shown


class RevisionViewSet(ReadingViewSet[Revision]):
    """Corrections of published figures."""

    serializer_class = RevisionSerializer
    filterset_class = exactly(indicator="release__indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Revision]:
        """Return the corrections of the indicators that this reader sees."""
        releases = Release.objects.visible_to(viewer).filter(
            indicator__in=Indicator.objects.visible_to(viewer)
        )
        rows = Revision.objects.filter(release__in=releases).order_by("-pk")
        return rows.select_related(
            "release__indicator",
            "before__period",
            "before__series",
            "before__release__policy",
            "after__release__policy",
        )


class CheckSerializer(serializers.ModelSerializer[Check]):
    """One question about a figure, and its answer."""

    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    period = serializers.CharField(source="period.label", default="")
    why = Localized()

    class Meta:
        model = Check
        fields = (
            "id", "indicator", "rule", "period", "found", "expected_low", "expected_high", "found_at", "answer", "why",
            "answered_at",
        )  # fmt: skip


class CheckViewSet(ReadingViewSet[Check]):
    """Questions about figures, for those who work on them: some of the figures are not public."""

    permission = Permission.DATA_APPROVE
    serializer_class = CheckSerializer
    filterset_class = exactly("answer", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Check]:
        """Return the questions about indicators that this reader sees."""
        rows = Check.objects.filter(indicator__in=Indicator.objects.visible_to(viewer))
        return rows.select_related("indicator", "period").order_by("-pk")
