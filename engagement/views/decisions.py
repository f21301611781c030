"""Decisions: what is before the table, what came of it, and what each level of engagement promises."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from engagement.models import Decision
from engagement.pages.listing import decided_in_words, groups_of, listed, settled, speaking
from engagement.pages.spectrum import level_pages, numbers_in_force
from engagement.pages.vote_words import STATES
from engagement.rules.spectrum import SPECTRUM
from engagement.views.engagements import room
from engagement.views.votes import vote_page
from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import CommonAgenda, Record, Round
from initiatives.rooms import look_into, summaries, text_in
from initiatives.rules.permissions import Permission
from initiatives.rules.viewer import Viewer
from initiatives.together import each_of, page_of, rows_in

ON_A_PAGE = 20


@require_safe
@guard(Permission.SEE_PUBLISHED)
def decisions(request: InitiativeRequest) -> HttpResponse:
    """List questions and rounds, the open ones first; ?open=1 shows only those that take answers or will."""
    now = clock.now()
    rounds = Round.objects.visible_to(request.viewer).filter(decisions__isnull=True)
    visible = rounds.select_related("record__initiative", "body")
    is_open_only = request.GET.get("open") == "1"
    over = visible.filter(closed_at__isnull=False).order_by("-closed_at")
    coming, page, engagements, decided, votes = each_of(
        rows_in(visible.filter(closed_at__isnull=True).order_by("closes_at")),
        page_of(over, ON_A_PAGE, request.GET.get("page")),
        rows_in(listed(request.viewer)),
        rows_in(settled(request.viewer)),
        rows_in(votes_of(request.viewer)),
    )
    told = summaries([*coming, *page.object_list])
    groups = groups_of(engagements, decided=decided_in_words(decided), now=now)
    shown = [group for group in groups if group.key == "speak"] if is_open_only else groups
    context = {
        "nav_section": "decisions",
        "groups": shown,
        "speaking": speaking(groups),
        "coming": told[: len(coming)],
        "over": [] if is_open_only else told[len(coming) :],
        "page_obj": page,
        "is_open_only": is_open_only,
        "takes_answers": sum(room.opens_at <= now < room.closes_at for room in coming),
        "spectrum": SPECTRUM,
        "votes": [] if is_open_only else [(one, STATES.get(one.state, "flat")) for one in votes],
    }
    return render(request, "engagement/decisions/list.html", context)


def votes_of(viewer: Viewer) -> QuerySet[Decision]:
    """Return the question for the newest votes that a reader sees."""
    seen = Decision.objects.visible_to(viewer).select_related("record__initiative", "round__body")
    return seen.order_by("-record__number")[:ON_A_PAGE]


@require_safe
@guard(Permission.SEE_PUBLISHED)
def decision(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show what stands under a number: an engagement's room, a decision, or a round."""
    kind = Record.objects.filter(number=number).values_list("kind", flat=True).first()
    return PAGES.get(kind or "", round_page)(request, number)


def round_page(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one round: the question, the room, who was present, the answers, the rule, and what came of it."""
    rounds = Round.objects.select_related("record__initiative", "body__record__initiative", "closed_by")
    found = fetch_or_stub(rounds, request.viewer, record__number=number)
    voted = Decision.objects.select_related("record__initiative").filter(round=found).first()
    if voted is not None:
        return redirect(voted.record.url)
    if (planned := text_in(found)) is not None:
        return redirect(planned.record.url)
    agenda = fetch_or_stub(
        CommonAgenda.objects.select_related("record__initiative", "round"), request.viewer, round=found
    )
    context = {"nav_section": "decisions", "room": look_into(agenda), "round": found}
    return render(request, "engagement/decisions/detail.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def spectrum(request: InitiativeRequest) -> HttpResponse:
    """Explain the five levels from the table that the server obeys: promise, what is owed, ways of working, who may what."""
    context = {"nav_section": "decisions", "levels": level_pages(), "numbers": numbers_in_force()}
    return render(request, "engagement/decisions/spectrum.html", context)


PAGES: dict[str, Callable[[InitiativeRequest, int], HttpResponse]] = {
    "engagement": room,
    "decision": vote_page,
}
