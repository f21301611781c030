"""What this floor shows on pages of lower floors."""

from __future__ import annotations

from communications.at_the_table import presence_at
from communications.errata import corrections_of
from communications.frozen import reports_that_hold
from communications.models import Meeting, Thread
from communications.pages.talk import newest_in, spoken
from communications.rules.talk_events import TALKED_ABOUT
from initiatives.models import Record
from initiatives.panel_registry import RESTRICTING, Filling, panel_on
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, by_name, first_in
from measurement.presence import presence_of


@panel_on(RESTRICTING)
def reports_keep_it(viewer: Viewer, record: Record) -> Filling | None:
    """Say, before a record is restricted, which reports will go on saying what it said."""
    held = reports_that_hold(record, viewer)
    return Filling("communications/reports/_keep.html", {"held": held}) if held else None


@panel_on("indicator")
def corrections_of_an_indicator(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an indicator each corrected figure, why, and which reports say the old one."""
    there = yield from presence_of(record)
    if not there.corrections:
        return None
    rows = yield from corrections_of(record, viewer)
    return Filling("communications/reports/_corrections.html", {"rows": rows}) if rows else None


@panel_on("body")
def commitment_to_the_table(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a group, and on that of all seats, how often each seat was expected and was there."""
    found = yield from presence_at(record.body, viewer)
    return Filling("communications/panels/presence.html", {"found": found}) if found.expected else None


@panel_on("body")
def meetings_of_a_group(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a group when it meets next, and its last minutes."""
    seen = Meeting.objects.visible_to(viewer).whole().filter(body__record=record)
    coming, held = seen.coming()[:2], seen.held().order_by("-starts_at")[:2]
    yield coming, held
    values: dict[str, object] = {"coming": list(coming), "held": list(held)}
    return Filling("communications/meetings/_of_group.html", values) if coming or held else None


SHOWN = 2


def conversation(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a record what people say about it, and where to join."""
    if record.state == Record.State.DRAFT:
        return None
    threads = Thread.objects.visible_to(viewer).filter(about=record)
    found = yield from by_name(thread=first_in(spoken(threads)), posts=newest_in(threads, SHOWN))
    return Filling("communications/talk/_panel.html", {"record": record, **found})


for _kind in TALKED_ABOUT:
    panel_on(_kind)(conversation)
