"""Decisions: what is before the table, what came of it, and what each level of engagement promises."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.rules.spectrum import SPECTRUM
from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import CommonAgenda, Round
from initiatives.rooms import look_into, summaries
from initiatives.rules.permissions import Permission

ON_A_PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def decisions(request: InitiativeRequest) -> HttpResponse:
    """List the rounds, the open ones first; ?open=1 shows only those that take answers or will."""
    now = clock.now()
    visible = Round.objects.visible_to(request.viewer).select_related("record__initiative", "body")
    coming = list(visible.filter(closed_at__isnull=True).order_by("closes_at"))
    is_open_only = request.GET.get("open") == "1"
    over = Paginator(visible.filter(closed_at__isnull=False).order_by("-closed_at"), ON_A_PAGE)
    page = over.get_page(request.GET.get("page"))
    context = {
        "nav_section": "decisions",
        "coming": summaries(coming),
        "over": [] if is_open_only else summaries(page.object_list),
        "page_obj": page,
        "is_open_only": is_open_only,
        "takes_answers": sum(room.opens_at <= now < room.closes_at for room in coming),
        "spectrum": SPECTRUM,
    }
    return render(request, "engagement/decisions/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def decision(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one round: the question, the room, who was present, the answers, the rule, and what came of it."""
    rounds = Round.objects.select_related("record__initiative", "body__record__initiative", "closed_by")
    found = fetch_or_stub(rounds, request.viewer, record__number=number)
    agenda = fetch_or_stub(
        CommonAgenda.objects.select_related("record__initiative", "round"), request.viewer, round=found
    )
    context = {"nav_section": "decisions", "room": look_into(agenda), "round": found}
    return render(request, "engagement/decisions/detail.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def spectrum(request: InitiativeRequest) -> HttpResponse:
    """Explain the five levels, each with its promise."""
    return render(
        request, "engagement/decisions/spectrum.html", {"nav_section": "decisions", "spectrum": SPECTRUM}
    )
