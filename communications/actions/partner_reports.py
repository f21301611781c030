"""The report of one partner: asked for on its page, set by a job as everybody may read it, kept with the partner."""

from __future__ import annotations

from django.db import transaction
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

from communications.models import PartnerReport
from communications.publishing.partner_paper import READY, html_of, mark_of
from communications.publishing.pdf import PATIENCE, PdfFailed, make_pdf
from initiatives import clock
from initiatives.actions.attachments import attach, forget
from initiatives.jobs import Progress, enqueue
from initiatives.models import JobRun, Membership, Person
from initiatives.own_words import erases_own_words
from initiatives.record import record
from initiatives.rules.refusals import RuleBroken

BUILD_PARTNER_REPORT = "communications.build_partner_report"
KEY = "partner-report:{number}:{nth}"


@transaction.atomic
def request_partner_report(*, partner: Membership, by: Person, language: str) -> JobRun:
    """Ask for the report of a partner as of today. While one is being made, asking again gives that one."""
    report, _made = PartnerReport.objects.get_or_create(membership=partner)
    report = PartnerReport.objects.select_for_update(of=("self",)).select_related("run").get(pk=report.pk)
    if report.run is not None and report.run.state not in (JobRun.State.READY, JobRun.State.FAILED):
        return report.run
    number = partner.record.number
    earlier = JobRun.objects.filter(task=BUILD_PARTNER_REPORT, key__startswith=f"partner-report:{number}:")
    key = KEY.format(number=number, nth=earlier.count() + 1)
    report.run = enqueue(
        BUILD_PARTNER_REPORT, key=key, by=by, queue="reports", report=report.pk, language=language
    )
    report.save(update_fields=["run"])
    return report.run


def build_partner_report(*, run: JobRun, progress: Progress) -> None:
    """Set what everybody may read of a partner today, and keep it. Safe to run twice."""
    rows = PartnerReport.objects.select_related("membership__record__initiative", "membership__organization")
    report = rows.get(pk=int(run.arguments["report"]))
    initiative = report.membership.record.initiative
    language = str(run.arguments["language"])
    on = clock.today(initiative.zone)
    with override(language):
        progress(_("Reading the plan and the figures"), 10)
        html = html_of(report.membership, on=on, language=language)
        progress(_("Setting the pages"), 40)
        try:
            content = make_pdf(html, patience=PATIENCE).content
        except PdfFailed as trouble:
            raise RuleBroken(
                _("The PDF could not be made. Ask for it again, or print the page.")
            ) from trouble
        progress(_("Storing the report"), 90)
    report.as_of, report.language, report.said = on, language, mark_of(html)
    _keep(report, content, run)


@erases_own_words
def take_name_from_partner_reports(person: Person) -> None:
    """Take away each report of a partner that names somebody, with its bytes; it can be asked for anew."""
    marks = {person.name, person.email} - {""}
    rows = PartnerReport.objects.select_related("membership__record__initiative", "membership__organization")
    for report in rows.select_related("file").exclude(file=None):
        if report.as_of is None or report.file is None:
            continue
        html = html_of(report.membership, on=report.as_of, language=report.language)
        if mark_of(html) != report.said or any(escape(mark) in html for mark in marks):
            forget(report.file)


@transaction.atomic
def _keep(report: PartnerReport, content: bytes, run: JobRun) -> None:
    by, partner = run.asked_by, report.membership
    assert by is not None  # noqa: S101 (it is always asked for by somebody)
    held = PartnerReport.objects.select_for_update(of=("self",)).select_related("file").get(pk=report.pk)
    if held.run_id != run.pk:
        return  # another one was asked for since
    earlier = held.file
    name = f"{partner.record.initiative.slug}-{partner.slug}.pdf"
    report.file = attach(record=partner.record, name=name, content=content, by=by)
    report.save(update_fields=["file", "as_of", "language", "said"])
    if earlier is not None:
        forget(earlier)
    record(READY, by=by, about=partner, facts={"sha256": report.file.sha256})
