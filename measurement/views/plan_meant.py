"""What a strategy is meant to move, and how an activity is thought to do it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Activity, Strategy
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.plan_meant import mean_to_move
from measurement.actions.programs import say_contribution
from measurement.forms.plan_meant import MeantForm, MovesForm, seen_by
from measurement.models import StrategyIndicator
from measurement.views.posting import posted

SECTION = {"nav_section": "plan"}
FORM = "initiatives/activities/form.html"


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def strategy_meant(request: InitiativeRequest, strategy: str) -> HttpResponse:
    """Choose the indicators that a strategy is meant to move."""
    found = fetch_or_stub(
        Strategy.objects.select_related("record__initiative"), request.viewer, slug=strategy
    )
    known = StrategyIndicator.objects.filter(strategy=found).values_list("indicator", flat=True)
    form = MeantForm(posted(request), viewer=request.viewer, initial={"indicators": list(known)})
    if form.is_valid():
        chosen, offered = form.cleaned_data["indicators"], seen_by(request.viewer)
        mean_to_move(strategy=found, indicators=chosen, among=offered, by=request.person)
        messages.success(request, _("Saved. It is public now."))
        return redirect(found.record.url)
    page = {**SECTION, "form": form, "heading": _("What it is meant to move"), "back": found.record.url}
    return render(request, FORM, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PLAN_EDIT)
def activity_moves(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say how an activity is thought to move an indicator, and how well that is known."""
    rows = Activity.objects.select_related("record__initiative")
    found = fetch_or_stub(rows, request.viewer, record__number=number)
    form = MovesForm(posted(request), viewer=request.viewer, languages=request.initiative.languages)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("indicator", "strength", "source")}
        try:
            say_contribution(activity=found, logic=form.texts("logic"), by=request.person, **said)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It is public now."))
            return redirect(found.record.url)
    page = {**SECTION, "form": form, "heading": _("How it should move the whole"), "back": found.record.url}
    return render(request, FORM, page, status=422 if form.errors else 200)
