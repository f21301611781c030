"""The overview on paper, in the same words as its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from communications.publishing.front import front_of
from communications.publishing.kept import pdf_response
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def overview_pdf(request: InitiativeRequest) -> HttpResponse:
    """Send the overview as a tagged PDF."""
    return pdf_response(front_of(request.initiative), name=request.initiative.slug)
