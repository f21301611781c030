"""Putting a question to a group: of an engagement whose options are fixed, or about how the group works."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from engagement.actions.motions import put_to_body
from engagement.actions.second_chances import revise
from engagement.forms.motions import MotionForm
from engagement.gathering.advisers import community_decides
from engagement.gathering.voters import seat_asked, sits_in
from engagement.models import Decision, Engagement
from engagement.pages.room import fetch_engagement, head_asked
from engagement.pages.vote_words import STATES
from engagement.pages.votes import page_of
from engagement.rules.purposes import possible_votes
from engagement.views.offers import offer_beside, offer_in, offer_of, typed_before
from engagement.views.votes import fetch_vote, person_of
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import each_of, rows_in


@require_safe
@guard(Permission.SEE_PUBLISHED)
def votes(request: InitiativeRequest, number: int) -> HttpResponse:
    """List what was and is put to a vote in an engagement, the newest first."""
    engagement = fetch_engagement(request.viewer, number)
    own = Decision.objects.visible_to(request.viewer).filter(engagement=engagement)
    head, decisions, sits_here = each_of(
        head_asked(engagement, request.viewer),
        rows_in(own.select_related("record__initiative", "round")),
        seat_asked(engagement.body, person_of(request)),
    )
    may_steer = Permission.VOTE_OPEN in request.viewer.permissions and not community_decides(engagement)
    context = {
        "nav_section": "decisions",
        "engagement": engagement,
        "head": head,
        "decisions": [(one, STATES.get(one.state, "flat")) for one in decisions],
        "may_put": (may_steer or sits_here) and bool(possible_votes(head.facts)),
    }
    return render(request, "engagement/votes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def add_vote(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put a question of an engagement to its group. At EMPOWERING the group itself does this, and attempts are recorded."""
    rows = Engagement.objects.select_related(
        "record__initiative", "body__initiative", "body__record__initiative"
    )
    engagement = fetch_or_stub(rows, request.viewer, record__number=number)
    form = MotionForm(
        request.POST or None,
        initiative=request.initiative,
        engagement=engagement,
        offer=offer_in(engagement),
    )
    return _put(request, engagement, form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def add_procedural_vote(request: InitiativeRequest) -> HttpResponse:
    """Put a question about how a group works to it, or that a decision is handed over."""
    form = MotionForm(
        request.POST or None, initiative=request.initiative, engagement=None, offer=offer_beside()
    )
    return _put(request, None, form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def revision(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put a changed text in the place of a question that was blocked, after mediation."""
    decision = fetch_vote(request, number)
    form = MotionForm(
        request.POST or None,
        initiative=request.initiative,
        engagement=decision.engagement,
        offer=offer_of(decision),
        initial=typed_before(decision, request.initiative.languages),
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _revise(request, decision, form)
        except RuleBroken as refusal:
            form.refuse(refusal)
            return _page(request, decision.engagement, form, refusal, decision)
        messages.success(
            request, _("Notice is given of the new text. It stands in the place of the old one.")
        )
        return redirect(made.record.url)
    return _page(request, decision.engagement, form, None, decision)


def _revise(request: InitiativeRequest, decision: Decision, form: MotionForm) -> Decision:
    if not page_of(decision, request.viewer, request.person).may_steer:
        raise RuleBroken(_("Those who facilitate votes and the seats of the group do this. Ask one of them."))
    return revise(decision=decision, motion=form.motion, by=request.person)


def _put(request: InitiativeRequest, engagement: Engagement | None, form: MotionForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            made = _carry_out(request, engagement, form)
        except RuleBroken as refusal:
            form.refuse(refusal)
            return _page(request, engagement, form, refusal)
        messages.success(request, _("Notice is given. Everybody can see when the vote opens."))
        return redirect(made.record.url)
    return _page(request, engagement, form, None)


def _carry_out(request: InitiativeRequest, engagement: Engagement | None, form: MotionForm) -> Decision:
    body = form.body
    if body is None:
        raise RuleBroken(_("Name the group that decides first."))
    may_try = Permission.VOTE_OPEN in request.viewer.permissions or community_decides(engagement)
    if not may_try and not sits_in(body, request.person):
        raise RuleBroken(
            _("Seats of the group put questions to it, and those who facilitate votes. Ask one of them.")
        )
    return put_to_body(
        motion=form.motion,
        body=body,
        by=request.person,
        engagement=engagement,
        opens_at=form.opens_at,
        closes_at=form.closes_at,
    )


def _page(
    request: InitiativeRequest,
    engagement: Engagement | None,
    form: MotionForm,
    refusal: RuleBroken | None,
    revised: Decision | None = None,
) -> HttpResponse:
    context = {
        "nav_section": "decisions",
        "engagement": engagement,
        "form": form,
        "refusal": refusal,
        "revised": revised,
    }
    return render(request, "engagement/votes/add.html", context, status=422 if form.is_bound else 200)
