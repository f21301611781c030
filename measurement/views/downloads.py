"""Files that a reader takes along."""

from __future__ import annotations

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from measurement.exports import figures_csv, lines_csv
from measurement.models import Indicator
from measurement.pages.beside import compared_lines
from measurement.pages.posters import gap_poster, trend_poster
from measurement.views.results import asked_beside

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


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator_trend_png(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Give the trend of an indicator as a picture."""
    indicator = _full(request, sign)
    by = request.GET.get("by", "")[:80]
    drawn = trend_poster(
        indicator, request.viewer, dark=_is_dark(request), by=by, beside=asked_beside(request)
    )
    return _picture(drawn)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator_lines_csv(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Give the lines of the picture as data: everybody, and those that the reader chose beside it."""
    indicator = _full(request, sign)
    by = request.GET.get("by", "")[:80]
    lines = compared_lines(indicator, request.viewer, by=by, beside=asked_beside(request))
    if not lines:
        raise Http404
    return csv_response(lines_csv(lines), f"{indicator.slug}-lines.csv")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator_gap_png(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Give the groups of an indicator beside each other as a picture."""
    by = request.GET.get("by", "")[:80]
    return _picture(gap_poster(_full(request, sign), by=by, dark=_is_dark(request)))


def _full(request: InitiativeRequest, sign: str) -> Indicator:
    rows = Indicator.objects.select_related(
        "record__initiative", "rollup__release__policy", "population", "gap_dimension"
    )
    return fetch_or_stub(rows, request.viewer, slug=sign)


def _is_dark(request: InitiativeRequest) -> bool:
    return request.GET.get("theme") == "dark"


def _picture(drawn: bytes | None) -> HttpResponse:
    if drawn is None:
        raise Http404
    return HttpResponse(drawn, content_type="image/png")


def csv_response(text: str, name: str) -> HttpResponse:
    """Answer with a small CSV file."""
    response = HttpResponse(text, content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
