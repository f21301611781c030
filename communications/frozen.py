"""What a frozen report still says of records that were restricted after it was made."""

from __future__ import annotations

from django.db.models import Q

from communications.models import ReportSnapshot
from initiatives import clock
from initiatives.models import Record, Restriction
from initiatives.rules.viewer import Viewer, visitor


def reports_that_hold(record: Record, viewer: Viewer) -> list[ReportSnapshot]:
    """Return the published reports that say something of a record, or of what it is a part of; the last first."""
    numbers = [record.number, *([record.part_of.number] if record.part_of else [])]
    speaks_of_it = Q(pk__in=[])
    for number in numbers:
        speaks_of_it |= Q(contents__records__contains=[number])
    seen = ReportSnapshot.objects.visible_to(viewer).filter(ready_at__isnull=False)
    return list(seen.filter(speaks_of_it).select_related("record__initiative"))


def restricted_since(report: ReportSnapshot) -> dict[int, Restriction]:
    """Return, by number, the records that a report speaks of and that the public may not read now."""
    public = visitor(report.record.initiative.pk)
    named = Record.objects.withheld_from(public).filter(number__in=report.contents.get("records", []))
    held = Restriction.objects.active(at=clock.now()).filter(record__in=named, scope=Restriction.Scope.WHOLE)
    return {one.record.number: one for one in held.with_names().order_by("expires_at")}
