"""What each partner gives and gains, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized
from initiatives.models import Benefit, Membership
from initiatives.rules.viewer import Viewer


class BenefitSerializer(serializers.ModelSerializer[Benefit]):
    """One thing that is given or gained: promised, and what has come of it."""

    partner = serializers.SlugField(source="membership.slug")
    promised = Localized()
    received = Localized()

    class Meta:
        model = Benefit
        fields = ("id", "partner", "way", "kind", "promised", "promised_at", "received", "noted_at")


class BenefitViewSet(ReadingViewSet[Benefit]):
    """What is given and gained and was not taken back."""

    serializer_class = BenefitSerializer
    filterset_class = exactly("way", "kind", partner="membership__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Benefit]:
        """Return those of partners whom this reader sees."""
        seen = Membership.objects.visible_to(viewer)
        return Benefit.objects.standing().filter(membership__in=seen).whole().order_by("-pk")
