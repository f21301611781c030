"""A few figures of one indicator, as a program sends them, and what became of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from initiatives.access.guard import InitiativeRequest
from initiatives.models import local
from initiatives.rules.permissions import Permission
from measurement.actions.sent_figures import RowsRefused, send_figures
from measurement.api.import_data import IndicatorField, WordsField, address_of, troubles
from measurement.imports.sent import table_of_figures
from measurement.models import Import

MOST_FIGURES = 200
_STATUS = {"unchanged": 200, "published": 201, "waiting": 202}


class SentFigureSerializer(serializers.Serializer[Any]):
    """One figure. Numbers as numbers or as texts; a mark such as “—” says that there is none."""

    period = serializers.CharField(max_length=40)
    value = serializers.CharField(max_length=40, required=False, allow_null=True)
    numerator = serializers.CharField(max_length=40, required=False, allow_null=True)
    denominator = serializers.CharField(max_length=40, required=False, allow_null=True)
    low = serializers.CharField(max_length=40, required=False, allow_null=True)
    high = serializers.CharField(max_length=40, required=False, allow_null=True)
    dimension = serializers.CharField(max_length=200, required=False, allow_blank=True)
    category = serializers.CharField(max_length=200, required=False, allow_blank=True)
    status = serializers.CharField(max_length=20, required=False, allow_blank=True)
    source = serializers.CharField(  # type: ignore[assignment]  # the framework uses the name itself
        max_length=200, required=False, allow_blank=True
    )


class SendSerializer(serializers.Serializer[Any]):
    """A few figures of one indicator, and the note that everybody reads with them."""

    indicator = IndicatorField()
    figures = SentFigureSerializer(many=True, allow_empty=False, max_length=MOST_FIGURES)  # type: ignore[call-arg]
    note = WordsField()
    why = WordsField(required=False, help_text="Why odd figures are right, or why public ones are corrected.")


class SentSerializer(serializers.Serializer[Any]):
    """What became of figures that were sent: published, waiting for somebody who may, or nothing was new."""

    outcome = serializers.ChoiceField(choices=["published", "waiting", "unchanged"])
    import_record = serializers.IntegerField(help_text="The number of the import’s record.")
    release = serializers.IntegerField(allow_null=True, help_text="The number of the release’s record.")
    version = serializers.IntegerField(allow_null=True)
    url = serializers.CharField()


def sent(request: InitiativeRequest, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Take figures; return the status and what became of them. Rows that need somebody are told one by one."""
    try:
        import_ = send_figures(
            indicator=asked["indicator"],
            name=local(asked["note"])[:200],
            content=table_of_figures(asked["figures"]),
            note=asked["note"],
            by=request.person,
            may_publish=Permission.DATA_PUBLISH in request.viewer.permissions,
            why=asked.get("why", {}),
        )
    except RowsRefused as refusal:
        raise ValidationError(_told(refusal)) from refusal
    answer = _answer(import_)
    return _STATUS[answer["outcome"]], answer


def _told(refusal: RowsRefused) -> dict[str, Any]:
    """Return each fault at its figure and part, such as figures.2.value; without any, none of them is a figure."""
    told: dict[str, list[serializers.ErrorDetail]] = {}
    for fault in troubles(refusal.faults):
        for row in fault["rows"]:
            words = f"{fault['message']}: “{fault['found']}”. {fault['expected']}"
            at = f"figures.{row - 2}.{fault['field']}"
            told.setdefault(at, []).append(serializers.ErrorDetail(words, fault["code"]))
    return told or {"figures": [serializers.ErrorDetail(refusal.sentence, "no_figures")]}


def _answer(import_: Import) -> dict[str, Any]:
    release = import_.release
    is_over = import_.state == Import.State.DISCARDED
    return {
        "outcome": "published" if release else "unchanged" if is_over else "waiting",
        "import_record": import_.record.number,
        "release": release.record.number if release else None,
        "version": release.number if release else None,
        "url": address_of("api-imports-detail", import_),
    }
