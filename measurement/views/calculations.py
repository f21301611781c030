"""How an indicator is calculated, and several indicators of one result together."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import calculations as actions
from measurement.forms.calculations import CalculationForm, initial_of
from measurement.models import Indicator, Result
from measurement.pages.together import together_page
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def calculation(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Say how an indicator is calculated from others."""
    rows = Indicator.objects.select_related("record__initiative", "calculation")
    indicator = fetch_or_stub(rows, request.viewer, slug=sign)
    offered = Indicator.objects.visible_to(request.viewer).exclude(pk=indicator.pk)
    form = CalculationForm(
        posted(request),
        initial=initial_of(getattr(indicator, "calculation", None)),
        indicators=offered.filter(accountability=indicator.accountability),
    )
    if form.is_valid():
        try:
            actions.set_calculation(
                indicator=indicator,
                expression=form.cleaned_data["expression"],
                inputs=form.inputs(),
                by=request.person,
            )
            messages.success(request, _("Calculated. It is made anew whenever an input changes."))
            return redirect(indicator.record.url)
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "indicator": indicator}
    return render(request, "measurement/calculations/form.html", page, status=422 if form.is_bound else 200)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def together(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show all indicators of one result beside each other."""
    seen = Result.objects.visible_to(request.viewer).select_related("record__initiative", "population")
    result = get_object_or_404(seen, record__number=number)
    page = together_page(result, request.viewer)
    return render(request, "measurement/together/detail.html", {**SECTION, "result": result, "page": page})
