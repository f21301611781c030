"""Programs on the pages of partners, and contributions on the pages of indicators."""

from __future__ import annotations

from initiatives.models import Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.viewer import Viewer
from initiatives.together import Asking, rows_in
from measurement.models import Contribution, Indicator, PerformanceMeasure, Program
from measurement.presence import presence_of


@panel_on("membership")
def programs_of_a_partner(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a partner what it runs."""
    seen = Program.objects.visible_to(viewer).filter(membership__record=record, ended_on__isnull=True)
    programs = yield from rows_in(seen.select_related("record__initiative"))
    return Filling("measurement/panels/programs.html", {"programs": programs}) if programs else None


@panel_on("indicator")
def program_of_a_measure(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of a performance measure of which program it is."""
    there = yield from presence_of(record)
    if not there.measure:
        return None
    seen = PerformanceMeasure.objects.filter(
        measure__record=record, program__in=Program.objects.visible_to(viewer)
    )
    found = seen.select_related("program__record__initiative")
    yield (found,)
    return Filling("measurement/panels/of_program.html", {"measure": found[0]}) if found else None


@panel_on("activity")
def what_an_activity_shall_move(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an activity how it is thought to move an indicator, and how well that is known."""
    seen = Contribution.objects.visible_to(viewer).filter(
        activity__record=record, indicator__in=Indicator.objects.visible_to(viewer)
    )
    standing = seen.exclude(record__state=Record.State.WITHDRAWN)
    thoughts = yield from rows_in(standing.select_related("indicator__record__initiative"))
    return Filling("measurement/panels/moves.html", {"contributions": thoughts}) if thoughts else None


@panel_on("indicator")
def what_moves_it(viewer: Viewer, record: Record) -> Asking[Filling | None]:
    """Show on the page of an indicator what is thought to move it, and how well that is known."""
    there = yield from presence_of(record)
    if not there.contributions:
        return None
    seen = Contribution.objects.visible_to(viewer).filter(indicator__record=record)
    thoughts = seen.exclude(record__state=Record.State.WITHDRAWN).select_related(
        "measure__program__record__initiative", "measure__measure", "activity__record__initiative"
    )
    yield (thoughts,)
    if not thoughts:
        return None
    return Filling("measurement/panels/contributions.html", {"contributions": list(thoughts)})
