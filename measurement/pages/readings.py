"""What people see beside an indicator, counted and told, with each answer; what was hidden is only counted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.together import Asking, all_of
from measurement.models import Indicator, ResidentReading


@dataclass(frozen=True, slots=True)
class ReadingsPage:
    """Readings of an indicator; `heading` says how many of all see what the chart says."""

    heading: str
    rows: list[ResidentReading]
    hidden: str


def readings_page(indicator: Indicator) -> ReadingsPage:
    """Return what people see, the newest first."""
    return all_of([readings_asked(indicator)])[0]


def readings_asked(indicator: Indicator, *, most: int | None = None) -> Asking[ReadingsPage]:
    """Ask what people see, the newest first. `most` limits how many are told; all are counted."""
    found = ResidentReading.objects.filter(indicator=indicator)
    shown = Q(hidden_at__isnull=True)
    summed = (
        found.order_by()
        .values("indicator")
        .annotate(
            total=Count("pk", filter=shown),
            yes=Count("pk", filter=shown & Q(match=ResidentReading.Match.YES)),
            hidden=Count("pk", filter=~shown),
        )
    )
    rows = found.shown().select_related("said_by", "category", "release", "answered_by")[:most]
    yield summed, rows
    counts = summed[0] if summed else {"total": 0, "yes": 0, "hidden": 0}
    return ReadingsPage(
        heading=_heading(counts["yes"], counts["total"]),
        rows=list(rows),
        hidden=ngettext("{count} is hidden", "{count} are hidden", counts["hidden"]).format(
            count=counts["hidden"]
        )
        if counts["hidden"]
        else "",
    )


def none_yet() -> ReadingsPage:
    """Return the page on which nobody has said anything."""
    return ReadingsPage(_heading(0, 0), [], "")


def _heading(yes: int, total: int) -> str:
    if not total:
        return _("Does this match what you see?")
    return ngettext(
        "The figures match what {yes} of {total} person sees",
        "The figures match what {yes} of {total} people see",
        total,
    ).format(yes=yes, total=total)
