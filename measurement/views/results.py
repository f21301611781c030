"""The pages that anybody reads: results, one indicator, and its groups beside each other."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from measurement.models import Indicator
from measurement.pages.crossed import crossed_of
from measurement.pages.groups import groups_page
from measurement.pages.indicator import indicator_page
from measurement.pages.results import results_page

FULL = (
    "record__initiative",
    "rollup__release__policy",
    "population",
    "result",
    "gap_dimension",
    "steward",
    "benchmark_of__record",
)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def results(request: InitiativeRequest) -> HttpResponse:
    """List the results, each with its indicators."""
    page = results_page(request.initiative, request.viewer)
    return render(request, "measurement/results/list.html", {"nav_section": "results", "page": page})


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Show one indicator: how it goes, for whom, how good the figures are, and what was corrected."""
    found = fetch_or_stub(Indicator.objects.select_related(*FULL), request.viewer, slug=sign)
    asked = {name: request.GET.get(name, "")[:80] for name in ("show", "by")}
    page = indicator_page(found, request.viewer, beside=asked_beside(request), **asked)
    context = {"nav_section": "results", "indicator": found, "page": page}
    return render(request, "measurement/indicator/detail.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def indicator_groups(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Show all groups of an indicator, where each was and is."""
    found = fetch_or_stub(Indicator.objects.select_related(*FULL), request.viewer, slug=sign)
    asked = {name: request.GET.get(name, "")[:80] for name in ("by", "against")}
    page = groups_page(found, request.viewer, **asked)
    crossed = crossed_of(found, url=request.path, chosen=request.GET.get("cross", "")[:200])
    context = {"nav_section": "results", "indicator": found, "page": page, "crossed": crossed}
    return render(request, "measurement/indicator/groups.html", context)


def asked_beside(request: InitiativeRequest) -> list[str] | None:
    """Return the lines that the reader wants beside the curve; None where nothing was chosen yet."""
    return [key[:80] for key in request.GET.getlist("beside")] if "beside" in request.GET else None
