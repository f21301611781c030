"""Confirming a subscription, from the address in the letter that asked for it."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from communications.actions.subscribers import confirm, find_subscription
from initiatives.access import open_door
from initiatives.tenancy import inside


@open_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def subscribing(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once more; POST subscribes. Looking changes nothing, so that no mail program subscribes anybody."""
    found = find_subscription(secret)
    if found is None:
        raise Http404
    if request.method == "POST":
        with transaction.atomic(), inside(found.initiative_id):
            confirm(found=found)
    context = {"initiative_name": found.initiative.name, "is_done": request.method == "POST"}
    return render(request, "communications/newsletters/confirming.html", context)
