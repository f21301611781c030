"""Published reports: the list, one issue, and asking for the next."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from communications.actions.reports import request_report
from communications.errata import errata_of
from communications.frozen import restricted_since
from communications.models import ReportSnapshot
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import JobRun
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def reports(request: InitiativeRequest) -> HttpResponse:
    """List the issues, the newest first; whoever may ask sees the one that is being built."""
    seen = ReportSnapshot.objects.visible_to(request.viewer).select_related(
        "record__initiative", "file", "run"
    )
    return render(
        request, "communications/reports/list.html", {"reports": list(seen), "nav_section": "reports"}
    )


@require_POST
@guard(Permission.REPORT_REQUEST)
def ask(request: InitiativeRequest) -> HttpResponse:
    """Ask for the next issue."""
    if request.method != "POST":
        return redirect("reports", slug=request.initiative.slug)
    report = request_report(by=request.person, language=request.initiative.language)
    return redirect(report.record.url)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def report(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one issue: how far it is, or what it holds and how to check it."""
    rows = ReportSnapshot.objects.select_related("record__initiative", "file", "run__pulse")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    since = restricted_since(found) if found.ready_at else {}
    context = {"report": found, "nav_section": "reports", "progress": progress_of(found), "since": since}
    context["errata"] = errata_of(found, request.viewer) if found.ready_at else []
    response = render(request, "communications/reports/detail.html", context)
    if found.ready_at is None and found.run and found.run.state != JobRun.State.FAILED:
        response["Refresh"] = "3"  # the page follows the job without scripts too
    return response


@require_safe
@guard(Permission.SEE_PUBLISHED)
def progress(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show only the bar, for the page that follows it."""
    rows = ReportSnapshot.objects.select_related("record__initiative", "file", "run__pulse")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    response = render(
        request, "communications/reports/_progress.html", {"report": found, "progress": progress_of(found)}
    )
    if found.ready_at is not None:
        response["HX-Refresh"] = "true"
    return response


def progress_of(found: ReportSnapshot) -> dict[str, object]:
    """Return how far the job is: percent and the words of its step."""
    pulse = getattr(found.run, "pulse", None) if found.run else None
    return {"percent": pulse.percent if pulse else 0, "step": pulse.step if pulse else ""}
