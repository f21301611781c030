"""What this floor has to say on pages of the floors below: who has a say, which decisions used a figure, and what people said."""

from __future__ import annotations

from engagement.models import Engagement, Evidence, Input
from engagement.pages.inputs import counts_of, told_of, what_became, whole
from engagement.representing import voting_seats
from engagement.rules.representation import representation
from initiatives.models import Body, Record, Seat
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, by_name, first_in, rows_in

EXAMPLES = 3


@panel_on("agenda")
def who_has_a_say(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the agenda how many of the votes at the table residents hold."""
    table = yield from first_in(Body.objects.visible_to(viewer).filter(is_table=True))
    if table is None:
        return None
    found = representation((yield from voting_seats(table)))
    names = dict(Seat.SeatClass.choices)
    by_class = [(names.get(seat_class, seat_class), count) for seat_class, count in found.by_class]
    return Filling(
        "engagement/panels/who_has_a_say.html", {"table": table, "found": found, "by_class": by_class}
    )


@panel_on("indicator")
def decisions_that_used_this(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on an indicator's page the questions for which its figures were put on the table."""
    used = (
        Evidence.objects.filter(
            release__indicator__record=record, engagement__in=Engagement.objects.visible_to(viewer)
        )
        .select_related("engagement__record__initiative", "release")
        .order_by("-added_at")
    )
    yield (used,)
    found = {row.engagement_id: row for row in reversed(used)}
    if not found:
        return None
    return Filling("engagement/panels/used_this.html", {"used": list(reversed(found.values()))})


@panel_on("engagement")
def what_people_said(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a question how much was said, what became of it, and three examples."""
    engagement = record.engagement
    newest = Input.objects.filter(engagement=engagement).shown().order_by("-number")[:EXAMPLES]
    asked = yield from by_name(
        counts=counts_of(engagement), became=what_became(engagement), inputs=rows_in(whole(newest))
    )
    if not asked["counts"].all:
        return None
    rows = yield from told_of(asked["inputs"])
    values = {
        "engagement": engagement,
        "counts": asked["counts"],
        "became": asked["became"],
        "rows": [row for row in rows if row.answers],
    }
    return Filling("engagement/panels/what_people_said.html", values)
