"""Conversations that turn a curve, as data: the same that stands on their pages, without lines that were hidden."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Membership, Strategy
from initiatives.rules.viewer import Viewer
from measurement.models import Factor, Idea, Indicator, PartnerRole, Turn, TurnAction, TurnLine, TurnStep
from measurement.rules.turns import Criterion, read_scores


class StepSerializer(serializers.ModelSerializer[TurnStep]):
    """What the table said to a question, in one version."""

    words = Localized()

    class Meta:
        model = TurnStep
        fields = ("question", "version", "words", "saved_at")


class FactorSerializer(serializers.ModelSerializer[Factor]):
    """What helps or holds back; `cause_of` is the id of another factor."""

    words = Localized()

    class Meta:
        model = Factor
        fields = ("id", "kind", "words", "ground", "cause_of")


class PartnerRoleSerializer(serializers.ModelSerializer[PartnerRole]):
    """A partner with a part: one that is here, or one that is wanted."""

    role = Localized()
    partner = serializers.SlugRelatedField[Membership](slug_field="slug", read_only=True, source="membership")

    class Meta:
        model = PartnerRole
        fields = ("partner", "wanted_name", "role")


class IdeaSerializer(serializers.ModelSerializer[Idea]):
    """What works or could; each criterion with its mean and how many gave 1, 2 and 3."""

    words = Localized()
    evidence = serializers.CharField(help_text="research, practice or hunch")
    strategy = serializers.SlugRelatedField[Strategy](slug_field="slug", read_only=True)
    scored_by = serializers.SerializerMethodField()
    scores = serializers.SerializerMethodField()

    class Meta:
        model = Idea
        fields = ("id", "words", "evidence", "cost", "answers", "strategy", "scored_by", "scores")

    def get_scored_by(self, idea: Idea) -> int:
        """Return by how many people."""
        return len(idea.scores.all())

    def get_scores(self, idea: Idea) -> dict[str, dict[str, Any]]:
        """Return how the idea is seen, never who gave which score."""
        given = [{one: int(getattr(score, one.value)) for one in Criterion} for score in idea.scores.all()]
        return {
            one.criterion.value: {"mean": round(one.mean, 2), "given": list(one.given)}
            for one in read_scores(given).standings
        }


class TurnActionSerializer(serializers.ModelSerializer[TurnAction]):
    """What will be done; `activity` is the number of what it became in the plan."""

    words, success_seen_by, logic = Localized(), Localized(), Localized()
    owner = serializers.SlugRelatedField[Membership](slug_field="slug", read_only=True)
    activity = serializers.SerializerMethodField()

    class Meta:
        model = TurnAction
        fields = ("words", "idea", "owner", "due", "success_seen_by", "logic", "activity")

    def get_activity(self, action: TurnAction) -> int | None:
        """Return the number of the activity."""
        return action.activity.record.number if action.activity else None


class LineSerializer(serializers.ModelSerializer[TurnLine]):
    """What somebody added, word for word, and what became of it. Nobody is named."""

    reason = Localized()

    class Meta:
        model = TurnLine
        fields = ("question", "words", "added_at", "place", "reason")


class TurnSerializer(serializers.ModelSerializer[Turn]):
    """One conversation with all its parts."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    forecast = serializers.SerializerMethodField(help_text="number of the forecast that it was held about")
    steps = StepSerializer(many=True)
    factors = FactorSerializer(many=True)
    partners = PartnerRoleSerializer(many=True, source="partner_roles")
    ideas = IdeaSerializer(many=True)
    actions = TurnActionSerializer(many=True)
    lines = LineSerializer(many=True)

    class Meta:
        model = Turn
        fields = (
            "record", "indicator", "number", "held_on", "opened_at", "closed_at", "reread_by", "current_step", "forecast", "steps",
            "factors", "partners", "ideas", "actions", "lines",
        )  # fmt: skip

    def get_forecast(self, turn: Turn) -> int | None:
        """Return the number under which the frozen forecast is found."""
        return turn.forecast.record.number if turn.forecast else None


class TurnViewSet(ReadingViewSet[Turn]):
    """Conversations, by the number of their record."""

    serializer_class = TurnSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly(indicator="indicator__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Turn]:
        """Return the conversations that this reader sees, without what was taken out or hidden."""
        seen = Turn.objects.visible_to(viewer).select_related(
            "record__initiative", "indicator", "forecast__record"
        )
        ideas = Idea.objects.filter(removed_at__isnull=True).select_related("strategy")
        actions = TurnAction.objects.filter(removed_at__isnull=True)
        roles = PartnerRole.objects.filter(removed_at__isnull=True).select_related("membership")
        return seen.prefetch_related(
            "steps",
            Prefetch("factors", Factor.objects.filter(removed_at__isnull=True)),
            Prefetch("partner_roles", roles),
            Prefetch("ideas", ideas.prefetch_related("scores")),
            Prefetch("actions", actions.select_related("owner", "activity__record")),
            Prefetch("lines", TurnLine.objects.filter(hidden_at__isnull=True)),
        ).order_by("-pk")
