"""Reports: asked for on a page, built by a job, frozen, and published with hash, as-of date and the head of the ledger."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.models import ReportSnapshot
from communications.publishing.pdf import PATIENCE, PdfFailed, make_pdf
from communications.publishing.report import contents_of, html_of
from initiatives import clock
from initiatives.actions.attachments import attach
from initiatives.identity import give_record, publish_record
from initiatives.jobs import Progress, enqueue
from initiatives.models import Initiative, JobRun, Person
from initiatives.record import ledger_head, record
from initiatives.rules.refusals import RuleBroken
from initiatives.tenancy import current_initiative

BUILD = "communications.build_report"


@transaction.atomic
def request_report(*, by: Person, language: str = "en") -> ReportSnapshot:
    """Ask for the next issue. While one is being built, asking again gives that one."""
    initiative = Initiative.objects.select_for_update().get(pk=current_initiative())
    unfinished = (
        ReportSnapshot.objects.filter(ready_at__isnull=True).exclude(run__state=JobRun.State.FAILED).first()
    )
    if unfinished is not None:
        return unfinished
    issue = (ReportSnapshot.objects.aggregate(last=Max("issue"))["last"] or 0) + 1
    title = {language: _("{name}: report {issue}").format(name=initiative.name, issue=issue)}
    report = ReportSnapshot.objects.create(
        record=give_record("report", title=title, path="reports/{number}/", by=by),
        issue=issue,
        title=title,
        language=language,
        as_of=clock.now(),
        requested_by=by,
    )
    record("report.requested", by=by, about=report, facts={"issue": issue})
    report.run = enqueue(BUILD, key=f"report:{issue}", by=by, queue="reports", report=report.pk)
    report.save(update_fields=["run"])
    return report


def build_report(*, run: JobRun, progress: Progress) -> None:
    """Freeze what the public pages say now, make the PDF, and publish the issue. Safe to run twice."""
    report = (
        ReportSnapshot.objects.select_for_update(of=("self",))
        .select_related("record__initiative")
        .get(run=run)
    )
    if report.ready_at is not None:
        return
    with override(report.language):
        progress(_("Reading the published figures"), 10)
        _freeze(report)
        progress(_("Setting the pages"), 40)
        content = pdf_of(report)
        progress(_("Storing the report"), 90)
        _publish(report, content)


def _freeze(report: ReportSnapshot) -> None:
    head = ledger_head()
    report.as_of = clock.now()
    report.ledger_seq, report.ledger_head = (head.seq, head.hash) if head else (0, "")
    report.contents = contents_of(report.record.initiative)


def pdf_of(report: ReportSnapshot) -> bytes:
    """Return the PDF of a report's frozen words. Raises RuleBroken."""
    try:
        return make_pdf(html_of(report), patience=PATIENCE).content
    except PdfFailed as trouble:
        sentence = _(
            "The PDF could not be made. Nothing was published. Ask for it again, or tell the backbone."
        )
        raise RuleBroken(sentence) from trouble


@transaction.atomic
def _publish(report: ReportSnapshot, content: bytes) -> None:
    by = report.requested_by
    assert by is not None  # noqa: S101 (a report is always asked for by somebody)
    name = f"{report.record.initiative.slug}-report-{report.issue}.pdf"
    report.file = attach(record=report.record, name=name, content=content, by=by)
    report.ready_at = clock.now()
    report.save(update_fields=["as_of", "ledger_seq", "ledger_head", "contents", "file", "ready_at"])
    publish_record(report.record, by=by)
    record(
        "report.published", by=by, about=report, facts={"issue": report.issue, "sha256": report.file.sha256}
    )
