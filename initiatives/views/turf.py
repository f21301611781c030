"""Who does what and what not, partner beside partner."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.turfs import turf_page


@require_safe
@guard(Permission.SEE_PUBLISHED)
def turf(request: InitiativeRequest) -> HttpResponse:
    """Lay what the partners say that they do and do not do beside each other."""
    page = turf_page(request.viewer, request.initiative.languages, today=clock.today(request.initiative.zone))
    return render(request, "initiatives/partners/turf.html", {"nav_section": "people", "page": page})
