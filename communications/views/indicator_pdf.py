"""One indicator on paper, in the same words as its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from communications.publishing.kept import pdf_response
from communications.publishing.sheet import sheet_of
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from measurement.models import Indicator


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator_pdf(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Send an indicator as a tagged PDF of two pages."""
    rows = Indicator.objects.select_related("record__initiative", "rollup", "gap_dimension", "population")
    found = fetch_or_stub(rows, request.viewer, slug=sign)
    html = sheet_of(found, request.initiative, request.viewer)
    return pdf_response(html, name=f"{request.initiative.slug}-{found.slug}")
