"""Files that a reader takes along."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from measurement.exports import figures_csv
from measurement.models import Indicator

CSV = "text/csv; charset=utf-8"


@require_safe
@guard(Permission.SEE_PUBLISHED)
def indicator_csv(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Give the published figures of an indicator."""
    indicator = fetch_or_stub(Indicator.objects.all(), request.viewer, slug=sign)
    response = FileResponse(
        figures_csv(indicator), as_attachment=True, filename=f"{indicator.slug}.csv", content_type=CSV
    )
    return cast(HttpResponse, response)


def csv_response(text: str, name: str) -> HttpResponse:
    """Answer with a small CSV file."""
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
