"""Data-sharing agreements on the pages of partners; the way to the helper page on the pages of programs."""

from __future__ import annotations

from initiatives import clock
from initiatives.models import Record
from initiatives.panel_registry import Filling, panel_on
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from measurement.models import Cycle, Program
from measurement.pages.quality import agreement_rows


@panel_on("membership")
def agreements_of_a_partner(viewer: Viewer, record: Record) -> Filling | None:
    """Show on the page of a partner what data it shares, for what, until when."""
    membership = record.membership
    rows = agreement_rows(viewer, today=clock.today(), membership=membership.pk)
    if not rows and Permission.COLLECTION_MANAGE not in viewer.permissions:
        return None
    return Filling(
        "measurement/quality/_agreements.html",
        {"rows": rows, "with_partner": False, "partner_slug": membership.slug},
    )


@panel_on("program")
def getting_better(viewer: Viewer, record: Record) -> Filling | None:
    """Show on the page of a program that it improves, and how often it has."""
    program = Program.objects.visible_to(viewer).filter(record=record).first()
    if program is None:
        return None
    cycles = Cycle.objects.visible_to(viewer).filter(program=program)
    count = cycles.exclude(stage=Cycle.Stage.DONE).count()
    return Filling("measurement/improvement/_panel.html", {"program": program, "count": count})
