"""A partner's own page about its part in the whole, and the same on paper: asked for, followed, fetched."""

from __future__ import annotations

from django.core.cache import cache
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from communications.actions.partner_reports import request_partner_report
from communications.models import PartnerReport
from communications.partner_part import partner_part
from communications.publishing.partner_paper import is_coming, standing_report
from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard, kept_under
from initiatives.models import Attachment, JobRun, Membership
from initiatives.rules.permissions import Permission

KEPT_SECONDS = 60


@require_safe
@guard(Permission.SEE_PUBLISHED)
def partner_report(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Show what one partner carries, what its figures say beside the whole, and what it gained."""
    found, report = _fetch(request, partner)
    coming = is_coming(report)
    context = {
        "nav_section": "people",
        "membership": found,
        "part": partner_part(found, request.viewer, on=clock.today(request.initiative.zone)),
        "report": report,
        "file": None if coming else _standing(request, report),
        "is_coming": coming,
        "has_failed": report is not None
        and report.run is not None
        and report.run.state == JobRun.State.FAILED,
        "may_ask": Permission.REPORT_REQUEST in request.viewer.permissions,
        **_progress(report),
    }
    response = render(request, "communications/partners/report.html", context)
    if coming:
        response["Refresh"] = "5"  # the page follows the job without scripts too
    return response


@require_safe
@guard(Permission.SEE_PUBLISHED)
def partner_report_progress(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Show only the bar, for the page that follows it."""
    found, report = _fetch(request, partner)
    coming = is_coming(report)
    context = {"membership": found, "is_coming": coming, **_progress(report)}
    response = render(request, "communications/partners/_progress.html", context)
    if not coming:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@guard(Permission.REPORT_REQUEST)
def partner_report_asking(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Ask for the paper as the page stands today."""
    found, _report = _fetch(request, partner)
    language = get_language() or request.initiative.language
    request_partner_report(partner=found, by=request.person, language=language[:2])
    return redirect("partner-report", slug=request.initiative.slug, partner=found.slug)


def _fetch(request: InitiativeRequest, slug: str) -> tuple[Membership, PartnerReport | None]:
    rows = Membership.objects.select_related(
        "organization", "record__initiative", "own_report__file", "own_report__run__pulse"
    )
    found = fetch_or_stub(rows, request.viewer, slug=slug)
    return found, getattr(found, "own_report", None)


def _standing(request: InitiativeRequest, report: PartnerReport | None) -> Attachment | None:
    """Return the file while it stands; its whole page is read for that once after each change."""
    if report is None or report.file is None:
        return None
    key = kept_under("partner-report", request, report.pk)
    stands: bool | None = cache.get(key)
    if stands is None:
        stands = standing_report(report) is not None
        cache.set(key, stands, KEPT_SECONDS)
    return report.file if stands else None


def _progress(report: PartnerReport | None) -> dict[str, object]:
    pulse = getattr(report.run, "pulse", None) if report is not None and report.run else None
    return {"percent": pulse.percent if pulse else 0, "step": pulse.step if pulse else ""}
