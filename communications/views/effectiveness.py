"""Backbone effectiveness: the six activities, measured from events."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.effectiveness import ACTIVITY_NAMES, LINE_NAMES, effectiveness_for
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def effectiveness(request: InitiativeRequest) -> HttpResponse:
    """Show what the backbone does for the whole: this year beside the year before, and who did it."""
    found = effectiveness_for(request.viewer)
    context = {
        "nav_section": "people",
        "found": found,
        "activities": [
            (ACTIVITY_NAMES[one.activity], one, [(LINE_NAMES[line.key], line) for line in one.lines])
            for one in found.activities
        ],
    }
    return render(request, "communications/effectiveness/detail.html", context)
