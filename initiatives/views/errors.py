"""Pages that say what went wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from initiatives.trouble import tell


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was too old, and what to do."""
    sentence = _(
        "This form was opened too long ago or in another window. Load the page again and send it from there."
    )
    return render(request, "refused.html", {"sentence": sentence}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it was our fault, give a number, and say that the operators know if they do.

    Everything that could fail again is left out: no request context, no database.
    """
    reference, is_told = tell(request)
    if request.path.startswith("/api/"):
        message = _("Something went wrong on our side. Nothing was saved half.")
        values = {"code": "server_error", "message": message, "field": None, "reference": reference}
        response: HttpResponse = JsonResponse(values, status=500)
    else:
        page = render_to_string("500.html", {"reference": reference, "is_told": is_told})
        response = HttpResponse(page, status=500)
    response["Cache-Control"] = "no-store"
    return response
