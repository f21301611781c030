"""Fields that several collections share."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from initiatives.models import Record


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": "string"}, "example": {"en": "Graduation"}}
)
class Localized(serializers.JSONField):
    """A public text as {language: text}."""


class RecordField(serializers.ModelSerializer[Record]):
    """The identity of a governed thing."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = Record
        fields = ("number", "kind", "state", "version", "published_at", "changed_at", "url")

    @extend_schema_field(OpenApiTypes.URI_REF)
    def get_url(self, record: Record) -> str:
        """Return the page of the record."""
        return record.url
