"""The agenda on paper, in the same words as its page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from communications.publishing.kept import pdf_response
from initiatives.access import InitiativeRequest, conditional, guard
from initiatives.models import CommonAgenda
from initiatives.rooms import look_into
from initiatives.rules.permissions import Permission
from initiatives.views.agenda_files import agenda_to_take
from initiatives.views.agenda_page import texts_of


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def agenda_pdf(request: InitiativeRequest) -> HttpResponse:
    """Send the agenda as a tagged PDF; one that is proposed gathers answers, so it is set anew with each."""
    agenda = agenda_to_take(request)
    return pdf_response(_html(request, agenda), name=f"{request.initiative.slug}-agenda")


def _html(request: InitiativeRequest, agenda: CommonAgenda) -> str:
    room = look_into(agenda)
    parts = [(label, text) for _name, label, text in texts_of(agenda, request.viewer) if text]
    context = {
        "initiative": request.initiative,
        "agenda": agenda,
        "parts": parts,
        "tally": room.tally if room else None,
        "address": f"{settings.BASE_URL}{request.initiative.url}agenda/",
    }
    return render_to_string("communications/reports/agenda.html", context)
