"""Trust, commitments, attendance and outcomes on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.pages.together import together_page
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def together(request: InitiativeRequest) -> HttpResponse:
    """Show what partners say beside what they did, and beside the figures."""
    page = together_page(request.initiative, request.viewer)
    return render(request, "communications/together/detail.html", {"nav_section": "people", "page": page})
