"""Corrections of published figures: the old figure stays, the reason stands beside it, and locked ones need a reason."""

from __future__ import annotations

import json

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Person
from initiatives.record import record
from initiatives.rules.language import has_words
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative
from measurement.models import Approval, Indicator, Release
from measurement.preparation import Prepared

Words = dict[str, str]
_NOTE = """
INSERT INTO measurement_revision (initiative_id, release_id, before_id, after_id, reason)
SELECT a.initiative_id, a.release_id, b.id, a.id, %s::jsonb
FROM measurement_observation a
CROSS JOIN LATERAL (
  SELECT o.* FROM measurement_observation o
  JOIN measurement_release r ON r.initiative_id = o.initiative_id AND r.id = o.release_id
  LEFT JOIN measurement_release w ON w.initiative_id = r.initiative_id AND w.withdraws_id = r.id
  WHERE o.initiative_id = a.initiative_id AND o.series_id = a.series_id AND o.period_id = a.period_id
    AND r.number < %s AND r.withdraws_id IS NULL AND w.id IS NULL
  ORDER BY r.number DESC LIMIT 1
) b
WHERE a.initiative_id = %s AND a.release_id = %s
  AND (b.value, b.low, b.high, b.numerator, b.denominator, b.value_type)
      IS DISTINCT FROM (a.value, a.low, a.high, a.numerator, a.denominator, a.value_type)
ORDER BY a.id
"""


def locked_changes(indicator: Indicator, prepared: Prepared) -> int:
    """Return how many locked figures a table would change: one query."""
    locked = set(
        Approval.objects.filter(release__indicator=indicator, step=Approval.Step.LOCKED).values_list(
            "release_id", flat=True
        )
    )
    if not locked:
        return 0
    live = prepared.shelf.live
    return sum(
        live[change.period][change.categories].release_id in locked for change in prepared.comparison.changed
    )


def need_reason(indicator: Indicator, prepared: Prepared, reason: Words) -> None:
    """Refuse to change locked figures without a reason that everybody can read."""
    if has_words(reason):
        return
    if count := locked_changes(indicator, prepared):
        words = ngettext(
            "One of these figures is locked. Say why it is corrected; everybody will read it.",
            "{count} of these figures are locked. Say why they are corrected; everybody will read it.",
            count,
        )
        raise RuleBroken(words.format(count=count), field="reason")


def note_revisions(release: Release, reason: Words, *, by: Person) -> int:
    """Keep the old figure, the new one and the reason for each published figure that a release changes."""
    if not release.changed:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [_as_json(reason), release.number, current_initiative(), release.pk])
        count = int(cursor.rowcount)
    if count:
        record(
            "figures.revised",
            by=by,
            about=release.indicator,
            facts={"count": count, "release": release.number},
        )
    return count


def refuse_locked(release: Release) -> None:
    """Refuse to take back what is locked."""
    if Approval.objects.filter(release=release, step=Approval.Step.LOCKED).exists():
        raise RuleBroken(
            _(
                "Version {number} is locked. Publish the right figures as a correction; the old ones stay readable."
            ).format(number=release.number)
        )


def _as_json(reason: Words) -> str:
    return json.dumps(reason, ensure_ascii=False)
