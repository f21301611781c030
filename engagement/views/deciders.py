"""Saying to which groups one belongs, on the list of a vote."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engagement.actions.elector_groups import say_groups
from engagement.models import Elector
from engagement.views.votes import fetch_vote, groups_form
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_POST
@guard(Permission.VOTE_CAST)
def own_groups(request: InitiativeRequest, number: int) -> HttpResponse:
    """Keep to which groups somebody on the list says that they belong."""
    decision = fetch_vote(request, number)
    form = groups_form(decision, request.person, request.POST)
    if form is None or not form.is_valid():
        raise RuleBroken(
            _("This is asked of those on the list of a vote, about its groups, while it is open.")
        )
    row = Elector.objects.select_related("decision").get(decision=decision, person=request.person)
    say_groups(elector=row, groups=form.chosen(), by=request.person)
    messages.success(request, _("Saved. Nobody sees it but in sums."))
    return redirect(f"{decision.record.url}#vote")
