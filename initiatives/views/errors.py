"""Pages that say what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old, and what to do."""
    sentence = _(
        "This form was opened too long ago or in another window. Load the page again and send it from there."
    )
    return render(request, "refused.html", {"sentence": sentence}, status=403)
