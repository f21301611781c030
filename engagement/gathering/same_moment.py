"""When community seats could read what staff could: what is kept from the group and not from staff reaches it later. L6."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from engagement.gathering.rows import Rows
from engagement.models import Engagement
from engagement.rules.people_facts import Release
from initiatives.models import Restriction
from initiatives.rules.roles import BACKBONE
from initiatives.together import Asking
from measurement.models import Release as Figures

WHOLE, FILES = Restriction.Scope.WHOLE, Restriction.Scope.ATTACHMENTS


@dataclass(frozen=True, slots=True)
class Withheld:
    """From when to when staff could read a record, or its files, and the group could not."""

    record: int
    scope: str
    begins: datetime
    ends: datetime


def releases_asked(engagement: Engagement, rows: Rows) -> Asking[tuple[Release, ...]]:
    """Ask when staff and when community seats had what was published here: drafts and words, and the figures shown."""
    shown = Figures.objects.filter(used_as_evidence__engagement=engagement)
    places = shown.order_by().values_list("pk", "record", "indicator__record")
    withheld = _withheld(engagement, shown)
    yield places, withheld
    kept = [_span(row) for row in withheld]
    of_figures = {pk: (record, whole) for pk, record, whole in places}
    said = [
        _release(each.published_at, (engagement.record_id,), kept, has_file=each.attachment_id is not None)
        for each in reversed(rows.statements)
    ]
    seen = [
        _release(each.added_at, of_figures[each.release_id], kept)
        for each in rows.evidence
        if each.release_id in of_figures
    ]
    return tuple(sorted([*said, *seen], key=lambda each: each.staff))


def _withheld(engagement: Engagement, shown: QuerySet[Figures]) -> QuerySet[Restriction]:
    """What was kept from the group while a role of the backbone could read it."""
    group = engagement.body.group_id if engagement.body is not None else 0
    asked = Q(record=engagement.record_id) | Q(record__in=shown.order_by().values("record"))
    asked |= Q(record__in=shown.order_by().values("indicator__record"))
    staff = Restriction.objects.filter(audience__group__role_group__role__in=BACKBONE).order_by().values("pk")
    group_too = Restriction.objects.filter(audience__group=group).order_by().values("pk")
    in_force = Q(needs_approval=False) | Q(approved_at__isnull=False)
    found = Restriction.objects.filter(asked, in_force, scope__in=[WHOLE, FILES], pk__in=staff)
    return found.exclude(pk__in=group_too).order_by("starts_at", "pk")


def _span(row: Restriction) -> Withheld:
    begins = max(row.starts_at, row.approved_at) if row.approved_at else row.starts_at
    ends = min(row.expires_at, row.lifted_at) if row.lifted_at else row.expires_at
    return Withheld(row.record_id, row.scope, begins, ends)


def _release(
    at: datetime, records: Collection[int], kept: Iterable[Withheld], *, has_file: bool = False
) -> Release:
    """Return a release with the first instant at which nothing kept it from community seats any more."""
    scopes = (WHOLE, FILES) if has_file else (WHOLE,)
    reached = at
    for span in sorted(kept, key=lambda each: each.begins):
        if span.record in records and span.scope in scopes and span.begins <= reached < span.ends:
            reached = span.ends
    return Release(at, reached)
