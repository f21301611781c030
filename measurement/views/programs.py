"""Programs: the list, one program on three columns, its measures, and how they are thought to move the whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.forms.localized import typed_in
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import programs as actions
from measurement.forms.programs import PROGRAM_TEXTS, ContributionForm, MeasureForm, ProgramForm
from measurement.models import Contribution, Indicator, PerformanceMeasure, Program
from measurement.pages.cards import card_key
from measurement.pages.programs import program_page, program_rows
from measurement.rules.programs import keeps
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def programs(request: InitiativeRequest) -> HttpResponse:
    """List the programs of all partners."""
    rows = program_rows(request.viewer)
    page = {**SECTION, "rows": rows, "may_add": bool(_partners(request))}
    return render(request, "measurement/programs/list.html", page)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def program(request: InitiativeRequest, program: str) -> HttpResponse:
    """Show one program: how much, how well, and whether anyone is better off."""
    found = _find(request, program)
    page = {
        **SECTION,
        "program": found,
        "page": program_page(found, request.viewer),
        "key": card_key(),
        "may_edit": keeps(request.viewer, found.membership_id) and found.ended_on is None,
    }
    return render(request, "measurement/programs/detail.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def program_add(request: InitiativeRequest) -> HttpResponse:
    """Add a program of a partner that the viewer speaks for."""
    partners = _partners(request)
    form = ProgramForm(posted(request), languages=request.initiative.languages, partners=partners)
    if form.is_valid():
        try:
            made = actions.add_program(
                membership=form.cleaned_data["membership"], said=form.said(), by=request.person
            )
            messages.success(request, _("The program is public. Add its measures: who is better off?"))
            return redirect(made.record.url)
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "has_partner": bool(partners)}
    return render(request, "measurement/programs/form.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def program_edit(request: InitiativeRequest, program: str) -> HttpResponse:
    """Change what a program says of itself."""
    found, languages = _ours(request, program), request.initiative.languages
    form = ProgramForm(
        posted(request), initial=typed_in(PROGRAM_TEXTS, found, languages), languages=languages
    )
    if form.is_valid():
        try:
            actions.edit_program(program=found, said=form.said(), by=request.person)
            messages.success(request, _("Saved. It is public now."))
            return redirect(found.record.url)
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "program": found, "has_partner": True}
    return render(request, "measurement/programs/form.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.PROGRAMS_EDIT)
def program_ending(request: InitiativeRequest, program: str) -> HttpResponse:
    """Note that a program has ended."""
    found = _ours(request, program)
    actions.end_program(program=found, on=clock.today(request.initiative.zone), by=request.person)
    messages.success(request, _("The program has ended. Its page and its figures stay."))
    return redirect(found.record.url)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def measure_add(request: InitiativeRequest, program: str) -> HttpResponse:
    """Add a performance measure to a program."""
    found = _ours(request, program)
    initial = {"kind": request.GET.get("for", PerformanceMeasure.Kind.BETTER_OFF), "unit": "percent"}
    form = MeasureForm(posted(request), initial=initial, languages=request.initiative.languages)
    if form.is_valid():
        try:
            made = actions.add_measure(
                program=found,
                kind=form.cleaned_data["kind"],
                definition=form.definition(),
                is_headline=form.cleaned_data["is_headline"],
                by=request.person,
            )
            messages.success(
                request, _("“{name}” is added. Bring its first figures.").format(name=made.measure)
            )
            return redirect(found.record.url)
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "program": found}
    return render(request, "measurement/programs/measure.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PROGRAMS_EDIT)
def contribution_add(request: InitiativeRequest, program: str) -> HttpResponse:
    """Say how a measure of a program is thought to move the whole."""
    found = _ours(request, program)
    form = ContributionForm(
        posted(request),
        languages=request.initiative.languages,
        measures=found.measures.select_related("measure"),
        indicators=Indicator.objects.visible_to(request.viewer).on_overview(),
    )
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("measure", "indicator", "strength", "source")}
        try:
            actions.say_contribution(logic=form.texts("logic"), by=request.person, **values)
            messages.success(request, _("It stands on both pages now."))
            return redirect(found.record.url + "#contributions")
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "program": found, "has_measures": found.measures.exists()}
    return render(
        request, "measurement/programs/contribution.html", page, status=422 if form.is_bound else 200
    )


@require_POST
@guard(Permission.PROGRAMS_EDIT)
def contribution_withdrawal(request: InitiativeRequest, program: str, number: int) -> HttpResponse:
    """Withdraw what was thought."""
    found = _ours(request, program)
    thought = get_object_or_404(
        Contribution.objects.visible_to(request.viewer).select_related("record"),
        measure__program=found,
        record__number=number,
    )
    actions.withdraw_contribution(contribution=thought, by=request.person)
    messages.success(request, _("Withdrawn. The record keeps what was thought."))
    return redirect(found.record.url + "#contributions")


def _find(request: InitiativeRequest, slug: str) -> Program:
    rows = Program.objects.select_related(
        "record__initiative", "membership__organization", "membership__record"
    )
    return fetch_or_stub(rows, request.viewer, slug=slug)


def _ours(request: InitiativeRequest, slug: str) -> Program:
    found = _find(request, slug)
    if not keeps(request.viewer, found.membership_id):
        raise PermissionDenied
    return found


def _partners(request: InitiativeRequest) -> QuerySet[Membership]:
    seen = Membership.objects.visible_to(request.viewer).current(on=clock.today(request.initiative.zone))
    if Permission.COLLECTION_MANAGE in request.viewer.permissions:
        return seen.select_related("organization")
    return seen.filter(pk__in=request.viewer.membership_ids).select_related("organization")
