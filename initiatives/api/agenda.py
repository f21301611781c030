"""The common agenda, its words and principles, as data."""

from __future__ import annotations

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Frozen, Localized, RecordField
from initiatives.models import CommonAgenda, Principle, Ratification, Term
from initiatives.rules.viewer import Viewer


class RatificationSerializer(serializers.ModelSerializer[Ratification]):
    """What a seat answered."""

    seat = serializers.CharField(source="round_seat.seat.name")
    seat_class = serializers.CharField(source="round_seat.seat_class")
    by_alternate = serializers.SerializerMethodField()

    class Meta:
        model = Ratification
        fields = ("seat", "seat_class", "stance", "words", "at", "by_alternate")

    def get_by_alternate(self, answer: Ratification) -> bool:
        """Whether somebody who stands in for the seat's holder answered."""
        return answer.alternate_id is not None


class AgendaSerializer(serializers.ModelSerializer[CommonAgenda]):
    """One version of the common agenda; `principles` as they went before the table with it."""

    record = RecordField()
    problem, vision, approach = Localized(), Localized(), Localized()
    principles = Frozen(read_only=True)
    summary_of_changes = Localized()
    withdrawal_reason = Localized()
    answers = serializers.SerializerMethodField()

    class Meta:
        model = CommonAgenda
        fields = (
            "record", "version", "state", "problem", "vision", "approach", "principles", "summary_of_changes",
            "proposed_at", "decided_at", "outcome", "withdrawal_reason", "answers",
        )  # fmt: skip

    @extend_schema_field(RatificationSerializer(many=True))
    def get_answers(self, agenda: CommonAgenda) -> list[RatificationSerializer]:
        """Return the answers that count."""
        counted = [one for one in agenda.ratifications.all() if one.replaced_at is None]
        return RatificationSerializer(counted, many=True).data  # type: ignore[return-value]


class AgendaViewSet(ReadingViewSet[CommonAgenda]):
    """Versions of the common agenda, the newest first."""

    serializer_class = AgendaSerializer
    lookup_field = "version"
    filterset_class = exactly("state")

    def rows(self, viewer: Viewer) -> QuerySet[CommonAgenda]:
        """Return the versions that this reader sees."""
        seen = CommonAgenda.objects.visible_to(viewer).select_related("record__initiative")
        return seen.prefetch_related("ratifications__round_seat__seat").order_by("-pk")


class TermSerializer(serializers.ModelSerializer[Term]):
    """A shared word."""

    record = RecordField()
    word, definition = Localized(), Localized()
    aliases = serializers.ListField(child=serializers.JSONField())

    class Meta:
        model = Term
        fields = ("id", "record", "word", "definition", "kind", "agreed_on", "aliases")


class TermViewSet(ReadingViewSet[Term]):
    """Shared words."""

    serializer_class = TermSerializer
    filterset_class = exactly("kind")

    def rows(self, viewer: Viewer) -> QuerySet[Term]:
        """Return the words that this reader sees."""
        return Term.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")


class PrincipleSerializer(serializers.ModelSerializer[Principle]):
    """A principle; `agreed_in` is the number of the round in which it was, where it was in one."""

    record = RecordField()
    words = Localized()
    agreed_in = serializers.IntegerField(source="agreed_in.record.number", allow_null=True, default=None)

    class Meta:
        model = Principle
        fields = ("id", "record", "kind", "words", "position", "agreed_on", "agreed_in")


class PrincipleViewSet(ReadingViewSet[Principle]):
    """Working and equity principles."""

    serializer_class = PrincipleSerializer
    filterset_class = exactly("kind")

    def rows(self, viewer: Viewer) -> QuerySet[Principle]:
        """Return the principles that this reader sees."""
        seen = Principle.objects.visible_to(viewer)
        return seen.select_related("record__initiative", "agreed_in__record").order_by("-pk")
