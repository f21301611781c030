"""Find anything."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communications.search import find, words_of
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission


@require_safe
@guard(Permission.SEE_PUBLISHED)
def search(request: InitiativeRequest) -> HttpResponse:
    """Show what was found for the words in `q`; punctuation says nothing."""
    typed = request.GET.get("q", "").strip()[:100]
    words = " ".join(words_of(typed))
    found = list(find(words, viewer=request.viewer)) if words else []
    context = {"typed": typed, "words": words, "found": found}
    return render(request, "communications/search/list.html", context)
