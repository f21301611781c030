"""Partners, groups, seats and rounds, as data. People appear by the seat that they hold, never by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access import withheld_parts
from initiatives.access.viewsets import ReadingViewSet, exactly, viewer_of
from initiatives.api.fields import Localized, RecordField
from initiatives.discretion import is_kept
from initiatives.models import Body, Membership, Person, Round, RoundSeat, Seat, SeatTerm
from initiatives.rules.viewer import Viewer


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """An organisation that takes part; `organization` is the same number in every initiative in which it does."""

    record = RecordField()
    name = serializers.CharField(source="organization.name")
    sector = serializers.CharField(source="organization.sector")
    is_illustrative = serializers.BooleanField(source="organization.is_illustrative")
    organization = serializers.IntegerField(source="organization_id")
    site = serializers.URLField(source="organization.site")
    agreement, mandate, turf_does, turf_does_not = Localized(), Localized(), Localized(), Localized()
    unique_role, capacity = Localized(), Localized()
    withheld = serializers.ListField(child=serializers.CharField(), read_only=True, default=list)

    class Meta:
        model = Membership
        fields = (
            "slug", "record", "organization", "name", "sector", "site", "is_illustrative", "kind", "joined_on", "left_on",
            "agreement", "agreement_signed_at", "mandate", "turf_does", "turf_does_not", "unique_role", "capacity",
            "withheld",
        )  # fmt: skip

    def to_representation(self, membership: Membership) -> dict[str, object]:
        """Return the row; parts that are withheld from the reader are empty and named in `withheld`."""
        kept = self.context.get("kept", {}).get(membership.record_id, {})
        shown = super().to_representation(membership)
        return shown | {name: {} for name in kept} | {"withheld": sorted(kept)}


class MembershipViewSet(ReadingViewSet[Membership]):
    """Partners at the table, and those who left."""

    serializer_class = MembershipSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "partner"
    filterset_class = exactly("kind")

    def get_serializer_context(self) -> Mapping[str, Any]:
        """Add which parts are kept from this reader."""
        if getattr(self, "swagger_fake_view", False):
            return super().get_serializer_context()
        kept = withheld_parts(viewer_of(self.request), "membership")
        return {**super().get_serializer_context(), "kept": kept}

    def rows(self, viewer: Viewer) -> QuerySet[Membership]:
        """Return the partners that this reader sees."""
        return (
            Membership.objects.visible_to(viewer)
            .select_related("organization", "record__initiative")
            .order_by("-pk")
        )


class TermOfSeatSerializer(serializers.ModelSerializer[SeatTerm]):
    """From when to when somebody holds or held a seat, and how they came to it; no `person` where the name is withheld."""

    person = serializers.SerializerMethodField()

    class Meta:
        model = SeatTerm
        fields = ("starts_on", "ends_on", "left_on", "chosen", "person")

    def get_person(self, term: SeatTerm) -> str | None:
        """Return the name, unless it is withheld from the reader."""
        return None if is_kept(term.person_id) else term.person.shown_name


class SeatSerializer(serializers.ModelSerializer[Seat]):
    """A seat, who holds it, and its terms, the latest first."""

    partner = serializers.SlugRelatedField[Membership](source="membership", slug_field="slug", read_only=True)
    terms = TermOfSeatSerializer(many=True)
    holder = serializers.SerializerMethodField()
    withheld = serializers.SerializerMethodField()

    class Meta:
        model = Seat
        fields = (
            "id", "name", "seat_class", "is_voting", "is_co_chair", "partner", "created_on", "ended_on", "holder",
            "withheld", "terms",
        )  # fmt: skip

    def get_holder(self, seat: Seat) -> str | None:
        """Return the name of whoever holds the seat last; nothing where it is withheld from the reader."""
        person = self._last_holder(seat)
        return person.shown_name if person and not is_kept(person.pk) else None

    def get_withheld(self, seat: Seat) -> list[str]:
        """Return ["holder"] where somebody holds the seat whose name is withheld from the reader."""
        person = self._last_holder(seat)
        return ["holder"] if person and is_kept(person.pk) else []

    def _last_holder(self, seat: Seat) -> Person | None:
        terms = [term for term in seat.terms.all() if term.left_on is None]
        return terms[0].person if terms else None


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
        return seen.prefetch_related("seats__terms__person", "seats__membership").order_by("-pk")


class RoundSeatSerializer(serializers.ModelSerializer[RoundSeat]):
    """A seat of the electorate; `present_at` is when it answered."""

    seat = serializers.CharField(source="seat.name")

    class Meta:
        model = RoundSeat
        fields = ("seat", "seat_class", "present_at")


class RoundSerializer(serializers.ModelSerializer[Round]):
    """A room in which something is decided, and the seats that may."""

    record = RecordField()
    question = Localized()
    body = serializers.SlugRelatedField[Body](slug_field="slug", read_only=True)
    seats = RoundSeatSerializer(many=True)

    class Meta:
        model = Round
        fields = (
            "record", "body", "kind", "question", "noticed_at", "opens_at", "closes_at", "closed_at", "seats",
        )  # fmt: skip


class RoundViewSet(ReadingViewSet[Round]):
    """Rounds, by the number of their record."""

    serializer_class = RoundSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[Round]:
        """Return the rounds that this reader sees."""
        seen = Round.objects.visible_to(viewer).select_related("record__initiative", "body")
        return seen.prefetch_related("seats__seat").order_by("-pk")
