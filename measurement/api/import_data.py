"""Imports as data: what may be sent, and what is told about it. The words are those of the page."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from initiatives.access.guard import InitiativeRequest
from initiatives.access.viewsets import viewer_of
from initiatives.api.fields import RecordField
from measurement.actions.import_looks import is_large
from measurement.actions.large_imports import latest_run
from measurement.imports import MAX_BYTES, Fault
from measurement.imports.sentences import troubles_of
from measurement.models import Import, Indicator
from measurement.views.import_pages import faults_in, report_of

Words = dict[str, str]
MOST_NOTE = 500


def inside_of(serializer: serializers.Field[Any, Any, Any, Any]) -> InitiativeRequest:
    """Return the request inside its initiative."""
    return cast(InitiativeRequest, cast(Request, serializer.context["request"])._request)


@extend_schema_field(
    {
        "oneOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}],
        "example": {"en": "Yearly figures of the state"},
    }
)
class WordsField(serializers.Field[Words, Any, Any, Any]):
    """A public text: {language: text}, or a text in the initiative's first language."""

    default_error_messages = {
        "invalid": gettext_lazy("Send a text, or one for each language of the initiative by its code."),
        "first": gettext_lazy("Say it in the initiative’s first language, in at most 500 characters."),
    }

    def to_internal_value(self, data: object) -> Words:
        """Return the text by language."""
        languages = inside_of(self).initiative.languages
        said = {languages[0]: data} if isinstance(data, str) else data
        if not isinstance(said, dict) or not set(said) <= set(languages):
            self.fail("invalid")
        if not all(isinstance(text, str) and "\x00" not in text for text in said.values()):
            self.fail("invalid")
        if not said.get(languages[0], "").strip() or max(map(len, said.values())) > MOST_NOTE:
            self.fail("first")
        return {code: text.strip() for code, text in said.items() if text.strip()}

    def to_representation(self, value: Words) -> Words:
        """Return it as it is."""
        return value


@extend_schema_field(
    {
        "type": "array",
        "items": {
            "type": "object",
            "additionalProperties": {"type": ["string", "number", "null"]},
        },
        "example": [{"period": "2019-20", "value": 83.8}],
    }
)
class RowsField(serializers.Field[list[dict[str, Any]], Any, Any, Any]):
    """Rows of a table as objects; their names are the headings."""

    default_error_messages = {
        "invalid": gettext_lazy("Send a list of objects whose values are texts, numbers or null."),
        "none": gettext_lazy("Send at least one row."),
    }

    def to_internal_value(self, data: object) -> list[dict[str, Any]]:
        """Return the rows."""
        if not isinstance(data, list) or not all(map(_is_row, data)):
            self.fail("invalid")
        if not data:
            self.fail("none")
        return data

    def to_representation(self, value: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return them as they are."""
        return value


def _is_row(row: object) -> bool:
    if not isinstance(row, dict):
        return False
    kinds = (str, int, float, type(None))
    return all(isinstance(cell, kinds) and not isinstance(cell, bool) for cell in row.values())


@extend_schema_field({"type": "string", "example": "graduation"})
class IndicatorField(serializers.SlugRelatedField[Indicator]):
    """An indicator that the sender sees, by its slug."""

    default_error_messages = {"does_not_exist": gettext_lazy("Nobody knows the indicator “{value}” here.")}

    def __init__(self) -> None:
        super().__init__(slug_field="slug")

    def get_queryset(self) -> Any:
        """Return what the sender sees."""
        seen = Indicator.objects.visible_to(viewer_of(self.context["request"]))
        return seen.select_related("record__initiative")

    def to_internal_value(self, data: Any) -> Indicator:
        """Refuse what is no slug before it is looked for."""
        return super().to_internal_value(serializers.SlugField(max_length=80).run_validation(data))


class BringSerializer(serializers.Serializer[Any]):
    """A file, or rows of a table, with figures of one indicator."""

    indicator = IndicatorField()
    file = serializers.FileField(required=False, allow_empty_file=True)
    rows = RowsField(required=False)
    file_name = serializers.CharField(required=False, max_length=200, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Ask for one of the two, and for no more than can be read."""
        if ("file" in attrs) == ("rows" in attrs):
            raise serializers.ValidationError(_("Send either a file or rows."), code="file_or_rows")
        if "file" in attrs and attrs["file"].size > MAX_BYTES:
            words = _("This file is larger than 10 MB. Split it by years and bring the parts one by one.")
            raise serializers.ValidationError({"file": words}, code="too_large")
        return attrs


class ReleasingSerializer(serializers.Serializer[Any]):
    """What goes with a release."""

    note = WordsField()
    why = WordsField(required=False, help_text="Why odd figures are right, or why public ones are corrected.")


class TroubleSerializer(serializers.Serializer[Any]):
    """One kind of error, with its rows as the file counts them: the heading is row 1, also of rows sent as data."""

    code = serializers.CharField()
    message = serializers.CharField()
    field = serializers.CharField(help_text="The heading of the column.")
    expected = serializers.CharField()
    found = serializers.CharField()
    rows = serializers.ListField(child=serializers.IntegerField())
    total = serializers.IntegerField()
    is_blocking = serializers.BooleanField()


def troubles(faults: list[Fault]) -> list[dict[str, Any]]:
    """Return faults in the words of the page."""
    return [
        {
            "code": fault.code.value,
            "message": told.wrong,
            "field": told.column,
            "expected": told.expected,
            "found": told.found,
            "rows": list(fault.told),
            "total": told.total,
            "is_blocking": told.is_blocking,
        }
        for fault, told in zip(faults, troubles_of(faults), strict=True)
    ]


class ProgressSerializer(serializers.Serializer[Any]):
    """How far the work on an import is: `state` is queued, running, ready or failed."""

    state = serializers.CharField()
    step = serializers.CharField(allow_blank=True)
    percent = serializers.IntegerField()
    message = serializers.CharField(allow_blank=True)
    url = serializers.CharField(help_text="The import that the work is about.")


def progress_of(import_: Import) -> dict[str, Any]:
    """Return how far the last job about an import is; a small one was looked at when it came."""
    run = latest_run(import_) if is_large(import_) else None
    url = address_of("api-imports-detail", import_)
    if run is None:
        return {"state": "ready", "step": "", "percent": 100, "message": "", "url": url}
    pulse = getattr(run, "pulse", None)
    percent = 100 if run.state == run.State.READY else getattr(pulse, "percent", 0)
    said = run.trouble or import_.report.get("refusal", "")
    return {
        "state": run.state,
        "step": getattr(pulse, "step", ""),
        "percent": percent,
        "message": said,
        "url": url,
    }


def address_of(route: str, import_: Import) -> str:
    """Return an address of an import."""
    record = import_.record
    return reverse(route, kwargs={"slug": record.initiative.slug, "number": record.number})


class ImportSerializer(serializers.ModelSerializer[Import]):
    """A brought file and where it stands. Nothing of it counts before it is published."""

    record = RecordField()
    indicator = serializers.SlugRelatedField[Indicator](slug_field="slug", read_only=True)
    state = serializers.CharField(read_only=True, help_text="uploaded, checked, published or discarded")
    release = serializers.IntegerField(source="release.record.number", default=None)
    job = serializers.SerializerMethodField()

    class Meta:
        model = Import
        fields = (
            "record", "indicator", "file_name", "sha256", "state", "uploaded_at", "ended_at", "release", "job",
        )  # fmt: skip

    def get_job(self, import_: Import) -> str:
        """Return where its progress is told."""
        return address_of("api-imports-progress", import_)


class ImportDetailSerializer(ImportSerializer):
    """A brought file with what was found in it and what publishing would change."""

    rows = serializers.SerializerMethodField()
    fine = serializers.SerializerMethodField()
    may_be_published = serializers.SerializerMethodField()
    changes = serializers.SerializerMethodField()
    troubles = serializers.SerializerMethodField()

    class Meta(ImportSerializer.Meta):
        fields = (  # type: ignore[assignment]
            *ImportSerializer.Meta.fields, "rows", "fine", "may_be_published", "changes", "troubles",
        )  # fmt: skip

    def to_representation(self, instance: Import) -> dict[str, Any]:
        """Look at the file again where groups, targets or live figures are other ones by now."""
        self._report = report_of(instance)
        return super().to_representation(instance)

    def get_rows(self, import_: Import) -> int:
        """Return how many rows it has."""
        return int(self._report.get("rows", 0))

    def get_fine(self, import_: Import) -> int:
        """Return how many rows are figures."""
        return int(self._report["fine"])

    def get_may_be_published(self, import_: Import) -> bool:
        """Whether nothing stands in the way but questions about odd figures."""
        return import_.ended_at is None and bool(self._report["outlook"]) and not self._report.get("stale")

    @extend_schema_field({"type": ["object", "null"], "additionalProperties": {"type": "integer"}})
    def get_changes(self, import_: Import) -> dict[str, int] | None:
        """Return how many figures publishing would add, change, remove, leave as they are and hide."""
        outlook = self._report["outlook"]
        return outlook["counts"] if outlook else None

    @extend_schema_field(TroubleSerializer(many=True))
    def get_troubles(self, import_: Import) -> list[dict[str, Any]]:
        """Return what needs somebody, those that block first."""
        return troubles(faults_in(self._report))
