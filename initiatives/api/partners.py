"""Partners, groups, seats and rounds, as data. People appear by the seat that they hold, never by e-mail."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Body, Membership, Round, Seat
from initiatives.rules.viewer import Viewer


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """An organisation that takes part."""

    record = RecordField()
    name = serializers.CharField(source="organization.name")
    sector = serializers.CharField(source="organization.sector")
    is_illustrative = serializers.BooleanField(source="organization.is_illustrative")
    agreement, mandate, turf_does, turf_does_not = Localized(), Localized(), Localized(), Localized()
    unique_role, capacity = Localized(), Localized()

    class Meta:
        model = Membership
        fields = (
            "slug", "record", "name", "sector", "is_illustrative", "kind", "joined_on", "left_on", "agreement",
            "agreement_signed_at", "mandate", "turf_does", "turf_does_not", "unique_role", "capacity",
        )  # fmt: skip


class MembershipViewSet(ReadingViewSet[Membership]):
    """Partners at the table, and those who left."""

    serializer_class = MembershipSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "partner"
    filterset_class = exactly("kind")

    def rows(self, viewer: Viewer) -> QuerySet[Membership]:
        """Return the partners that this reader sees."""
        return (
            Membership.objects.visible_to(viewer)
            .select_related("organization", "record__initiative")
            .order_by("-pk")
        )


class SeatSerializer(serializers.ModelSerializer[Seat]):
    """A seat and who holds it."""

    holder = serializers.SerializerMethodField()

    class Meta:
        model = Seat
        fields = ("id", "name", "seat_class", "is_voting", "created_on", "ended_on", "holder")

    def get_holder(self, seat: Seat) -> str | None:
        """Return the name of whoever holds the seat last."""
        terms = [term for term in seat.terms.all() if term.left_on is None]
        return terms[0].person.shown_name if terms else None


class BodySerializer(serializers.ModelSerializer[Body]):
    """A group with its seats."""

    record = RecordField()
    name, charter = Localized(), Localized()
    seats = SeatSerializer(many=True)

    class Meta:
        model = Body
        fields = ("slug", "record", "name", "kind", "charter", "is_table", "seats")


class BodyViewSet(ReadingViewSet[Body]):
    """Groups that meet and decide."""

    serializer_class = BodySerializer
    lookup_field = "slug"
    lookup_url_kwarg = "body"

    def rows(self, viewer: Viewer) -> QuerySet[Body]:
        """Return the groups that this reader sees."""
        seen = Body.objects.visible_to(viewer).select_related("record__initiative")
        return seen.prefetch_related("seats__terms__person").order_by("-pk")


class RoundSerializer(serializers.ModelSerializer[Round]):
    """A room in which something is decided."""

    record = RecordField()
    question = Localized()
    body = serializers.SlugRelatedField[Body](slug_field="slug", read_only=True)

    class Meta:
        model = Round
        fields = ("record", "body", "kind", "question", "noticed_at", "opens_at", "closes_at", "closed_at")


class RoundViewSet(ReadingViewSet[Round]):
    """Rounds, by the number of their record."""

    serializer_class = RoundSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[Round]:
        """Return the rounds that this reader sees."""
        return Round.objects.visible_to(viewer).select_related("record__initiative", "body").order_by("-pk")
