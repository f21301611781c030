"""Results and indicators, as data: the same reading as the page."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Dimension
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator, Result, SeriesBreak, Target


class ResultSerializer(serializers.ModelSerializer[Result]):
    """A condition of well-being."""

    record = RecordField()
    statement = Localized()
    indicators = serializers.SlugRelatedField[Indicator](slug_field="slug", many=True, read_only=True)
    population = serializers.IntegerField(source="population.record.number", allow_null=True, default=None)

    class Meta:
        model = Result
        fields = ("id", "record", "statement", "population", "position", "indicators")


class ResultViewSet(ReadingViewSet[Result]):
    """Results."""

    serializer_class = ResultSerializer

    def rows(self, viewer: Viewer) -> QuerySet[Result]:
        """Return the results that this reader sees."""
        rows = Result.objects.visible_to(viewer).select_related("record__initiative", "population__record")
        seen = Prefetch("indicators", Indicator.objects.visible_to(viewer))
        return rows.prefetch_related(seen).order_by("-pk")


class TargetSerializer(serializers.ModelSerializer[Target]):
    """Where the curve shall be."""

    rationale = Localized()

    class Meta:
        model = Target
        fields = ("value", "by", "label", "floor_for_groups", "rationale")


class BreakSerializer(serializers.ModelSerializer[SeriesBreak]):
    """From this day on the figures are made in another way: `effect` is incomparable or caution."""

    label, explanation = Localized(), Localized()  # type: ignore[assignment]  # the framework uses the first name itself

    class Meta:
        model = SeriesBreak
        fields = ("starts_on", "effect", "label", "explanation")


class IndicatorSerializer(serializers.ModelSerializer[Indicator]):
    """An indicator and what its figures say. Suppressed cells are not in the reading."""

    record = RecordField()
    name, plain_definition, technical_definition = Localized(), Localized(), Localized()
    why_this_one, who_is_missing, unit_label = Localized(), Localized(), Localized()
    source = Localized()  # type: ignore[assignment]  # the framework uses the name itself
    benchmark_of = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    population = serializers.IntegerField(source="population.record.number")
    gap_dimension = serializers.SlugRelatedField[Dimension](slug_field="slug", read_only=True)
    targets = TargetSerializer(many=True)
    breaks = BreakSerializer(many=True)
    reading = serializers.SerializerMethodField()

    class Meta:
        model = Indicator
        fields = (
            "slug", "record", "name", "plain_definition", "technical_definition", "why_this_one", "who_is_missing",
            "unit", "unit_label", "multiplier", "decimals", "direction", "frequency", "listing", "benchmark_of",
            "source", "population", "gap_dimension", "targets", "breaks", "reading",
        )  # fmt: skip

    def get_reading(self, indicator: Indicator) -> dict[str, Any] | None:
        """Return what the published figures say, as on the page."""
        rollup = getattr(indicator, "rollup", None)
        return rollup.reading if rollup else None


class IndicatorViewSet(ReadingViewSet[Indicator]):
    """Indicators, by their slug."""

    serializer_class = IndicatorSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "indicator"
    filterset_class = exactly("listing", "unit", "direction")

    def rows(self, viewer: Viewer) -> QuerySet[Indicator]:
        """Return the indicators that this reader sees."""
        seen = Indicator.objects.visible_to(viewer).select_related(
            "record__initiative", "rollup", "benchmark_of", "population__record", "gap_dimension"
        )
        return seen.prefetch_related("targets", "breaks").order_by("-pk")
