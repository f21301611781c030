"""Stopping the letters of an initiative, from the address at the end of each of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communications.delivery.stopping import find_stop, go_on, stop
from initiatives.access import open_door


@open_door
@never_cache
@csrf_exempt  # a mail program posts here by itself; whoever has the address may stop the letters, and nothing else
@require_http_methods(["GET", "HEAD", "POST"])
def stopping(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask whether the letters shall stop; POST stops them, or lets them come again."""
    found = find_stop(secret)
    if found is None:
        raise Http404
    if request.method == "POST":
        (go_on if request.POST.get("again") else stop)(found)
        found.refresh_from_db()
    context = {"initiative_name": found.initiative.name, "is_stopped": found.used_at is not None}
    return render(request, "communications/stopping.html", context)
