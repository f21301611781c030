"""Fields that several collections share."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from initiatives.access.viewsets import viewer_of
from initiatives.agreed import still_told, withheld_numbers
from initiatives.models import Record


@extend_schema_field(
    {"type": "object", "additionalProperties": {"type": "string"}, "example": {"en": "Graduation"}}
)
class Localized(serializers.JSONField):
    """A public text as {language: text}."""


class Frozen(serializers.JSONField):
    """What was frozen with a text, without what was withheld from the reader since."""

    def to_representation(self, value: Any) -> Any:
        """Leave out what the reader may not see any more; that is asked once for a whole page of rows."""
        context: dict[str, Any] = cast("dict[str, Any]", self.context)
        if "withheld" not in context:
            context["withheld"] = withheld_numbers(viewer_of(context["request"]))
        return still_told(value, context["withheld"])


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
