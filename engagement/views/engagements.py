"""The room of an engagement, its framing, and the steps that lead through it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.actions import engagements as actions
from engagement.forms.engagements import ReasonForm
from engagement.models import Engagement
from engagement.pages.room import fetch_engagement, head_of, step_of
from engagement.pages.room_page import room_page
from engagement.pages.steps import BUTTONS, MEANINGS
from engagement.rules.stages import Transition, possible
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Person
from initiatives.rules.permissions import Permission

SECTION = {"nav_section": "decisions"}
WITH_REASON = (Transition.WITHDRAW, Transition.REOPEN)
ACTIONS = {
    Transition.ANNOUNCE: actions.announce,
    Transition.OPEN: actions.open_engagement,
    Transition.CLOSE_INPUT: actions.close_input,
    Transition.FREEZE_OPTIONS: actions.freeze_options,
    Transition.DECIDE: actions.decide,
    Transition.REPORT_BACK: actions.report_back,
    Transition.IMPLEMENT: actions.begin_implementing,
    Transition.COMPLETE: actions.complete,
}


def room(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one engagement: its promise, where it stands, and everything that is on the table."""
    engagement = fetch_engagement(request.viewer, number)
    head = head_of(engagement, request.viewer)
    context = {**SECTION, "head": head, "page": room_page(head, request.viewer)}
    return render(request, "engagement/room/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def step(request: InitiativeRequest, number: int, transition: str) -> HttpResponse:
    """Show what a step means and what is missing before it; POST makes it, or is refused with the list."""
    engagement = fetch_engagement(request.viewer, number)
    wanted = _transition(transition)
    head = head_of(engagement, request.viewer)
    if wanted not in possible(head.facts.timeline.stage, head.level) and request.method != "POST":
        raise Http404
    form = (
        ReasonForm(request.POST or None, languages=request.initiative.languages)
        if wanted in WITH_REASON
        else None
    )
    if request.method == "POST" and (form is None or form.is_valid()):
        _make(wanted, engagement=engagement, by=request.person, form=form)
        messages.success(request, _("Done. It stands in the record."))
        return redirect(engagement.record.url)
    context = {
        **SECTION,
        "head": head,
        "step": step_of(wanted, engagement, head.facts, head.rules, head.hats),
        "button": BUTTONS[wanted],
        "meaning": MEANINGS[wanted],
        "form": form,
    }
    return render(
        request, "engagement/room/step.html", context, status=422 if request.method == "POST" else 200
    )


def _make(transition: Transition, *, engagement: Engagement, by: Person, form: ReasonForm | None) -> None:
    if transition is Transition.WITHDRAW and form is not None:
        actions.withdraw(engagement=engagement, reason=form.texts("reason"), by=by)
    elif transition is Transition.REOPEN and form is not None:
        actions.reopen(engagement=engagement, reason=form.texts("reason"), by=by)
    else:
        ACTIONS[transition](engagement=engagement, by=by)


def _transition(word: str) -> Transition:
    try:
        return Transition(word.replace("-", "_"))
    except ValueError as trouble:
        raise Http404 from trouble
