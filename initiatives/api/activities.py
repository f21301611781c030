"""The plan as data: strategies, activities, and what was learned."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Activity, ActivityLog, Learning, Membership, Strategy
from initiatives.rules.viewer import Viewer


class StrategySerializer(serializers.ModelSerializer[Strategy]):
    """A line of common work."""

    record = RecordField()
    title, expected_contribution = Localized(), Localized()

    class Meta:
        model = Strategy
        fields = ("slug", "record", "title", "expected_contribution", "position")


class StrategyViewSet(ReadingViewSet[Strategy]):
    """Strategies, by their slug."""

    serializer_class = StrategySerializer
    lookup_field = "slug"
    lookup_url_kwarg = "strategy"

    def rows(self, viewer: Viewer) -> QuerySet[Strategy]:
        """Return the strategies that this reader sees."""
        return Strategy.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")


class ActivitySerializer(serializers.ModelSerializer[Activity]):
    """What one partner leads; `state` is planned, under_way, done or stopped."""

    record = RecordField()
    title, what, success_seen_by = Localized(), Localized(), Localized()
    strategy = serializers.SlugRelatedField[Strategy](slug_field="slug", read_only=True)
    lead = serializers.SlugRelatedField[Membership](slug_field="slug", read_only=True)

    class Meta:
        model = Activity
        fields = (
            "record", "title", "what", "success_seen_by", "strategy", "lead", "starts_on", "ends_on", "state",
            "state_changed_at", "is_free_of_cost",
        )  # fmt: skip


class ActivityViewSet(ReadingViewSet[Activity]):
    """Activities, by their number."""

    serializer_class = ActivitySerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state", strategy="strategy__slug", lead="lead__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Activity]:
        """Return the activities that this reader sees."""
        seen = Activity.objects.visible_to(viewer)
        return seen.select_related("record__initiative", "strategy", "lead").order_by("-pk")


class ActivityLogSerializer(serializers.ModelSerializer[ActivityLog]):
    """What was logged; `corrects` is the number of the entry in whose place it stands."""

    record = RecordField()
    note, corrected_because = Localized(), Localized()
    activity = serializers.IntegerField(source="activity.record.number")
    partner = serializers.CharField(source="membership.slug")
    corrects = serializers.IntegerField(source="corrects.record.number", allow_null=True, default=None)

    class Meta:
        model = ActivityLog
        fields = (
            "record", "activity", "partner", "happened_on", "people", "hours", "note", "logged_at", "corrects",
            "corrected_because",
        )  # fmt: skip


class ActivityLogViewSet(ReadingViewSet[ActivityLog]):
    """What was logged, by its number; corrected entries stay, in the state superseded."""

    serializer_class = ActivityLogSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly(partner="membership__slug", numbers={"activity": "activity__record__number"})

    def rows(self, viewer: Viewer) -> QuerySet[ActivityLog]:
        """Return what this reader sees."""
        rows = ActivityLog.objects.visible_to(viewer).select_related(
            "record__initiative", "activity__record", "membership", "corrects__record"
        )
        return rows.order_by("-pk")


class LearningSerializer(serializers.ModelSerializer[Learning]):
    """What was expected, what happened, and what will be done in another way; `about` is the number of a record."""

    record = RecordField()
    expected, happened, change = Localized(), Localized(), Localized()
    about = serializers.SlugRelatedField[Learning](slug_field="number", read_only=True)

    class Meta:
        model = Learning
        fields = ("record", "about", "expected", "happened", "change", "learned_on")


class LearningViewSet(ReadingViewSet[Learning]):
    """What was learned, by its number."""

    serializer_class = LearningSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly(numbers={"about": "about__number"})

    def rows(self, viewer: Viewer) -> QuerySet[Learning]:
        """Return what this reader sees."""
        return (
            Learning.objects.visible_to(viewer).select_related("record__initiative", "about").order_by("-pk")
        )
