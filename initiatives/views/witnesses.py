"""Naming a witness from outside for a commitment that nobody else could judge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import InitiativeRequest, guard
from initiatives.actions.witnesses import may_witness, name_witness
from initiatives.forms.commitments import WitnessForm
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.views.commitments import ASKING, SECTION, deeds_for, fetch_commitment


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_witness(request: InitiativeRequest, number: int) -> HttpResponse:
    """Name who says whether it was kept, from outside both sides."""
    found = fetch_commitment(request, number)
    asking = ASKING[Deed.WITNESS]
    form = WitnessForm(request.POST or None, people=may_witness(found), ask=asking.ask)
    if form.is_valid():
        try:
            name_witness(commitment=found, person=form.cleaned_data["person"], by=request.person)
        except RuleBroken as refusal:
            if refusal.keep is not None:
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _("Named. Everybody reads who it is and who named them."))
            return redirect(found.record.url)
    context = {
        **SECTION,
        "form": form,
        "commitment": found,
        "heading": asking.heading,
        "button": asking.button,
        "is_open": Deed.WITNESS in deeds_for(request, found),
    }
    return render(request, "initiatives/commitments/form.html", context, status=422 if form.is_bound else 200)
