"""All gaps together."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.rules.permissions import Permission
from measurement.pages.equity import equity_page


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def equity(request: InitiativeRequest) -> HttpResponse:
    """Show every gap, by one dimension or each by its own."""
    page = equity_page(request.initiative, request.viewer, by=request.GET.get("by", "")[:80])
    return render(request, "measurement/equity/detail.html", {"nav_section": "results", "page": page})
