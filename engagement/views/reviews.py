"""Looking at a decision again: those who took it vote on whether it stands, changes or ends."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from engagement.actions import reviews
from engagement.forms.reviews import ReviewForm, RevisedForm
from engagement.forms.votes import WordsForm
from engagement.models import Decision
from engagement.views.courses import mine_to_steer
from engagement.views.votes import step_page
from initiatives.access import InitiativeRequest, guard
from initiatives.forms.localized import typed_in
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def review(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put it to those who took a decision whether it stands or ends."""
    decision = mine_to_steer(request, number)
    form = ReviewForm(request.POST or None, languages=request.initiative.languages)
    lead = _(
        "Those who decided it vote again, under the same rule. Until then it stands; what the vote comes to happens by itself."
    )
    if made := _put(request, form, lambda: _ask(request, decision, form)):
        return redirect(made.record.url)
    return step_page(request, decision, form, title=_("Look at it again"), button=_("Give notice"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def changed_text(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put a changed text to those who took a decision."""
    decision = mine_to_steer(request, number)
    languages = request.initiative.languages
    initial = typed_in(("question",), decision, languages) | {"carried_out_by": decision.carried_out_by_id}
    form = RevisedForm(request.POST or None, languages=languages, initial=initial)
    lead = _(
        "Those who decided it vote on the new text, under the same rule. The old one stands until they adopt the new one."
    )
    if made := _put(request, form, lambda: _change(request, decision, form)):
        return redirect(made.record.url)
    title = _("Put a changed text in its place")
    return step_page(request, decision, form, title=title, button=_("Give notice"), lead=lead)


def _put(request: InitiativeRequest, form: WordsForm, ask: Callable[[], Decision]) -> Decision | None:
    """Return the vote that was put; nothing where the form or a rule says no, which stands in the form then.

    What is to be done elsewhere first is told on a page of its own, with the way there.
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        made = ask()
    except RuleBroken as refusal:
        if refusal.missing:
            raise
        form.refuse(refusal)
        return None
    messages.success(request, _("Notice is given. Everybody can see when the vote opens."))
    return made


def _ask(request: InitiativeRequest, decision: Decision, form: ReviewForm) -> Decision:
    said = form.cleaned_data
    return reviews.ask_review(
        decision=decision,
        purpose=said["purpose"],
        reason=form.said,
        review_on=said["review_on"],
        by=request.person,
    )


def _change(request: InitiativeRequest, decision: Decision, form: RevisedForm) -> Decision:
    return reviews.ask_revision(decision=decision, text=form.text, reason=form.said, by=request.person)
