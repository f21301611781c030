"""Freezing a forecast, and judging the curve against it: both happen on the page where an indicator is edited."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import baselines as actions
from measurement.forms.baselines import ForecastForm, JudgementForm
from measurement.pages.baseline import forecast_to_judge
from measurement.views.editing import edit_page, find_indicator


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def indicator_forecast(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Freeze what is expected if nothing changes."""
    indicator = find_indicator(request, sign)
    form = ForecastForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.freeze_forecast(
                indicator=indicator,
                method=form.cleaned_data["method"],
                ahead=form.cleaned_data["ahead"],
                assumptions=form.texts("assumptions"),
                judgement=form.judgement(),
                by=request.person,
            )
            messages.success(request, _("The forecast is frozen. Whatever comes is measured against it."))
            return redirect(f"{request.initiative.url}results/{indicator.slug}/edit/#baseline")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return edit_page(request, indicator, forecast=form)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def indicator_judgement(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Judge the curve against the frozen forecast that its page shows."""
    indicator = find_indicator(request, sign)
    frozen = forecast_to_judge(indicator, request.viewer)
    if frozen is None:
        raise RuleBroken(_("No forecast is frozen yet. Freeze one first."))
    form = JudgementForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.judge(forecast=frozen, words=form.texts("words"), by=request.person)
            messages.success(
                request, _("The curve is judged. The answer stands on the page of the indicator.")
            )
            return redirect(f"{indicator.record.url}#baseline")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return edit_page(request, indicator, judgement=form)
