"""What all achieved together beside figures, as data: policies that changed, and stories."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import CollectiveOutput
from initiatives.rules.viewer import Viewer


class OutputSerializer(serializers.ModelSerializer[CollectiveOutput]):
    """One policy or story: since when, whose rule it is or who tells it, and how it came about."""

    record = RecordField()
    title = Localized()
    words = Localized()
    whose = Localized()

    class Meta:
        model = CollectiveOutput
        fields = ("id", "record", "kind", "title", "words", "whose", "source", "happened_on")


class OutputViewSet(ReadingViewSet[CollectiveOutput]):
    """What changed and was not taken back."""

    serializer_class = OutputSerializer
    filterset_class = exactly("kind")

    def rows(self, viewer: Viewer) -> QuerySet[CollectiveOutput]:
        """Return those that this reader sees."""
        seen = CollectiveOutput.objects.visible_to(viewer).standing()
        return seen.select_related("record__initiative").order_by("-pk")
