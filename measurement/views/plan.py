"""The joint plan: who does what, what connects, what is late; and what nobody does yet."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.models import Membership
from initiatives.plan_words import holes_found, lone_found, overlaps_found
from initiatives.plans import read_plan
from initiatives.rules.permissions import Permission
from measurement.pages.plan import plan_page

SECTION = {"nav_section": "plan"}
SHOWN = ("", "all", "mine")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def plan(request: InitiativeRequest) -> HttpResponse:
    """Show the whole plan; ?show=all lists every activity, ?show=mine those of one's own partner."""
    show = request.GET.get("show", "")
    page = plan_page(
        request.viewer,
        today=clock.today(request.initiative.zone),
        show=show if show in SHOWN else "",
    )
    return render(request, "measurement/plan/detail.html", {**SECTION, "page": page})


@require_safe
@guard(Permission.SEE_PUBLISHED)
def plan_gaps(request: InitiativeRequest) -> HttpResponse:
    """List what is needed and nobody does yet, and what overlaps or stands alone, each with its reason."""
    read = read_plan(request.viewer, today=clock.today(request.initiative.zone))
    mine = Membership.objects.filter(pk__in=request.viewer.membership_ids, left_on__isnull=True)
    needed = [read.activities[key] for key in read.holes.activities]
    page = {
        **SECTION,
        "needed": needed,
        "empty": [one for one in holes_found(read) if one.kind == "strategy"],
        "overlaps": overlaps_found(read),
        "lone": lone_found(read),
        "count": read.holes.count,
        "mine": mine.select_related("organization").first() if request.viewer.membership_ids else None,
    }
    return render(request, "measurement/plan/gaps.html", page)
