"""The agenda to take along, at its own address: as a table and as data. What is in force; before that, what is proposed."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from initiatives.access import InitiativeRequest, conditional, guard, refuse_withheld
from initiatives.agreed import withheld_numbers
from initiatives.api.agenda import AgendaSerializer
from initiatives.models import CommonAgenda
from initiatives.rules.permissions import Permission
from initiatives.views.agenda_page import texts_of

ANSWERS = ("ratifications__round_seat__seat",)
HEADS = ("version", "state", "decided_on", "part", "language", "text")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def agenda_csv(request: InitiativeRequest) -> HttpResponse:
    """Send the texts, one line for each part and language."""
    agenda = agenda_to_take(request)
    decided = agenda.decided_at.date().isoformat() if agenda.decided_at else ""
    out = StringIO()
    table = csv.writer(out)
    table.writerow(HEADS)
    for part, _label, texts in texts_of(agenda, request.viewer):
        for language, text in texts.items():
            table.writerow((agenda.version, agenda.state, decided, part, language, _harmless(text)))
    return _named(HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8"), request, "csv")


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def agenda_json(request: InitiativeRequest) -> HttpResponse:
    """Send the version with its answers, as the API says it."""
    told = {"withheld": withheld_numbers(request.viewer)}
    return _named(JsonResponse(AgendaSerializer(agenda_to_take(request), context=told).data), request, "json")


def agenda_to_take(request: InitiativeRequest) -> CommonAgenda:
    """Return the version in force, else the proposed one; its stub where it is withheld, 404 where there is none."""
    rows = CommonAgenda.objects.select_related("record__initiative").prefetch_related(*ANSWERS)
    current = rows.ratified().first()
    if current is not None:
        refuse_withheld(current.record, request.viewer)
        return current
    proposed = rows.visible_to(request.viewer).proposed().first()
    if proposed is None:
        raise Http404
    return proposed


def _harmless(text: str) -> str:
    """Keep a spreadsheet from reading a text as a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" else text


def _named(response: HttpResponse, request: InitiativeRequest, suffix: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-agenda.{suffix}"'
    return response
