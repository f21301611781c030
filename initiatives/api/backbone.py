"""The backbone as data: roles with hours and money, duties, the clauses of the bylaws in every version, and mediations."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import (
    Clause,
    ConflictCase,
    Membership,
    PolicyDocument,
    RuleValue,
    StaffRole,
    StandingDuty,
)
from initiatives.rules.viewer import Viewer


class StaffRoleSerializer(serializers.ModelSerializer[StaffRole]):
    """A role of the backbone: `hours` a week, and who pays until when. Who holds it is not in the API."""

    record = RecordField()
    name, responsibilities, parameters, funding = Localized(), Localized(), Localized(), Localized()
    employer = serializers.SlugRelatedField[Membership](slug_field="slug", read_only=True)
    is_vacant = serializers.SerializerMethodField()

    class Meta:
        model = StaffRole
        fields = (
            "record", "name", "responsibilities", "parameters", "hours", "funding", "funded_until", "employer",
            "is_vacant", "since", "ended_on",
        )  # fmt: skip

    def get_is_vacant(self, role: StaffRole) -> bool:
        """Whether nobody holds it."""
        return role.holder_id is None


class StaffRoleViewSet(ReadingViewSet[StaffRole]):
    """Roles, by their number."""

    serializer_class = StaffRoleSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"

    def rows(self, viewer: Viewer) -> QuerySet[StaffRole]:
        """Return the roles that this reader sees, ended ones too."""
        return (
            StaffRole.objects.visible_to(viewer)
            .select_related("record__initiative", "employer")
            .order_by("-pk")
        )


class UpkeepSerializer(serializers.ModelSerializer[StandingDuty]):
    """A duty of the calendar: how it is done, how often, when next."""

    record = RecordField()
    name, recipe = Localized(), Localized()

    class Meta:
        model = StandingDuty
        fields = ("record", "name", "recipe", "rhythm", "due_on", "last_done_at", "ended_on")


class UpkeepViewSet(ReadingViewSet[StandingDuty]):
    """Duties of the backbone, by their number."""

    serializer_class = UpkeepSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("rhythm")

    def rows(self, viewer: Viewer) -> QuerySet[StandingDuty]:
        """Return the duties that this reader sees."""
        return StandingDuty.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")


class RuleNumberSerializer(serializers.ModelSerializer[RuleValue]):
    """A number that a clause sets."""

    class Meta:
        model = RuleValue
        fields = ("key", "value", "unit")


class ClauseSerializer(serializers.ModelSerializer[Clause]):
    """One version of a clause: in force from `adopted_at` until `superseded_at`, which may lie ahead.

    `written_at` is when it was put down, where it comes into force later; `adopted_in` is the number of the round.
    """

    document = serializers.SlugRelatedField[PolicyDocument](slug_field="slug", read_only=True)
    heading, words = Localized(), Localized()
    values = RuleNumberSerializer(many=True, read_only=True)
    adopted_in = serializers.IntegerField(source="adopted_in.record.number", read_only=True, default=None)

    class Meta:
        model = Clause
        fields = (
            "id", "document", "number", "version", "heading", "words", "values", "adopted_at", "superseded_at",
            "written_at", "adopted_in",
        )  # fmt: skip


class ClauseViewSet(ReadingViewSet[Clause]):
    """Clauses in every version."""

    serializer_class = ClauseSerializer
    filterset_class = exactly("number", document="document__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Clause]:
        """Return the clauses of the documents that this reader sees."""
        seen = Clause.objects.filter(document__in=PolicyDocument.objects.visible_to(viewer))
        return (
            seen.select_related("document", "adopted_in__record").prefetch_related("values").order_by("-pk")
        )


class ConcernSerializer(serializers.ModelSerializer[ConflictCase]):
    """That there was a conflict, how far it is, how it ended and what was learned; never what it was about or with whom."""

    record = RecordField()
    learning = Localized()

    class Meta:
        model = ConflictCase
        fields = ("record", "state", "raised_at", "due_at", "closed_at", "outcome", "learning")


class ConcernViewSet(ReadingViewSet[ConflictCase]):
    """Mediations, by their number."""

    serializer_class = ConcernSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state", "outcome")

    def rows(self, viewer: Viewer) -> QuerySet[ConflictCase]:
        """Return those that this reader may know of."""
        return ConflictCase.objects.visible_to(viewer).select_related("record__initiative").order_by("-pk")
