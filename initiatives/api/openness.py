"""The initiative itself, what is restricted, what happened, and the ledger, as data."""

from __future__ import annotations

from html import unescape

from django.db.models import QuerySet
from django.utils.html import strip_tags
from rest_framework import serializers

from initiatives.access.viewsets import ReadingViewSet, exactly
from initiatives.api.fields import Localized, RecordField
from initiatives.models import Event, Initiative, LedgerEntry, Restriction
from initiatives.rules.viewer import Viewer
from initiatives.sentences import tell


class InitiativeSerializer(serializers.ModelSerializer[Initiative]):
    """The initiative."""

    tagline = Localized()
    languages = serializers.ListField(child=serializers.CharField())
    required_languages = serializers.ListField(child=serializers.CharField(), source="owed_languages")

    class Meta:
        model = Initiative
        fields = (
            "slug",
            "name",
            "tagline",
            "geography",
            "started_on",
            "languages",
            "required_languages",
            "gateway",
            "currency",
            "is_illustrative",
        )


class InitiativeViewSet(ReadingViewSet[Initiative]):
    """The one initiative of this address."""

    serializer_class = InitiativeSerializer
    lookup_field = "slug"
    lookup_url_kwarg = "name"

    def rows(self, viewer: Viewer) -> QuerySet[Initiative]:
        """Return the one that is open."""
        return Initiative.objects.filter(pk=viewer.initiative_id)


class RestrictionSerializer(serializers.ModelSerializer[Restriction]):
    """What is withheld, why, until when."""

    record = RecordField()
    reason = Localized()
    fields_withheld = serializers.ListField(child=serializers.CharField(), source="fields")

    class Meta:
        model = Restriction
        fields = (
            "id", "record", "scope", "fields_withheld", "ground", "reason", "set_at", "starts_at", "expires_at",
            "approved_at", "lifted_at",
        )  # fmt: skip


class RestrictionViewSet(ReadingViewSet[Restriction]):
    """The public register."""

    serializer_class = RestrictionSerializer
    filterset_class = exactly("ground", "scope")

    def rows(self, viewer: Viewer) -> QuerySet[Restriction]:
        """Return every restriction: the register is public."""
        return Restriction.objects.select_related("record__initiative").order_by("-pk")


class EventSerializer(serializers.ModelSerializer[Event]):
    """What happened, in one sentence of the reader's language; `record` is the number of what it is about."""

    record = serializers.IntegerField(source="record.number", allow_null=True, default=None)
    words = serializers.SerializerMethodField()

    class Meta:
        model = Event
        fields = ("id", "kind", "at", "record", "words")

    def get_words(self, event: Event) -> str:
        """Return the sentence of the page."""
        return unescape(strip_tags(tell(event)))


class EventViewSet(ReadingViewSet[Event]):
    """What happened that this reader may know, the latest first."""

    serializer_class = EventSerializer
    filterset_class = exactly("kind", numbers={"record": "record__number"})

    def rows(self, viewer: Viewer) -> QuerySet[Event]:
        """Return what the page of the history shows to this reader."""
        return (
            Event.objects.readable_by(viewer)
            .select_related("actor", "record__initiative", "initiative")
            .order_by("-pk")
        )


class LedgerSerializer(serializers.ModelSerializer[LedgerEntry]):
    """One link of the chain."""

    class Meta:
        model = LedgerEntry
        fields = ("seq", "prev_hash", "kind", "about", "actor", "at", "payload_hash", "hash")


class LedgerViewSet(ReadingViewSet[LedgerEntry]):
    """The hash chain; its download with payloads is on the page."""

    serializer_class = LedgerSerializer
    lookup_field = "seq"
    filterset_class = exactly("kind")

    def rows(self, viewer: Viewer) -> QuerySet[LedgerEntry]:
        """Return all links: the ledger is public."""
        return LedgerEntry.objects.order_by("-pk")
