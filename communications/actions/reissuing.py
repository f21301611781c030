"""Reports set anew after somebody was erased: the name goes from the frozen words and from the PDF, and an erratum says so."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.actions.reports import pdf_of
from communications.models import ReportSnapshot
from communications.rules.erased_names import without_names
from initiatives import clock
from initiatives.actions.attachments import attach, forget
from initiatives.jobs import Progress, enqueue
from initiatives.models import JobRun, Person
from initiatives.own_words import erases_own_words
from initiatives.record import record
from initiatives.rules.ledger import Json

REISSUE = "communications.reissue_report"


@erases_own_words
def take_name_from_reports(person: Person) -> None:
    """Take somebody's name from what reports froze, and ask for their PDFs anew. Figures and order stay as they were."""
    marks = {person.name, person.email} - {""}
    for report in ReportSnapshot.objects.filter(ready_at__isnull=False):
        with override(report.language):
            told = without_names(report.contents, marks, instead=_("someone who left"))
        if told == report.contents:
            continue
        report.contents = told
        again = [*report.contents.get("reissued", []), clock.now().isoformat()]
        report.contents["reissued"] = again
        report.save(update_fields=["contents"])
        key = f"reissue:{report.issue}:{len(again)}"
        enqueue(REISSUE, key=key, by=None, queue="reports", report=report.pk)


@transaction.atomic
def reissue_report(*, run: JobRun, progress: Progress) -> None:
    """Set the PDF anew from the frozen words, with its erratum; the bytes of the earlier file go, its hash stays on record."""
    rows = ReportSnapshot.objects.select_for_update(of=("self",)).select_related("record__initiative", "file")
    report = rows.get(pk=int(run.arguments["report"]))
    earlier = report.file
    assert earlier is not None  # noqa: S101 (only issues that are out are set anew)
    with override(report.language):
        progress(_("Setting the pages"), 40)
        content = pdf_of(report)
    by = report.requested_by
    assert by is not None  # noqa: S101 (a report is always asked for by somebody)
    report.file = attach(record=report.record, name=earlier.name, content=content, by=by)
    report.save(update_fields=["file"])
    facts: dict[str, Json] = {"issue": report.issue, "sha256": report.file.sha256, "earlier": earlier.sha256}
    record("report.reissued", by=None, about=report, facts=facts)
    if report.file.path != earlier.path:
        forget(earlier)
