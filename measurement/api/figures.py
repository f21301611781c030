"""Published figures and releases, as data. A suppressed figure says that it is not shown, and nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Category, Dimension
from initiatives.rules.viewer import Viewer
from measurement.models import Indicator, Observation, Release

HIDDEN = (Observation.Publication.SUPPRESSED_PRIMARY, Observation.Publication.SUPPRESSED_COMPLEMENTARY)
NUMBERS = ("value", "low", "high", "numerator", "denominator")


class CategorySerializer(serializers.ModelSerializer[Category]):
    """A group of a dimension."""

    name = Localized()

    class Meta:
        model = Category
        fields = ("id", "slug", "name", "is_exclusive", "position")


class DimensionSerializer(serializers.ModelSerializer[Dimension]):
    """A way to read figures for groups."""

    record = RecordField()
    name = Localized()
    categories = CategorySerializer(many=True)

    class Meta:
        model = Dimension
        fields = ("slug", "record", "name", "kind", "is_exhaustive", "is_community_defined", "categories")


class DimensionViewSet(ReadingViewSet[Dimension]):
    """Dimensions and their groups."""

    serializer_class = DimensionSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "dimension"

    def rows(self, viewer: Viewer) -> QuerySet[Dimension]:
        """Return the dimensions that this reader sees."""
        seen = Dimension.objects.visible_to(viewer).select_related("record__initiative")
        return seen.prefetch_related("categories").order_by("-pk")


class FigureSerializer(serializers.ModelSerializer[Observation]):
    """One published figure. Numbers are null where it is not shown; `publication` says why."""

    indicator = serializers.CharField(source="series.indicator.slug")
    categories = serializers.ListField(child=serializers.IntegerField(), source="series.category_ids")
    period = serializers.CharField(source="period.label")
    period_starts_on = serializers.DateField(source="period.starts_on")
    period_ends_on = serializers.DateField(source="period.ends_on")
    release = serializers.IntegerField(source="release.number")

    class Meta:
        model = Observation
        fields = (
            "indicator", "categories", "period", "period_starts_on", "period_ends_on", "release", *NUMBERS,
            "value_type", "status", "publication", "source",
        )  # fmt: skip

    def to_representation(self, instance: Observation) -> dict[str, Any]:
        """Take the numbers away from a figure that is not shown."""
        shown: dict[str, Any] = super().to_representation(instance)
        if instance.publication in HIDDEN:
            shown |= dict.fromkeys(NUMBERS)
        elif instance.publication == Observation.Publication.CODED:
            shown |= dict.fromkeys(("value", "numerator", "denominator"))
        return shown


class FigureViewSet(ReadingViewSet[Observation]):
    """The figures that count today, one for each cell and period."""

    serializer_class = FigureSerializer
    filterset_class = exactly(indicator="series__indicator__slug", period="period__label")

    def rows(self, viewer: Viewer) -> QuerySet[Observation]:
        """Return the live figures of the indicators that this reader sees."""
        seen = Indicator.objects.visible_to(viewer)
        standing = Release.objects.standing().filter(indicator__in=seen)
        live = (
            Observation.objects.filter(release__in=standing)
            .order_by("series_id", "period_id", "-release_id")
            .distinct("series_id", "period_id")
        )
        rows = Observation.objects.filter(pk__in=live.values("pk")).order_by("-pk")
        return rows.select_related("series__indicator", "period", "release")


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """One publication of figures."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    note = Localized()
    withdraws = serializers.SlugRelatedField[Release](slug_field="number", read_only=True)

    class Meta:
        model = Release
        fields = (
            "record", "indicator", "number", "note", "published_at", "withdraws", "merkle_root", "added", "changed",
            "hidden",
        )  # fmt: skip


class ReleaseViewSet(ReadingViewSet[Release]):
    """Releases, by the number of their record."""

    serializer_class = ReleaseSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[Release]:
        """Return the releases that this reader sees."""
        seen = Release.objects.visible_to(viewer).filter(indicator__in=Indicator.objects.visible_to(viewer))
        return seen.select_related("record__initiative", "indicator", "withdraws").order_by("-pk")
