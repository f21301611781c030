"""What a table expects if nothing changes: frozen at question 4 of its conversation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions.turns import Expected, agree_forecast
from measurement.rules.turns import CURVE
from measurement.views.turn_questions import Sent, forecast_form, question_page
from measurement.views.turns import find


@require_POST
@guard(Permission.TURN_RUN)
def forecast(request: InitiativeRequest, sign: str, number: int) -> HttpResponse:
    """Freeze what the table expects; the conversation shows it from now on."""
    indicator, turn = find(request, sign, number)
    form = forecast_form(request, indicator, request.POST)
    if form.is_valid():
        try:
            said = Expected(
                form.cleaned_data["method"],
                form.cleaned_data["ahead"],
                form.texts("assumptions"),
                form.judgement(),
            )
            agree_forecast(turn=turn, said=said, by=request.person)
            messages.success(request, _("Frozen. This conversation shows it from now on, whatever comes."))
            return redirect(f"{turn.record.url}{CURVE}/#curve")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return question_page(request, turn, CURVE, Sent(forecast=form))
