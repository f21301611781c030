"""Sessions: when people meet, what is offered so that everybody can come, and the question on the wall."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from charts import qr
from engagement.actions.input_codes import close_session_room, code_of_room, open_session_room
from engagement.actions.inputs import prompts_of
from engagement.actions.supports import NEXT, ask_support, cancel_session, move_support, plan_session
from engagement.forms.hearing import SessionForm, SupportForm, SupportStepForm
from engagement.models import Engagement, Prompt, Session, Support
from engagement.pages.hearing import sessions_of, support_words, totals_of
from engagement.pages.room import fetch_engagement, head_asked, head_of
from engagement.pages.wall import Wall, wall_of
from engagement.views.inputs import person_of
from engagement.views.posting import SECTION, carried_out, form_page
from engagement.views.sending import may_send, too_often
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.passes import shown_code
from initiatives.rules.permissions import Permission
from initiatives.together import each_of, rows_in

FACILITATE, MANAGE = Permission.ENGAGEMENT_FACILITATE, Permission.SUPPORTS_MANAGE


@require_safe
@guard(Permission.SEE_PUBLISHED)
def sessions(request: InitiativeRequest, number: int) -> HttpResponse:
    """List the sessions, what is offered at each, and what support came to in sum."""
    engagement = fetch_engagement(request.viewer, number)
    now = clock.now()
    head, planned, totals = each_of(
        head_asked(engagement, request.viewer), rows_in(sessions_of(engagement)), totals_of(engagement)
    )
    context = {
        **SECTION,
        "head": head,
        "rows": [(session, support_words(session), session.ends_at > now) for session in planned],
        "totals": totals,
        "may_plan": FACILITATE in request.viewer.permissions,
        "may_support": MANAGE in request.viewer.permissions,
    }
    return render(request, "engagement/sessions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(FACILITATE)
def add(request: InitiativeRequest, number: int) -> HttpResponse:
    """Plan a session and say what is offered to whoever comes."""
    engagement = fetch_engagement(request.viewer, number)
    form = SessionForm(request.POST or None, languages=request.initiative.languages)
    if carried_out(form, lambda: plan_session(engagement=engagement, by=request.person, **form.values())):
        return redirect(f"{engagement.record.url}sessions/")
    words = {"title": _("Plan a session"), "button": _("Plan it")}
    return form_page(request, head_of(engagement, request.viewer), form, here="sessions", **words)


@require_POST
@guard(FACILITATE)
def cancelling(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Cancel a session that has not begun."""
    engagement = fetch_engagement(request.viewer, number)
    cancel_session(session=_session(engagement, pk), by=request.person)
    messages.success(request, _("The session is cancelled."))
    return redirect(f"{engagement.record.url}sessions/")


# --- Support to take part -------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INPUT_GIVE)
def support(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Ask for what one needs to come, with or without an account."""
    engagement = fetch_engagement(request.viewer, number)
    session = _session(engagement, pk)
    if request.method == "POST" and not may_send(request, "support", session.pk):
        return too_often(request)
    form = SupportForm(request.POST or None)
    if carried_out(form, lambda: ask_support(session=session, by=person_of(request), **form.cleaned_data)):
        messages.success(request, _("We have it. Somebody will get in touch with you."))
        return redirect(f"{engagement.record.url}sessions/")
    words = {
        "title": _("What do you need to come?"),
        "lead": _("This stays between you and those who arrange it. In public only the sums are shown."),
        "button": _("Ask for it"),
    }
    return form_page(request, head_of(engagement, request.viewer), form, here="sessions", **words)


@require_safe
@guard(MANAGE)
def supports(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """List who asked for what at a session, each with its next step. Private."""
    engagement = fetch_engagement(request.viewer, number)
    session = _session(engagement, pk)
    names = dict(Support.State.choices)
    rows = [
        (row, [(step, names[step]) for step in Support.State.values if step in NEXT[row.state]])
        for row in session.supports.select_related("person", "input")
    ]
    context = {
        **SECTION,
        "head": head_of(engagement, request.viewer),
        "session": session,
        "rows": rows,
    }
    return render(request, "engagement/sessions/supports.html", context)


@require_POST
@guard(MANAGE)
def support_step(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Note the next step of a support."""
    engagement = fetch_engagement(request.viewer, number)
    found = get_object_or_404(Support, pk=pk, session__engagement=engagement)
    form = SupportStepForm(request.POST)
    if form.is_valid():
        move_support(support=found, by=request.person, **form.cleaned_data)
    return redirect(f"{engagement.record.url}sessions/{found.session_id}/supports/")


# --- On the wall ----------------------------------------------------------------------------------------------------------
@require_safe
@guard(FACILITATE)
def wall(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Show one question of an engagement in large letters, with the code and what the room says."""
    engagement = fetch_engagement(request.viewer, number)
    session = _session(engagement, pk)
    code = code_of_room(session)
    address = f"{settings.BASE_URL}/q/{shown_code(code)}/"
    prompts = prompts_of(engagement)
    at, prompt = _asked(request, prompts)
    context = {
        "engagement": engagement,
        "session": session,
        "prompts": prompts,
        "at": at,
        "prompt": prompt,
        "wall": wall_of(session, prompt) if prompt else Wall(0, [], []),
        "code": shown_code(code) if code else "",
        "host": urlsplit(settings.BASE_URL).netloc,
        "picture": SafeString(qr.draw(address, _("Code that opens these questions on a phone")))
        if code
        else "",
    }
    return render(request, "engagement/sessions/wall.html", context)


@require_safe
@guard(FACILITATE)
def wall_live(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Return what the room says now; asked every three seconds."""
    engagement = fetch_engagement(request.viewer, number)
    session = _session(engagement, pk)
    at, prompt = _asked(request, prompts_of(engagement))
    context = {
        "engagement": engagement,
        "session": session,
        "at": at,
        "prompt": prompt,
        "wall": wall_of(session, prompt) if prompt else Wall(0, [], []),
    }
    return render(request, "engagement/sessions/_wall_live.html", context)


@require_POST
@guard(FACILITATE)
def wall_opening(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Let whoever is in the room answer by a new code."""
    engagement = fetch_engagement(request.viewer, number)
    open_session_room(session=_session(engagement, pk), by=request.person)
    return redirect(f"{engagement.record.url}sessions/{pk}/wall/")


@require_POST
@guard(FACILITATE)
def wall_closing(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """End the code on the wall."""
    engagement = fetch_engagement(request.viewer, number)
    close_session_room(session=_session(engagement, pk), by=request.person)
    return redirect(f"{engagement.record.url}sessions/{pk}/wall/")


def _session(engagement: Engagement, pk: int) -> Session:
    rows = engagement.sessions.filter(cancelled_at__isnull=True).select_related("engagement__record")
    return get_object_or_404(rows, pk=pk)


def _asked(request: InitiativeRequest, prompts: list[Prompt]) -> tuple[int, Prompt | None]:
    typed = request.GET.get("question", "")
    at = int(typed) if typed.isdigit() and len(typed) < 3 else 1
    at = min(max(at, 1), max(len(prompts), 1))
    return at, (prompts[at - 1] if prompts else None)
