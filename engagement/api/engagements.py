"""Engagements as data: the question, the promise, its stages, options, evidence and statements."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from engagement.models import (
    Alternative,
    Engagement,
    EngagementStep,
    Evidence,
    LevelChange,
    Postponement,
    Statement,
)
from engagement.rules.spectrum import Level, promise
from initiatives.access.viewsets import ReadingViewSet, exactly, viewer_of
from initiatives.agreed import withheld_numbers
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Body
from initiatives.rules.viewer import Viewer


class EngagementStepSerializer(serializers.ModelSerializer[EngagementStep]):
    """One transition: to which state, and when."""

    reason = Localized()

    class Meta:
        model = EngagementStep
        fields = ("from_state", "to_state", "at", "reason")


class LevelChangeSerializer(serializers.ModelSerializer[LevelChange]):
    """A promise that was changed, and why."""

    reason = Localized()

    class Meta:
        model = LevelChange
        fields = ("from_level", "to_level", "at", "reason")


class PostponementSerializer(serializers.ModelSerializer[Postponement]):
    """A date that moved later, and why."""

    reason = Localized()

    class Meta:
        model = Postponement
        fields = ("which", "was", "becomes", "at", "reason")


class AlternativeSerializer(serializers.ModelSerializer[Alternative]):
    """An option; `frozen_at` is since when nobody can change it, `withdrawn_at` when it was taken out."""

    title, description, reasons_against, withdrawn_because = (
        Localized(),
        Localized(),
        Localized(),
        Localized(),
    )

    class Meta:
        model = Alternative
        fields = (
            "id", "title", "description", "reasons_against", "cost", "version", "written_at", "frozen_at",
            "withdrawn_at", "withdrawn_because",
        )  # fmt: skip


class EvidenceSerializer(serializers.ModelSerializer[Evidence]):
    """What is on the table; `frozen` holds published figures as they were seen."""

    title, words = Localized(), Localized()

    class Meta:
        model = Evidence
        fields = ("id", "kind", "title", "words", "source", "frozen", "added_at")

    def to_representation(self, instance: Evidence) -> dict[str, Any]:
        """Leave out the figures of an indicator that was withheld from this reader since."""
        told: dict[str, Any] = super().to_representation(instance)
        if told["frozen"].get("indicator") in _withheld(cast(dict[str, Any], self.context)):
            told["frozen"] = {}
        return told


def _withheld(context: dict[str, Any]) -> frozenset[int]:
    """The numbers of what is withheld from the reader of an answer, asked once for all of it."""
    if "withheld" not in context:
        context["withheld"] = withheld_numbers(viewer_of(context["request"]))
    found: frozenset[int] = context["withheld"]
    return found


class StatementSerializer(serializers.ModelSerializer[Statement]):
    """What was said in the course of it, in versions."""

    words, why_otherwise = Localized(), Localized()

    class Meta:
        model = Statement
        fields = ("kind", "version", "words", "why_otherwise", "alternative", "authority", "published_at")


class EngagementSerializer(serializers.ModelSerializer[Engagement]):
    """A question taken to people; `promise` is the level's message, word for word; sums are the initiative's money."""

    record = RecordField()
    title, question, fixed, still_open = Localized(), Localized(), Localized(), Localized()
    no_alternative_because, urgent_decision, emergency_ground = Localized(), Localized(), Localized()
    promise = serializers.SerializerMethodField()
    body = serializers.SlugRelatedField[Body](slug_field="slug", read_only=True)
    steps = EngagementStepSerializer(many=True, read_only=True)
    level_changes = LevelChangeSerializer(many=True, read_only=True)
    postponements = PostponementSerializer(many=True, read_only=True)
    alternatives = AlternativeSerializer(many=True, read_only=True)
    evidence = EvidenceSerializer(many=True, read_only=True)
    statements = StatementSerializer(many=True, read_only=True)

    class Meta:
        model = Engagement
        fields = (
            "record", "title", "question", "level", "promise", "promise_version", "recipe", "state", "body", "fixed",
            "still_open", "no_alternative_because", "channels", "money", "participation_budget", "opens_at",
            "input_closes_at", "decide_by", "implement_by", "review_on", "urgent_decision",
            "emergency_ground", "urgent_at", "lapses_at",
            "reopened_count", "steps", "level_changes", "postponements", "alternatives", "evidence", "statements",
        )  # fmt: skip

    def get_promise(self, engagement: Engagement) -> dict[str, str]:
        """Return the promise in force."""
        return promise(Level(engagement.level)).message


class EngagementViewSet(ReadingViewSet[Engagement]):
    """Questions taken to people, by their number."""

    serializer_class = EngagementSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state", body="body__slug", numbers={"level": "level"})

    def rows(self, viewer: Viewer) -> QuerySet[Engagement]:
        """Return the questions that this reader sees, with all that belongs to them."""
        seen = Engagement.objects.visible_to(viewer).select_related("record__initiative", "body")
        parts = ("steps", "level_changes", "postponements", "alternatives", "evidence")
        statements = Prefetch("statements", queryset=Statement.objects.order_by("kind", "version"))
        return seen.prefetch_related(*parts, statements).order_by("-pk")
