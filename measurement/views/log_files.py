"""Logs by spreadsheet and on paper: for those who do not log on a phone."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.models import ActivityLog, Membership, local
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.quick_log import bring_logs
from measurement.exports import safe
from measurement.forms.log_files import LogFileForm
from measurement.imports.logs import COLUMNS, LogTable, read_logs
from measurement.pages.my_numbers import entries_of
from measurement.pages.quick_log import activities_to_log, partner_of

SECTION = {"nav_section": "log"}
MOST_SHOWN = 40


@require_safe
@guard(Permission.SEE_PUBLISHED)
def logs_csv(request: InitiativeRequest) -> HttpResponse:
    """Send all that was logged and counts, as a table."""
    response = _table(request, "log")
    writer = csv.writer(response)
    writer.writerow(["number", "date", "activity", "partner", "people", "hours", "note"])
    logs = ActivityLog.objects.visible_to(request.viewer).standing().with_names()
    writer.writerows([safe(cell) for cell in _cells(one)] for one in logs)
    return response


@require_safe
@guard(Permission.SEE_TODAY)
def log_template(request: InitiativeRequest) -> HttpResponse:
    """Send an empty table with the activities that somebody may log."""
    response = _table(request, "log-template")
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for one in activities_to_log(request.viewer):
        writer.writerow(["", safe(str(one)), "", "", ""])
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def log_import(request: InitiativeRequest) -> HttpResponse:
    """Take a table of what happened: all of its rows, or none, with what is wrong in each."""
    form = LogFileForm(request.POST or None, request.FILES or None)
    table: LogTable | None = None
    if form.is_valid():
        try:
            table = _read(request, form)
            if not table.faults:
                return _brought(request, table)
        except RuleBroken as refusal:
            form.add_error("file", refusal.sentence)
    faults = table.faults if table else []
    page = {**SECTION, "form": form, "faults": faults[:MOST_SHOWN], "wrong": len(faults)}
    status = 422 if form.errors or faults else 200
    return render(request, "measurement/quick_log/import.html", page, status=status)


@require_safe
@guard(Permission.SEE_TODAY)
def log_paper(request: InitiativeRequest) -> HttpResponse:
    """Show the form on paper: a row for each day, and this month's figures with the last ones beside them."""
    today = clock.today(request.initiative.zone)
    owes = Permission.DATA_SUBMIT in request.viewer.permissions
    partners = Membership.objects.visible_to(request.viewer).filter(pk__in=request.viewer.membership_ids)
    page = {
        **SECTION,
        "activities": list(activities_to_log(request.viewer)[:6]),
        "entries": entries_of(request.viewer, today=today) if owes else [],
        "partner": partners.select_related("organization").first(),
        "rows": range(4),
    }
    return render(request, "measurement/quick_log/paper.html", page)


def _read(request: InitiativeRequest, form: LogFileForm) -> LogTable:
    sent = form.cleaned_data["file"]
    return read_logs(
        sent.name,
        sent.read(),
        activities_to_log(request.viewer),
        language=request.initiative.language,
        today=clock.today(request.initiative.zone),
    )


def _brought(request: InitiativeRequest, table: LogTable) -> HttpResponse:
    carriers = {one.activity.pk: partner_of(one.activity, request.viewer) for one in table.happenings}
    rows = [(one, found) for one in table.happenings if (found := carriers[one.activity.pk]) is not None]
    if len(rows) < len(table.happenings):
        raise PermissionDenied
    made, there = bring_logs(happenings=rows, by=request.person)
    words = ngettext("{count} row is logged.", "{count} rows are logged.", len(made)).format(count=len(made))
    if there:
        again = ngettext("{count} was there already.", "{count} were there already.", there)
        words = f"{words} {again.format(count=there)}"
    messages.success(request, words)
    return redirect("plan", slug=request.initiative.slug)


def _table(request: InitiativeRequest, name: str) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-{name}.csv"'
    return response


def _cells(one: ActivityLog) -> list[str]:
    numbers = ["" if value is None else str(value) for value in (one.people, one.hours)]
    partner = one.membership.organization.name
    number, day = str(one.record.number), one.happened_on.isoformat()
    return [number, day, str(one.activity), partner, *numbers, local(one.note)]
