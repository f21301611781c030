"""Why can I see this? Every member can ask it of every record that they see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Record
from initiatives.rules.permissions import Permission
from initiatives.seeing import reasons


@require_safe
@guard(Permission.SEE_PUBLISHED)
def why_seen(request: InitiativeRequest, number: int) -> HttpResponse:
    """Say why the reader sees a record."""
    record = fetch_or_stub(Record.objects.all(), request.viewer, number=number)
    context = {"record": record, "reasons": reasons(request.viewer, record)}
    return render(request, "initiatives/restrictions/why.html", context)
