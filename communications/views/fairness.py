"""The fairness page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.pages.fairness import fairness_page
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def fairness(request: InitiativeRequest) -> HttpResponse:
    """Show by partner what was raised and adopted, money, seats, recusals and credit."""
    page = fairness_page(request.viewer, today=clock.today(request.initiative.zone))
    return render(request, "communications/fairness/detail.html", {"nav_section": "people", "page": page})
