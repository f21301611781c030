"""Commitments as data: who promised whom what by when, and what became of it."""

from __future__ import annotations

from django.db.models import QuerySet
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Body, Commitment, Membership
from initiatives.rules.viewer import Viewer


class CommitmentSerializer(serializers.ModelSerializer[Commitment]):
    """A commitment; it is from a partner or a group, and to a partner or a group: the other one is null."""

    record = RecordField()
    words, evidence_wanted, evidence, state_reason = Localized(), Localized(), Localized(), Localized()
    from_partner = serializers.SlugRelatedField[Membership](
        source="from_membership", slug_field="slug", read_only=True
    )
    from_group = serializers.SlugRelatedField[Body](source="from_body", slug_field="slug", read_only=True)
    to_partner = serializers.SlugRelatedField[Membership](
        source="to_membership", slug_field="slug", read_only=True
    )
    to_group = serializers.SlugRelatedField[Body](source="to_body", slug_field="slug", read_only=True)

    class Meta:
        model = Commitment
        fields = (
            "record", "words", "from_partner", "from_group", "to_partner", "to_group", "due", "money",
            "evidence_wanted", "evidence", "state", "state_changed_at", "state_reason",
        )  # fmt: skip


class CommitmentViewSet(ReadingViewSet[Commitment]):
    """Commitments, by their number."""

    serializer_class = CommitmentSerializer
    lookup_field = "record__number"
    lookup_url_kwarg = "number"
    filterset_class = exactly("state", from_partner="from_membership__slug", to_partner="to_membership__slug")

    def rows(self, viewer: Viewer) -> QuerySet[Commitment]:
        """Return the commitments that this reader sees."""
        seen = Commitment.objects.visible_to(viewer)
        return seen.select_related(
            "record__initiative", "from_membership", "from_body", "to_membership", "to_body"
        ).order_by("-pk")
