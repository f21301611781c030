"""The focus: one headline issue at a time, who has acted on it, and setting the next one."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.actions.campaigns import begin_campaign, end_campaign, say_acted
from initiatives.forms.asks import ActedForm, FocusForm
from initiatives.models import Campaign, Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

SECTION = {"nav_section": "people"}
METHODS = ["GET", "HEAD", "POST"]


@require_safe
@guard(Permission.SEE_PUBLISHED)
def campaigns(request: InitiativeRequest) -> HttpResponse:
    """Show the focus of today, and those before."""
    seen = Campaign.objects.visible_to(request.viewer).select_related("record__initiative")[:100]
    today = clock.today(request.initiative.zone)
    running = next((one for one in seen if one.ended_at is None and one.ends_on >= today), None)
    context = {**SECTION, "running": running, "earlier": [one for one in seen if one != running]}
    return render(request, "initiatives/campaigns/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def campaign(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one focus: its two sides, the countdown, who has acted and who has not yet."""
    found = _fetch(request, number)
    today = clock.today(request.initiative.zone)
    acts = list(found.acts.select_related("membership__organization", "membership__record", "by"))
    mine = _mine(request)
    context = {
        **SECTION,
        "campaign": found,
        "acts": acts,
        "partners": Membership.objects.visible_to(request.viewer).current(on=today).count(),
        "days_left": max((found.ends_on - today).days, 0),
        "is_running": found.ended_at is None and found.ends_on >= today,
        "form": ActedForm(partners=mine) if mine.exists() else None,
    }
    return render(request, "initiatives/campaigns/detail.html", context)


@require_http_methods(METHODS)
@guard(Permission.ASKS_SEND)
def campaign_add(request: InitiativeRequest) -> HttpResponse:
    """Set the focus."""
    form = FocusForm(request.POST or None, languages=request.initiative.languages)
    if form.is_valid():
        try:
            made = begin_campaign(focus=form.focus, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("This is the focus now. It stands on the overview and on Today."))
            return redirect(made.record.url)
    context = {**SECTION, "form": form}
    return render(request, "initiatives/campaigns/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.SEE_TODAY)
def campaign_act(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say what my organisation did for it."""
    found = _fetch(request, number)
    form = ActedForm(request.POST, partners=_mine(request))
    if form.is_valid():
        say_acted(campaign=found, by=request.person, **form.cleaned_data)
        messages.success(request, _("Thank you. It stands here for everybody."))
        return redirect(found.record.url)
    errors = [str(error) for errors in form.errors.values() for error in errors]
    raise RuleBroken(errors[0] if errors else _("Say in a few words what you did."))


@require_POST
@guard(Permission.ASKS_SEND)
def campaign_ending(request: InitiativeRequest, number: int) -> HttpResponse:
    """End the focus before its day."""
    found = _fetch(request, number)
    end_campaign(campaign=found, by=request.person)
    return redirect(found.record.url)


def _mine(request: InitiativeRequest) -> QuerySet[Membership]:
    return Membership.objects.filter(pk__in=request.viewer.membership_ids).select_related("organization")


def _fetch(request: InitiativeRequest, number: int) -> Campaign:
    rows = Campaign.objects.select_related("record__initiative", "about__initiative")
    return fetch_or_stub(rows, request.viewer, record__number=number)
