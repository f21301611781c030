"""What this floor has to say on pages of the floors below: who has a say."""

from __future__ import annotations

from engagement.representing import voting_seats
from engagement.rules.representation import representation
from initiatives.models import Body, Record, Seat
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.viewer import Viewer


@panel_on("agenda")
def who_has_a_say(viewer: Viewer, record: Record) -> Filling | None:
    """Show on the agenda how many of the votes at the table residents hold."""
    table = Body.objects.visible_to(viewer).filter(is_table=True).first()
    if table is None:
        return None
    found = representation(voting_seats(table))
    names = dict(Seat.SeatClass.choices)
    by_class = [(names.get(seat_class, seat_class), count) for seat_class, count in found.by_class]
    return Filling(
        "engagement/panels/who_has_a_say.html", {"table": table, "found": found, "by_class": by_class}
    )
