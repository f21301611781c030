"""A program's helper page: improvement cycles on its own data, its numbers beside the whole, and its own report."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.models import ActivityLog
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import answer_of
from measurement.actions.cycles import begin_cycle, move_cycle
from measurement.forms.collection import CycleForm, CycleStepForm
from measurement.models import Cycle, Program
from measurement.pages.improvement import improvement_page
from measurement.pages.quick_log import SHOWN, latest_asked
from measurement.rules.programs import keeps
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def improvement(request: InitiativeRequest, program: str) -> HttpResponse:
    """Show what a program tries, what it learned, and its numbers beside the whole."""
    return _page(request, _program(request, program), "measurement/improvement/detail.html")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def improvement_report(request: InitiativeRequest, program: str) -> HttpResponse:
    """Show the same as one page to print: the program's own report."""
    found = _program(request, program)
    logs = ActivityLog.objects.visible_to(request.viewer).standing().filter(membership=found.membership)
    rows, tally = answer_of(latest_asked(logs))
    more = {"logs": rows, "tally": tally, "about": "of_partner", "shown": SHOWN}
    return _page(request, found, "measurement/improvement/report.html", **more)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def cycle_add(request: InitiativeRequest, program: str) -> HttpResponse:
    """Begin an improvement cycle."""
    found = _own(request, program)
    initial = {"starts_on": clock.today(request.initiative.zone)}
    form = CycleForm(posted(request), program=found, languages=request.initiative.languages, initial=initial)
    if form.is_valid():
        try:
            cycle = begin_cycle(program=found, plan=form.cycle_plan(), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The cycle has begun. Come back when you have tried it."))
            return redirect(cycle.record.url)
    page = {**SECTION, "program": found, "form": form}
    return render(request, "measurement/improvement/add.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def cycle_step(request: InitiativeRequest, program: str, number: int) -> HttpResponse:
    """Say what happened, and go on to the next step."""
    found = _own(request, program)
    rows = Cycle.objects.filter(program=found).select_related("record__initiative")
    cycle = fetch_or_stub(rows, request.viewer, record__number=number)
    form = CycleStepForm(posted(request), stage=cycle.stage, languages=request.initiative.languages)
    if form.is_valid():
        try:
            moved = move_cycle(cycle=cycle, words=form.texts("words"), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            is_done = moved.stage == Cycle.Stage.DONE
            messages.success(
                request, _("The cycle is complete, and what you learned is kept.") if is_done else _("Saved.")
            )
            return redirect(cycle.record.url)
    page = {**SECTION, "program": found, "cycle": cycle, "form": form}
    return render(request, "measurement/improvement/step.html", page, status=422 if form.is_bound else 200)


def _page(request: InitiativeRequest, program: Program, template: str, **more: object) -> HttpResponse:
    today = clock.today(request.initiative.zone)
    page = {
        **SECTION,
        "program": program,
        "page": improvement_page(program, request.viewer, today=today),
        "may_edit": _keeps(request, program),
        "today": today,
        **more,
    }
    return render(request, template, page)


def _program(request: InitiativeRequest, slug: str) -> Program:
    rows = Program.objects.select_related(
        "record__initiative", "membership__organization", "membership__record"
    )
    return fetch_or_stub(rows, request.viewer, slug=slug)


def _own(request: InitiativeRequest, slug: str) -> Program:
    found = _program(request, slug)
    if not _keeps(request, found):
        raise PermissionDenied
    return found


def _keeps(request: InitiativeRequest, program: Program) -> bool:
    return bool(keeps(request.viewer, program.membership_id)) and program.ended_on is None
