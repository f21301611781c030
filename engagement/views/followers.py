"""Following a question: to be told when it is decided, late or answered, without a voice in it by that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from engagement.pages.room import fetch_engagement
from initiatives.access import InitiativeRequest, guard
from initiatives.actions.follows import follow, unfollow
from initiatives.rules.permissions import Permission


@require_POST
@guard(Permission.SEE_TODAY)
def following(request: InitiativeRequest, number: int) -> HttpResponse:
    """Follow a question, or follow it no longer."""
    record = fetch_engagement(request.viewer, number).record
    if request.POST.get("stop"):
        unfollow(record=record, by=request.person)
        messages.success(request, _("You follow it no longer."))
    else:
        follow(record=record, by=request.person)
        messages.success(request, _("You follow it. You are told when something happens to its promise."))
    return redirect(record.url)
