"""What residents see, beside the chart of an indicator."""

from __future__ import annotations

from initiatives.models import Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking
from measurement.pages.readings import none_yet, readings_asked
from measurement.presence import presence_of


@panel_on("indicator")
def what_people_see(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show the last readings and ask for another; only where there are figures to read."""
    there = yield from presence_of(record)
    may_say = Permission.READING_ADD in viewer.permissions
    if not there.figures or not (there.readings or may_say):
        return None
    page = (yield from readings_asked(record.indicator, most=2)) if there.readings else none_yet()
    return Filling(
        "measurement/panels/readings.html",
        {"page": page, "url": f"{record.url}readings/", "may_say": may_say},
    )
