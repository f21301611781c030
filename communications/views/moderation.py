"""The public log of moderation."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.moderation import hidden_words
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def moderation(request: InitiativeRequest) -> HttpResponse:
    """Show each time that words were hidden, on which ground, and what came of it."""
    rows = hidden_words(request.viewer)
    grounds = Counter(one.ground for one in rows).most_common()
    return render(request, "communications/moderation/list.html", {"rows": rows, "grounds": grounds})
