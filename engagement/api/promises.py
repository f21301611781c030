"""Promises as data: every part of every promise, as it was computed from facts, with the hash of what it was computed from."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from engagement.gathering.board import days_late, numbers_of, state_now
from engagement.models import Engagement, Obligation
from engagement.pages.addresses import in_words
from engagement.rules.duties import DUTIES
from engagement.rules.promise_facts import Code
from initiatives import clock
from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized
from initiatives.rules.viewer import Viewer


class ObligationSerializer(serializers.ModelSerializer[Obligation]):
    """One part of a promise. `state` is as the clock has it now; what broke stays broken, and `remedy` answers it."""

    engagement = serializers.IntegerField(source="engagement.record.number")
    body = serializers.SlugField(source="engagement.body.slug", default=None, allow_null=True)
    owed = serializers.SerializerMethodField()
    state = serializers.SerializerMethodField()
    days_late = serializers.SerializerMethodField()
    remedy = Localized()

    class Meta:
        model = Obligation
        fields = (
            "id", "engagement", "body", "level", "code", "owed", "state", "due_at", "days_late", "kept_at", "broken_at",
            "remedy", "remedied_at", "facts_hash", "computed_at",
        )  # fmt: skip

    def get_owed(self, row: Obligation) -> str:
        """Return what is owed in the reader's language, with the numbers by which this promise runs."""
        numbers = self.context["numbers"][row.engagement_id]
        return in_words(DUTIES[Code(row.code)].in_words(numbers))

    def get_state(self, row: Obligation) -> str:
        """Return how it stands."""
        return state_now(row, clock.now()).value

    def get_days_late(self, row: Obligation) -> int:
        """Return by how many days it is or was late; a day that has begun counts."""
        now = clock.now()
        return days_late(row, state_now(row, now), now)


class PromiseViewSet(ReadingViewSet[Obligation]):
    """Everything that is owed for the questions that one sees, the newest first."""

    serializer_class = ObligationSerializer
    filterset_class = exactly(
        "code",
        body="engagement__body__slug",
        numbers={"level": "level", "engagement": "engagement__record__number"},
    )
    is_conditional = False  # a clock that runs out makes a part late, and no event tells of it at that moment

    def rows(self, viewer: Viewer) -> QuerySet[Obligation]:
        """Return what is owed for the questions that this reader sees."""
        rows = Obligation.objects.filter(engagement__in=Engagement.objects.visible_to(viewer))
        return rows.select_related("engagement__record", "engagement__body").order_by("-pk")

    def get_serializer_context(self) -> dict[str, Any]:
        """Read the numbers by which the promises run once for all of them."""
        asked = self.get_queryset().order_by().values_list("engagement", flat=True).distinct()
        return {**super().get_serializer_context(), "numbers": numbers_of(asked)}
