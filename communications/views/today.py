"""Today: what needs this person, promises first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.attention import Desk, needs_of
from communications.looking_ahead import coming_up, pulse_of, restricted_now
from communications.rules.attention import ordered
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_TODAY)
def today(request: InitiativeRequest) -> HttpResponse:
    """Show the rows of the day, what is coming, and whether the whole is working."""
    desk = Desk(request.initiative, request.viewer, clock.today(request.initiative.zone))
    needs = needs_of(desk)
    return render(
        request,
        "communications/today/detail.html",
        {
            "nav_section": "today",
            "nav_counts": {"today": len(needs)},
            "day": desk.today,
            "count": len(needs),
            "parts": [
                (part, [(need, need.urgency(today=desk.today)) for need in rows])
                for part, rows in ordered(needs)
            ],
            "coming": coming_up(desk),
            "pulse": pulse_of(desk) if request.viewer.is_staff else [],
            "restricted": restricted_now(desk),
        },
    )
