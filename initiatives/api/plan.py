"""The joint plan as data: hand-offs, changes of activities, the assessment and the versions of the plan."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Frozen, Localized, RecordField
from initiatives.models import ActionPlan, Activity, Adaptation, Assessment, Link
from initiatives.rules.viewer import Viewer

_AGREED = ("record", "version", "state", "decided_at", "outcome", "summary_of_changes")


class LinkSerializer(serializers.ModelSerializer[Link]):
    """A hand-off; `from_activity` and `to_activity` are the numbers of activities."""

    record, sentence = RecordField(), Localized()
    from_activity = serializers.IntegerField(source="source.record.number")
    to_activity = serializers.IntegerField(source="target.record.number")

    class Meta:
        model = Link
        fields = ("record", "from_activity", "kind", "to_activity", "quality", "sentence", "ended_at")


class LinkViewSet(ReadingViewSet[Link]):
    """Hand-offs, by their number."""

    serializer_class = LinkSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("kind", "quality")

    def rows(self, viewer: Viewer) -> QuerySet[Link]:
        """Return those both of whose ends this reader sees."""
        seen = Link.objects.between_seen(viewer)
        return seen.select_related("record__initiative", "source__record", "target__record").order_by("-pk")


class AdaptationSerializer(serializers.ModelSerializer[Adaptation]):
    """A change of an activity; `is_agreed` is null while it waits for an answer."""

    record = RecordField()
    change, why, answer = Localized(), Localized(), Localized()
    activity = serializers.IntegerField(source="activity.record.number")

    class Meta:
        model = Adaptation
        fields = (
            "record", "activity", "change", "why", "new_ends_on", "asked_at", "is_agreed", "settled_at", "answer",
        )  # fmt: skip


class AdaptationViewSet(ReadingViewSet[Adaptation]):
    """Changes of activities, by their number."""

    serializer_class = AdaptationSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly(flags=("is_agreed",))

    def rows(self, viewer: Viewer) -> QuerySet[Adaptation]:
        """Return the changes of activities that this reader sees."""
        seen = Adaptation.objects.visible_to(viewer).filter(activity__in=Activity.objects.visible_to(viewer))
        return seen.select_related("record__initiative", "activity__record").order_by("-pk")


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    """Where we stand, in versions; `figures` are frozen as they were read when it went to the table."""

    record, summary_of_changes = RecordField(), Localized()
    problem, told, strengths, tried = Localized(), Localized(), Localized(), Localized()
    figures = Frozen(read_only=True)
    state, outcome = serializers.CharField(), serializers.CharField()

    class Meta:
        model = Assessment
        fields = (*_AGREED, "problem", "told", "strengths", "tried", "figures")


class AssessmentViewSet(ReadingViewSet[Assessment]):
    """Versions of the assessment, by the number of their record."""

    serializer_class = AssessmentSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state")

    def rows(self, viewer: Viewer) -> QuerySet[Assessment]:
        """Return the versions that this reader sees."""
        return Assessment.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")


class ActionPlanSerializer(serializers.ModelSerializer[ActionPlan]):
    """The joint plan, in versions; `contents` are its strategies and activities as they were put before the table."""

    record, words, summary_of_changes = RecordField(), Localized(), Localized()
    assessment = serializers.IntegerField(source="assessment.record.number")
    contents = Frozen(read_only=True)
    state, outcome = serializers.CharField(), serializers.CharField()

    class Meta:
        model = ActionPlan
        fields = (*_AGREED, "assessment", "words", "contents")


class ActionPlanViewSet(ReadingViewSet[ActionPlan]):
    """Versions of the plan, by the number of their record."""

    serializer_class = ActionPlanSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state")

    def rows(self, viewer: Viewer) -> QuerySet[ActionPlan]:
        """Return the versions that this reader sees."""
        seen = ActionPlan.objects.visible_to(viewer)
        return seen.select_related("record__initiative", "assessment__record").order_by("-pk")
