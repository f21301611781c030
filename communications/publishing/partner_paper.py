"""The report of a partner on paper, as a reader without an account sees it; kept while it still says what its page said."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from communications.models import PartnerReport
from communications.partner_part import partner_part
from initiatives.models import Attachment, Event, JobRun, Membership, Record
from initiatives.rules.viewer import visitor
from initiatives.standing_files import stands_while

READY = "partner.report_ready"


def html_of(partner: Membership, *, on: date, language: str) -> str:
    """Return the complete page that becomes the PDF, as of a day."""
    initiative = partner.record.initiative
    viewer = visitor(initiative.pk)
    with override(language):
        context = {
            "initiative": initiative,
            "language": language,
            "on": on,
            "part": partner_part(partner, viewer, on=on),
            "address": f"{settings.BASE_URL}{partner.record.url}report/",
        }
        return render_to_string("communications/partners/paper.html", context)


def mark_of(html: str) -> str:
    """Return the hash by which one tells whether the page still says the same."""
    return sha256(html.encode()).hexdigest()


def standing_report(report: PartnerReport | None) -> Attachment | None:
    """Return the file of a partner's report while all that is in it may still be read, and still stands so."""
    if report is None or report.file is None or report.as_of is None or _is_kept_back(report.membership):
        return None
    html = html_of(report.membership, on=report.as_of, language=report.language)
    return report.file if mark_of(html) == report.said else None


def is_coming(report: PartnerReport | None) -> bool:
    """Whether it is being made."""
    run = report.run if report is not None else None
    return run is not None and run.state not in (JobRun.State.READY, JobRun.State.FAILED)


@stands_while("membership")
def is_served(attachment: Attachment) -> bool:
    """Whether a file of a partner is served: its report only while it stands, anything else always."""
    made = Event.objects.filter(kind=READY, record=attachment.record_id, facts__sha256=attachment.sha256)
    if not made.exists():
        return True
    rows = PartnerReport.objects.select_related(
        "membership__record__initiative", "membership__organization", "file"
    )
    return standing_report(rows.filter(file=attachment).first()) is not None


def _is_kept_back(partner: Membership) -> bool:
    seen = Record.objects.visible_to(visitor(partner.record.initiative.pk))
    return not seen.filter(pk=partner.record_id).exists()
