"""What becomes of a decision beside its count: moved, withdrawn, opened once more, mediated, escalated."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from engagement.actions import closing, motions, second_chances
from engagement.forms.votes import EndForm
from engagement.models import Decision
from engagement.pages.votes import page_of
from engagement.views.votes import fetch_vote, step_page, words_form
from initiatives.access import InitiativeRequest, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken

Step = Callable[..., Decision]
BY_PRESSING: dict[str, Step] = {
    "reopening": second_chances.reopen,
    "lapsing": second_chances.lapse,
    "mediation": second_chances.mediate,
    "escalation": second_chances.escalate,
    "deliberation": motions.deliberate,
}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def postponing(request: InitiativeRequest, number: int) -> HttpResponse:
    """Move the end of a vote later."""
    decision = mine_to_steer(request, number)
    form = EndForm(request.POST or None, languages=request.initiative.languages)
    if request.method == "POST" and form.is_valid():
        try:
            motions.postpone(decision=decision, closes_at=form.closes_at, reason=form.said, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(decision.record.url)
    lead = _("A deadline can be moved later, never earlier: people rely on it.")
    return step_page(
        request, decision, form, title=_("Give people more time"), button=_("Move the end"), lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def withdrawal(request: InitiativeRequest, number: int) -> HttpResponse:
    """Take a question back before it opens, or out of mediation."""
    decision = mine_to_steer(request, number)
    form = words_form(request, label=_("Why?"), name="reason", hint=_("Everybody will read it."))
    if request.method == "POST" and form.is_valid():
        try:
            motions.withdraw(decision=decision, reason=form.said, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(decision.record.url)
    return step_page(request, decision, form, title=_("Take the question back"), button=_("Take it back"))


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def text_change(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change the words before the vote opens; notice is given anew."""
    decision = mine_to_steer(request, number)
    form = words_form(request, label=_("The question"), name="question")
    if request.method == "POST" and form.is_valid():
        try:
            motions.change_text(decision=decision, question=form.said, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(decision.record.url)
    lead = _("Now it reads: “{question}”. Notice is given anew, so the vote opens later.").format(
        question=decision
    )
    return step_page(request, decision, form, title=_("Change the text"), button=_("Change it"), lead=lead)


@require_POST
@guard(Permission.VOTE_CAST)
def course(request: InitiativeRequest, number: int, step: str) -> HttpResponse:
    """Do what needs no words: open once more, let lapse, bring to mediation, put to the fallback rule, begin to discuss."""
    decision = mine_to_steer(request, number)
    BY_PRESSING[step](decision=decision, by=request.person)
    messages.success(request, _("Done. Everybody can see it."))
    return redirect(decision.record.url)


@require_POST
@guard(Permission.VOTE_CAST)
def ending(request: InitiativeRequest, number: int) -> HttpResponse:
    """Close a vote whose time is over, where no job has done it yet."""
    decision = fetch_vote(request, number)
    closing.close_vote(decision=decision, by=request.person)
    return redirect(f"{decision.record.url}count/")


def mine_to_steer(request: InitiativeRequest, number: int) -> Decision:
    """Return a decision that this reader may move on: who facilitates votes, and the seats of its group."""
    decision = fetch_vote(request, number)
    if not page_of(decision, request.viewer, request.person).may_steer:
        raise RuleBroken(_("Those who facilitate votes and the seats of the group do this. Ask one of them."))
    return decision
