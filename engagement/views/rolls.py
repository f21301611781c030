"""The list of voters while and after they vote: who is in the room, and whose interest came out later. SPECTRUM S6."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from engagement.actions.electorate import mark_present
from engagement.actions.recusals import find_interest
from engagement.forms.rolls import InterestForm, PresenceForm
from engagement.models import Decision, Elector
from engagement.pages.votes import page_of
from engagement.views.votes import fetch_vote, step_page
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Person
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def presence(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note who is in the room, where a quorum counts them."""
    decision = _kept_by(request, number)
    form = PresenceForm(request.POST or None, electors=_named(decision).filter(present_at__isnull=True))
    if request.method == "POST" and form.is_valid():
        try:
            noted = _note(form.present, by=request.person)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            words = ngettext("{noted} is noted as present.", "{noted} are noted as present.", noted)
            messages.success(request, words.format(noted=noted))
            return redirect(decision.record.url)
    lead = _("Whoever votes is present without being noted. Only the first time counts.")
    return step_page(
        request, decision, form, title=_("Who is in the room?"), button=_("Note them as present"), lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.VOTE_CAST)
def interest(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note an interest that came out after the vote."""
    decision = _kept_by(request, number)
    form = InterestForm(
        request.POST or None,
        electors=_named(decision).filter(has_voted=True),
        languages=request.initiative.languages,
    )
    if request.method == "POST" and form.is_valid():
        try:
            find_interest(
                decision=decision,
                elector=form.cleaned_data["elector"],
                interest=form.said,
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("The decision is flagged. The people we promised may take it up again.")
            )
            return redirect(decision.record.url)
    lead = _("The numbers stay as they are. The decision is flagged, for everybody to see.")
    return step_page(
        request,
        decision,
        form,
        title=_("An interest came out later"),
        button=_("Flag the decision"),
        lead=lead,
    )


@transaction.atomic
def _note(electors: list[Elector], *, by: Person) -> int:
    for elector in electors:
        mark_present(elector=elector, by=by)
    return len(electors)


def _named(decision: Decision) -> QuerySet[Elector]:
    """Return the rows of the list that somebody holds; slips have no names, and the tellers note them by number."""
    rows = Elector.objects.filter(decision=decision, person__isnull=False, is_vacant=False)
    return rows.select_related("person", "seat").order_by("seat_class", "basis", "pk")


def _kept_by(request: InitiativeRequest, number: int) -> Decision:
    """Return a decision whose list this reader keeps: its tellers, who facilitates votes, and the seats of its group."""
    decision = fetch_vote(request, number)
    page = page_of(decision, request.viewer, request.person)
    if not (page.may_steer or page.is_teller):
        raise RuleBroken(
            _("The tellers, those who facilitate votes, and the seats of the group do this. Ask one of them.")
        )
    return decision
