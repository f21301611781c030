"""What changed in a record, version by version, in words that can be read: from the history that the database keeps.

Only what a page shows is compared: public texts, words, dates, numbers and states. Who looked after something is not,
and a part that is withheld from the reader is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils.formats import date_format

from initiatives.models import LocalizedField, Record, local
from initiatives.rules.diff import Run, compare, is_changed

MOST = 40
NEVER = frozenset({"id", "slug", "path", "issue", "mediator_ties", "notes", "url", "sha256"})


@dataclass(frozen=True, slots=True)
class Step:
    """One change: when, and each field before and after."""

    at: datetime
    fields: tuple[tuple[str, tuple[Run, ...]], ...]


def changes_of(record: Record, *, kept: Collection[str] = ()) -> list[Step]:
    """Return the changes of what a record stands for, the latest first; nothing for kinds whose rows never change.

    `kept` names the parts that the reader may not see. What was written before it was published is not told. Two journeys.
    """
    found = _history_of(record)
    if found is None:
        return []
    history, row = found
    versions: Any = history._base_manager  # noqa: SLF001 (the tables of histories have no manager of their own)
    since = _as_published(versions.filter(pgh_obj_id=row.pk), record)
    rows = list(versions.filter(pgh_obj_id=row.pk, pgh_id__gte=since).order_by("-pgh_id")[: MOST + 1])
    shown = [field for field in history._meta.local_fields if _is_shown(field) and field.name not in kept]
    steps = [
        Step(after.pgh_created_at, tuple(_changed(shown, before, after))) for after, before in pairwise(rows)
    ]
    return [step for step in steps if step.fields]


def _as_published(versions: Any, record: Record) -> Any:
    """Return which version was the first that everybody could read: what a draft said before belongs to its group."""
    if record.published_at is None:
        return 0
    drafts = versions.filter(pgh_created_at__lte=record.published_at).order_by("-pgh_id")
    return Coalesce(Subquery(drafts.values("pgh_id")[:1]), 0)


def _history_of(record: Record) -> tuple[type[models.Model], models.Model] | None:
    for relation in Record._meta.related_objects:
        model: Any = relation.related_model
        if not relation.one_to_one or model not in _histories():
            continue
        row = model.objects.filter(record=record).first()
        if row is not None:
            return _histories()[model], row
    return None


@cache
def _histories() -> dict[Any, type[models.Model]]:
    """Return the table of histories of each table that has one."""
    return {
        getattr(model, "pgh_tracked_model"): model  # noqa: B009
        for model in apps.get_models()
        if hasattr(model, "pgh_tracked_model")
    }


def _is_shown(field: models.Field[Any, Any]) -> bool:
    if field.name in NEVER or field.name.startswith("pgh_") or field.name.endswith(("_at", "_hash")):
        return False
    plain = (models.CharField, models.TextField, models.DateField, models.DecimalField, models.IntegerField)
    return isinstance(field, (LocalizedField, models.BooleanField, *plain)) and field.remote_field is None


def _changed(
    shown: list[models.Field[Any, Any]], before: models.Model, after: models.Model
) -> Iterator[tuple[str, tuple[Run, ...]]]:
    for field in shown:
        was, now = _words(field, before), _words(field, after)
        if was != now and is_changed(runs := compare(was, now)):
            yield str(field.verbose_name).capitalize(), runs


def _words(field: models.Field[Any, Any], row: models.Model) -> str:
    value = getattr(row, field.attname)
    if value is None or value in ("", {}):
        return ""
    if isinstance(value, dict):
        return local(value)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    named = dict(field.flatchoices)
    return str(named.get(value, value))
