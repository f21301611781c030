"""Who is counted, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Population
from initiatives.rules.viewer import Viewer


class PopulationSerializer(serializers.ModelSerializer[Population]):
    """All people of one kind in one place; `size` is null where nobody said how many they are."""

    record, name = RecordField(), Localized()

    class Meta:
        model = Population
        fields = ("record", "name", "place", "size")


class PopulationViewSet(ReadingViewSet[Population]):
    """Populations, by the number of their record."""

    serializer_class = PopulationSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("place")

    def rows(self, viewer: Viewer) -> QuerySet[Population]:
        """Return the populations that this reader sees."""
        return Population.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")
