"""What was logged, on the pages of the activity and of the partner."""

from __future__ import annotations

from django.db.models import Q

from initiatives.models import ActivityLog, Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.pages.quick_log import SHOWN, latest_asked


@panel_on("activity")
def logs_of_an_activity(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an activity what was logged, the latest first."""
    return _filling(viewer, Q(activity__record=record), "of_activity")


@panel_on("membership")
def logs_of_a_partner(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a partner what it logged, the latest first."""
    return _filling(viewer, Q(membership__record=record), "of_partner")


def _filling(viewer: Viewer, about: Q, where: str) -> Asking[Filling | None]:
    seen = ActivityLog.objects.visible_to(viewer).standing().filter(about)
    rows, tally = yield from latest_asked(seen)
    if not rows and where == "of_partner":
        return None
    values: dict[str, object] = {"logs": rows, "tally": tally, "about": where, "shown": SHOWN}
    return Filling("measurement/panels/logs.html", values)
