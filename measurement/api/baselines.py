"""Frozen forecasts and how the curve was judged against them, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.rules.viewer import Viewer
from measurement.models import CurveJudgement, Forecast, ForecastPoint, Indicator


class ForecastPointSerializer(serializers.ModelSerializer[ForecastPoint]):
    """What was expected of one period, in the unit of the indicator."""

    class Meta:
        model = ForecastPoint
        fields = ("starts_on", "ends_on", "label", "low", "mid", "high")


class CurveJudgementSerializer(serializers.ModelSerializer[CurveJudgement]):
    """Whether the curve was turned, by the published rule; `reading` holds each period that it rests on."""

    release = serializers.IntegerField(source="release.number")
    judged_by = serializers.CharField(source="judged_by.shown_name")
    words = Localized()
    reading = serializers.JSONField()

    class Meta:
        model = CurveJudgement
        fields = ("verdict", "is_within_noise", "release", "reading", "words", "judged_at", "judged_by")


class ForecastSerializer(serializers.ModelSerializer[Forecast]):
    """What somebody expected on a day if nothing changed; it is never changed afterwards."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    release = serializers.IntegerField(source="release.number")
    frozen_by = serializers.CharField(source="frozen_by.shown_name")
    assumptions = Localized()
    points = ForecastPointSerializer(many=True)
    judgements = CurveJudgementSerializer(many=True)

    class Meta:
        model = Forecast
        fields = (
            "record", "indicator", "release", "method", "assumptions", "frozen_at", "frozen_by", "points",
            "judgements",
        )  # fmt: skip


class ForecastViewSet(ReadingViewSet[Forecast]):
    """Frozen forecasts, by the number of their record."""

    serializer_class = ForecastSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("method", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Forecast]:
        """Return the forecasts that this reader sees."""
        seen = Forecast.objects.visible_to(viewer).filter(indicator__in=Indicator.objects.visible_to(viewer))
        rows = seen.select_related("record__initiative", "indicator", "release", "frozen_by")
        return rows.prefetch_related("points", "judgements__release", "judgements__judged_by").order_by("-pk")
