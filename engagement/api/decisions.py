"""Decisions as data: the question, the rule, how the vote stands, and everything to count it again with; and a door to vote."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from engagement.actions import voting
from engagement.actions.objections import Concern
from engagement.gathering.voters import elector_of
from engagement.models import Decision, DecisionOption, Elector, Recusal
from engagement.pages.votes import lines_of
from engagement.rules.ballots import Ballot
from initiatives.access.viewsets import ReadingViewSet, exactly, viewer_of
from initiatives.access.writing import KEY, REFUSALS
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Person
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer


class OptionSerializer(serializers.ModelSerializer[DecisionOption]):
    """One thing on the ballot; `key` is how ballots name it."""

    key = serializers.SerializerMethodField()
    title, description = Localized(), Localized()

    class Meta:
        model = DecisionOption
        fields = ("key", "title", "description", "cost")

    def get_key(self, option: DecisionOption) -> str:
        """Return option:1, option:2, …"""
        return option.key


class RecusalSerializer(serializers.ModelSerializer[Recusal]):
    """Who stepped aside, by seat, and why."""

    seat = serializers.CharField(source="seat.name", default=None)
    interest = Localized()

    class Meta:
        model = Recusal
        fields = ("seat", "interest", "is_found_later", "declared_at")


class LineSerializer(serializers.Serializer[object]):
    """What the vote needs, in words, and whether that is met."""

    words = serializers.CharField()
    is_met = serializers.BooleanField()


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """A decision as it stands now."""

    record = RecordField()
    engagement = serializers.IntegerField(source="engagement.record.number", default=None, allow_null=True)
    reviews = serializers.IntegerField(source="reviews.record.number", default=None, allow_null=True)
    body = serializers.SlugField(source="round.body.slug")
    question, eligibility = Localized(), Localized()
    noticed_at = serializers.DateTimeField(source="round.noticed_at")
    opens_at = serializers.DateTimeField(source="round.opens_at")
    closes_at = serializers.DateTimeField(source="round.closes_at")
    options = OptionSerializer(many=True)
    recusals = RecusalSerializer(many=True)

    class Meta:
        model = Decision
        fields = (
            "record", "engagement", "purpose", "body", "question", "rule", "parameters", "is_secret", "electorate_of",
            "eligibility", "state", "version", "noticed_at", "opens_at", "closes_at", "opened_at", "closed_at", "in_force_at",
            "review_on", "reviews", "merkle_root", "options", "recusals",
        )  # fmt: skip


class DecisionDetailSerializer(DecisionSerializer):
    """A decision with the lines of its rule, and its result: all that anybody needs to count it again."""

    lines = serializers.SerializerMethodField()
    result = serializers.JSONField(read_only=True, allow_null=True)

    class Meta(DecisionSerializer.Meta):
        fields = (*DecisionSerializer.Meta.fields, "lines", "result")  # type: ignore[assignment]

    @extend_schema(responses=LineSerializer(many=True))
    def get_lines(self, decision: Decision) -> list[dict[str, Any]]:
        """Return what the vote needs, ticked off as it stands."""
        return [{"words": line.words, "is_met": line.is_met} for line in lines_of(decision)]


class BallotSerializer(serializers.Serializer[object]):
    """A ballot: one of stance, options and points, as the rule asks; the three parts of a concern where it must be resolved."""

    stance = serializers.CharField(required=False, allow_blank=True, default="")
    options = serializers.ListField(child=serializers.CharField(), required=False, default=list)
    points = serializers.DictField(child=serializers.IntegerField(), required=False, default=dict)
    words = serializers.CharField(required=False, allow_blank=True, default="", max_length=2000)
    reason = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)
    harms = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)
    would_resolve = serializers.CharField(required=False, allow_blank=True, default="", max_length=1000)


class CastSerializer(serializers.Serializer[object]):
    """That a vote was cast; for a secret one, its receipt, which says nothing of its content."""

    receipt = serializers.CharField(allow_null=True)


class DecisionViewSet(ReadingViewSet[Decision]):
    """Decisions, by the number of their record."""

    serializer_class = DecisionSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly(
        "state",
        "purpose",
        body="round__body__slug",
        numbers={"engagement": "engagement__record__number"},
    )
    is_conditional = False  # a secret ballot moves the lines and leaves no event
    writing_permission: Permission | None = None

    def rows(self, viewer: Viewer) -> QuerySet[Decision]:
        """Return the decisions that this reader sees."""
        seen = Decision.objects.visible_to(viewer).select_related(
            "record__initiative",
            "round__body",
            "engagement__record",
            "engagement__initiative",
            "reviews__record",
        )
        return seen.prefetch_related("options", "recusals__seat").order_by("-pk")

    def get_serializer_class(self) -> type[BaseSerializer[Decision]]:
        """One decision comes with its lines and its result."""
        return DecisionDetailSerializer if self.action == "retrieve" else DecisionSerializer

    @extend_schema(request=BallotSerializer, responses={201: CastSerializer, **REFUSALS}, parameters=[KEY])
    @action(detail=True, methods=["post"], writing_permission=Permission.VOTE_CAST)
    def ballot(self, request: Request, **kwargs: Any) -> Response:
        """Cast or change the vote of whoever sends it; a secret one is final."""
        decision = self.get_object()
        sent = BallotSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        receipt = _cast(decision, sent.validated_data, viewer_of(request).person_id)
        return Response({"receipt": receipt}, status=201)


def _cast(decision: Decision, said: dict[str, Any], person_id: int | None) -> str | None:
    assert person_id is not None  # noqa: S101 (the permission to cast asks for somebody)
    person = Person.objects.get(pk=person_id)
    row = elector_of(decision, person) or Elector()
    ballot = Ballot(
        "",
        stance=said["stance"],
        options=tuple(said["options"]),
        points=tuple(sorted(said["points"].items())),
    )
    if decision.is_secret:
        return voting.cast_secretly(decision=decision, elector=row, ballot=ballot, by=person)
    concern = Concern(said["reason"], said["harms"], said["would_resolve"])
    voting.cast(
        decision=decision, elector=row, ballot=ballot, by=person, words=said["words"],
        concern=concern if concern.is_whole else None,
    )  # fmt: skip
    return None
