"""Published figures and releases, as data. A suppressed figure says that it is not shown, and nothing else."""

from __future__ import annotations

from typing import Any, cast

from django.db import transaction
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from initiatives.access.guard import InitiativeRequest
from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.access.writing import KEY, REFUSALS, THROTTLES
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Category, Dimension
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.api.sent_figures import SendSerializer, SentSerializer, sent
from measurement.figures import rule_of, unit_of
from measurement.models import Indicator, Observation, Release
from measurement.rules.changes import Figure
from measurement.rules.rounding import as_told

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
    """One published figure as readers are told it. Numbers are null where it is `not_shown`: to protect small groups."""

    indicator = serializers.CharField(source="series.indicator.slug")
    categories = serializers.ListField(child=serializers.IntegerField(), source="series.category_ids")
    period = serializers.CharField(source="period.label")
    period_kind = serializers.CharField(source="period.kind")
    period_starts_on = serializers.DateField(source="period.starts_on")
    period_ends_on = serializers.DateField(source="period.ends_on")
    release = serializers.IntegerField(source="release.number")
    publication = serializers.ChoiceField(choices=("shown", "coded", "not_shown"))

    class Meta:
        model = Observation
        fields = (
            "indicator", "categories", "period", "period_kind", "period_starts_on", "period_ends_on", "release", *NUMBERS,
            "value_type", "status", "publication", "source",
        )  # fmt: skip

    def to_representation(self, instance: Observation) -> dict[str, Any]:
        """Take the numbers away from a figure that is not shown; tell the others as the policy wants it."""
        if instance.publication in HIDDEN:
            shown: dict[str, Any] = super().to_representation(instance)
            return shown | dict.fromkeys(NUMBERS) | {"publication": "not_shown"}
        figure = Figure(*(getattr(instance, name) for name in Figure._fields))
        rule, unit = rule_of(instance.release.policy), unit_of(instance.series.indicator)
        for name, told in as_told(figure, instance.publication, rule, unit)._asdict().items():
            setattr(instance, name, told)
        return super().to_representation(instance)


class FigureViewSet(ReadingViewSet[Observation]):
    """The figures that count today, one for each cell and period. Sent ones become the next release, or wait for it."""

    serializer_class = FigureSerializer
    writing_permission = Permission.DATA_SUBMIT
    throttle_classes = THROTTLES
    filterset_class = exactly(
        indicator="series__indicator__slug",
        period="period__label",
        numbers={"category": "series__memberships__category"},
    )

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
        return rows.select_related("series__indicator", "period", "release__policy")

    @extend_schema(
        parameters=[KEY],
        request=SendSerializer,
        responses={**dict.fromkeys((200, 201, 202), SentSerializer), **REFUSALS},
    )
    def create(self, request: Request, **kwargs: Any) -> Response:
        """Send a few figures of one indicator: 201 published, 202 waiting for somebody who may publish, 200 nothing new."""
        asked = SendSerializer(data=request.data, context=self.get_serializer_context())
        asked.is_valid(raise_exception=True)
        with transaction.atomic():
            status, answer = sent(cast(InitiativeRequest, request._request), asked.validated_data)
        return Response(SentSerializer(answer).data, status=status)


class ReleaseSerializer(serializers.ModelSerializer[Release]):
    """One publication of figures; `protection` is the version of the protection of small groups that it was under."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    note = Localized()
    withdraws = serializers.SlugRelatedField[Release](slug_field="number", read_only=True)
    protection = serializers.IntegerField(source="policy.version")

    class Meta:
        model = Release
        fields = (
            "record", "indicator", "number", "note", "published_at", "withdraws", "merkle_root", "added", "changed",
            "hidden", "protection",
        )  # fmt: skip


class ReleaseViewSet(ReadingViewSet[Release]):
    """Releases, by the number of their record."""

    serializer_class = ReleaseSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[Release]:
        """Return the releases that this reader sees."""
        seen = Release.objects.visible_to(viewer).filter(indicator__in=Indicator.objects.visible_to(viewer))
        return seen.select_related("record__initiative", "indicator", "withdraws", "policy").order_by("-pk")
