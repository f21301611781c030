"""Programs, as data: the three questions and what is thought to move the whole."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Record
from initiatives.rules.viewer import Viewer
from measurement.models import Contribution, PerformanceMeasure, Program


class PerformanceMeasureSerializer(serializers.ModelSerializer[PerformanceMeasure]):
    """A measure of a program; its figures are those of the indicator with this slug."""

    measure = serializers.SlugRelatedField[PerformanceMeasure](slug_field="slug", read_only=True)

    class Meta:
        model = PerformanceMeasure
        fields = ("measure", "kind", "is_headline")


class ProgramSerializer(serializers.ModelSerializer[Program]):
    """What a partner runs for its customers."""

    record = RecordField()
    name, purpose, customers = Localized(), Localized(), Localized()
    partner = serializers.SlugField(source="membership.slug")
    measures = PerformanceMeasureSerializer(many=True)

    class Meta:
        model = Program
        fields = ("slug", "record", "partner", "name", "purpose", "customers", "ended_on", "measures")


class ProgramViewSet(ReadingViewSet[Program]):
    """Programs, by their slug."""

    serializer_class = ProgramSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "program"

    def rows(self, viewer: Viewer) -> QuerySet[Program]:
        """Return the programs that this reader sees."""
        seen = Program.objects.visible_to(viewer).select_related("record__initiative", "membership")
        return seen.prefetch_related("measures__measure").order_by("-pk")


class ContributionSerializer(serializers.ModelSerializer[Contribution]):
    """A thought about what moves an indicator: from a measure or an activity, why, and on what it rests."""

    record = RecordField()
    logic = Localized()
    measure = serializers.SlugField(source="measure.measure.slug", default=None)
    activity = serializers.IntegerField(source="activity.record.number", default=None)
    indicator = serializers.SlugField(source="indicator.slug")

    class Meta:
        model = Contribution
        fields = ("record", "measure", "activity", "indicator", "logic", "strength", "source")


class ContributionViewSet(ReadingViewSet[Contribution]):
    """Contributions that have not been withdrawn."""

    serializer_class = ContributionSerializer
    filterset_class = exactly("strength", indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Contribution]:
        """Return the contributions that this reader sees."""
        seen = Contribution.objects.visible_to(viewer).exclude(record__state=Record.State.WITHDRAWN)
        return seen.select_related(
            "record__initiative", "measure__measure", "activity__record", "indicator"
        ).order_by("-pk")
