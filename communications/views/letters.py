"""How many letters people had: for staff, who see whom they write to too often, and whose address takes none."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.pages.letters import loads
from initiatives.access import InitiativeRequest, guard
from initiatives.bylaws import rule_in_force
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.UPDATES_PUBLISH)
def letters(request: InitiativeRequest) -> HttpResponse:
    """Show each person’s letters of the last 7 and 30 days, and the limit."""
    limit = rule_in_force("letters_per_month")
    rows, without = loads(most=int(limit.value))
    context = {
        "nav_section": "updates",
        "rows": rows,
        "without": without,
        "limit": limit,
        "most": int(limit.value),
    }
    return render(request, "communications/notices/letters.html", context)
