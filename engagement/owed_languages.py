"""Questions keep the languages in which they were announced until they are over. Registered by `engagement.apps`."""

from __future__ import annotations

from engagement.models import Engagement
from initiatives.models import Record
from initiatives.models.records import RecordQuerySet
from initiatives.owed_languages import owes_languages


@owes_languages
def questions_owing(language: str) -> RecordQuerySet:
    """Return the questions under way that were announced in a language."""
    asked = Engagement.objects.under_way().filter(required_languages__contains=[language])
    return Record.objects.filter(pk__in=asked.order_by().values("record"))
