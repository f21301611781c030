"""The work of the backbone: roles with hours and money, and the calendar of duties."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import duties as actions
from initiatives.forms.duties import DutyForm, StaffRoleForm
from initiatives.forms.localized import typed_in
from initiatives.models import StaffRole, StandingDuty
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}
FULL_WEEK = Decimal(40)
ROLE_TEXTS = ("name", "responsibilities", "parameters", "funding")
ROLE_PLAIN = ("hours", "funded_until", "employer", "holder")


# --- Roles -------------------------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def roles(request: InitiativeRequest) -> HttpResponse:
    """Show who works for the whole: what each role answers for, its hours, and who pays until when."""
    there = (
        StaffRole.objects.visible_to(request.viewer)
        .current()
        .select_related("record__initiative", "employer__organization", "holder")
    )
    rows = list(there)
    hours = sum((row.hours for row in rows), Decimal(0))
    context = {
        **SECTION,
        "rows": rows,
        "hours": hours,
        "weeks": hours / FULL_WEEK,
        "vacant": sum(1 for row in rows if row.holder_id is None),
        "soonest": min((row.funded_until for row in rows if row.funded_until), default=None),
        "today": clock.today(request.initiative.zone),
        "may_see_people": Permission.SEE_MEMBERS in request.viewer.permissions,
    }
    return render(request, "initiatives/duties/roles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def role_add(request: InitiativeRequest) -> HttpResponse:
    """Write a role down."""
    form = StaffRoleForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid() and _carried_out(
        form, lambda: actions.write_role(plan=form.plan(), by=request.person)
    ):
        return redirect("staff-roles", slug=request.initiative.slug)
    return _form(request, form, _("Write down a role"), _("Write it down"), "staff-roles")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def role_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change a role, or who holds it."""
    role = _role(request, number)
    languages = request.initiative.languages
    initial = typed_in(ROLE_TEXTS, role, languages) | {name: getattr(role, name) for name in ROLE_PLAIN}
    form = StaffRoleForm(request.POST or None, initial=initial, languages=languages)
    if form.is_valid() and _carried_out(
        form, lambda: actions.change_role(role=role, plan=form.plan(), by=request.person)
    ):
        return redirect("staff-roles", slug=request.initiative.slug)
    return _form(request, form, _("Change the role"), _("Save the role"), "staff-roles")


@require_POST
@guard(Permission.SEATS_MANAGE)
def role_end(request: InitiativeRequest, number: int) -> HttpResponse:
    """End a role."""
    actions.end_role_of_staff(role=_role(request, number), by=request.person)
    return redirect("staff-roles", slug=request.initiative.slug)


# --- The calendar of duties --------------------------------------------------------------------------------------------
@require_safe
@guard(Permission.SEE_PUBLISHED)
def duties(request: InitiativeRequest) -> HttpResponse:
    """Show what has to be done again and again: when next, how, and by whom."""
    rows = list(
        StandingDuty.objects.visible_to(request.viewer)
        .running()
        .select_related("record__initiative", "owner", "stand_in", "last_done_by")
    )
    today = clock.today(request.initiative.zone)
    context = {
        **SECTION,
        "rows": rows,
        "today": today,
        "late": sum(1 for row in rows if row.due_on < today),
        "alone": sum(1 for row in rows if row.owner_id is None or row.stand_in_id is None),
        "may_see_people": Permission.SEE_MEMBERS in request.viewer.permissions,
        "may_manage": Permission.SEATS_MANAGE in request.viewer.permissions,
    }
    return render(request, "initiatives/duties/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def duty_add(request: InitiativeRequest) -> HttpResponse:
    """Put a duty in the calendar."""
    form = DutyForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid() and _carried_out(
        form, lambda: actions.write_duty(plan=form.plan(), by=request.person)
    ):
        return redirect("upkeep", slug=request.initiative.slug)
    return _form(request, form, _("Add a duty"), _("Put it in the calendar"), "upkeep")


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEATS_MANAGE)
def duty_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change a duty."""
    duty = _duty(request, number)
    languages = request.initiative.languages
    plain = {name: getattr(duty, name) for name in ("rhythm", "due_on", "owner", "stand_in")}
    initial = typed_in(("name", "recipe"), duty, languages) | plain
    form = DutyForm(request.POST or None, initial=initial, languages=languages)
    if form.is_valid() and _carried_out(
        form, lambda: actions.change_duty(duty=duty, plan=form.plan(), by=request.person)
    ):
        return redirect("upkeep", slug=request.initiative.slug)
    return _form(request, form, _("Change the duty"), _("Save the duty"), "upkeep")


@require_POST
@guard(Permission.SEE_TODAY)
def duty_done(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note that a duty is done."""
    duty = _duty(request, number)
    actions.do_duty(duty=duty, due_on=_day(request.POST.get("due_on", "")), by=request.person)
    messages.success(request, _("Done. It comes again by its rhythm."))
    return redirect("upkeep", slug=request.initiative.slug)


@require_POST
@guard(Permission.SEATS_MANAGE)
def duty_end(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take a duty out of the calendar."""
    actions.end_duty(duty=_duty(request, number), by=request.person)
    return redirect("upkeep", slug=request.initiative.slug)


def _day(said: str) -> date:
    try:
        found = parse_date(said)
    except ValueError:
        found = None
    if found is None:
        raise RuleBroken(_("Load the page again, then note it."))
    return found


def _carried_out(form: StaffRoleForm | DutyForm, act: Callable[[], object]) -> bool:
    try:
        act()
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


def _role(request: InitiativeRequest, number: int) -> StaffRole:
    rows = StaffRole.objects.visible_to(request.viewer).select_related("record__initiative")
    return get_object_or_404(rows, record__number=number)


def _duty(request: InitiativeRequest, number: int) -> StandingDuty:
    rows = StandingDuty.objects.visible_to(request.viewer).select_related("record__initiative")
    return get_object_or_404(rows, record__number=number)


def _form(
    request: InitiativeRequest, form: StaffRoleForm | DutyForm, title: str, action: str, back: str
) -> HttpResponse:
    context = {**SECTION, "form": form, "title": title, "action": action, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/backbone/form.html", context, status=status)
