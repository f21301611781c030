"""The overview: the first page that anybody sees of an initiative."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.overview import overview_page
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def overview(request: InitiativeRequest) -> HttpResponse:
    """Show how it is going, including what is not working: the same page for everybody."""
    page = overview_page(request.initiative, request.viewer)
    return render(request, "communications/overview/detail.html", {"nav_section": "overview", "page": page})
