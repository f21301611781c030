"""Naming a witness from outside for a commitment that nobody else could judge."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import InitiativeRequest, guard
from initiatives.actions.witnesses import may_witness, name_witness
from initiatives.forms.commitments import WitnessForm
from initiatives.rules.commitments import Deed
from initiatives.rules.permissions import Permission
from initiatives.views.commitment_deeds import ASKING, deed_page, fetch_commitment


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.COMMITMENT_EDIT)
def commitment_witness(request: InitiativeRequest, number: int) -> HttpResponse:
    """Name who says whether it was kept, from outside both sides."""
    found = fetch_commitment(request, number)
    form = WitnessForm(request.POST or None, people=may_witness(found), ask=ASKING[Deed.WITNESS].ask)
    return deed_page(
        request,
        found,
        Deed.WITNESS,
        form,
        lambda: name_witness(commitment=found, person=form.cleaned_data["person"], by=request.person),
        done=_("Named. Everybody reads who it is and who named them."),
    )
