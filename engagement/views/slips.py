"""Voting by slip, without an account: the code on the poster or the slip opens the ballot once."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagement.actions.voting import cast_by_slip
from engagement.forms.groups import SlipBallotForm
from engagement.forms.votes import SlipCodeForm
from engagement.gathering.questions import rule_of
from engagement.models import Decision, Elector
from engagement.pages.inputs import groups_for
from engagement.views.votes import fetch_vote
from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.limits import may_try, may_try_from
from initiatives.models import Pass
from initiatives.passes import shown_code, typed_code
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import visitor

TEN_MINUTES = 600


@require_safe
@guard(Permission.SEE_PUBLISHED)
def slip_code(request: InitiativeRequest, number: int) -> HttpResponse:
    """Ask for the code on a slip: the poster in the room leads here. The code opens the ballot."""
    decision = fetch_vote(request, number)
    form = SlipCodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(f"/q/{shown_code(typed_code(form.cleaned_data['code']))}/")
    context = {"nav_section": "decisions", "decision": decision, "form": form}
    return render(request, "engagement/votes/slip_code.html", context)


def ballot_by_slip(request: HttpRequest, found: Pass, code: str) -> HttpResponse:
    """Show the ballot to whoever has a slip; POST puts it into the box. The scope of the pass is open."""
    decision = _decision(found)
    row = Elector.objects.filter(decision=decision, slip=found).first() if decision else None
    if decision is None or row is None or not _takes_votes(decision) or row.has_voted:
        used = {
            "decision": decision,
            "row": row,
            "initiative": found.initiative,
            "code": shown_code(typed_code(code)),
        }
        return render(
            request, "engagement/votes/slip_over.html", used, status=200 if row and row.has_voted else 410
        )
    sent = request.POST if request.method == "POST" else None
    form = SlipBallotForm(
        sent, rule=rule_of(decision), options=list(decision.options.all()), groups=groups_for(decision)
    )
    if sent is not None:
        if not _may_send(request, found):
            return _too_often(request)
        if form.is_valid() and _put_in(decision, found, form):
            return redirect(request.path)
    context = {"decision": decision, "form": form, "row": row, "initiative": found.initiative}
    return render(request, "engagement/votes/slip.html", context, status=422 if form.is_bound else 200)


def _put_in(decision: Decision, found: Pass, form: SlipBallotForm) -> bool:
    try:
        cast_by_slip(decision=decision, slip=found, ballot=form.ballot, groups=form.chosen())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


def _decision(found: Pass) -> Decision | None:
    """Return the decision of a slip, if everybody may see it."""
    seen = Decision.objects.visible_to(visitor(found.initiative_id)).select_related(
        "record__initiative", "round__body"
    )
    return seen.filter(record__number=found.record_number or 0).first()


def _takes_votes(decision: Decision) -> bool:
    now = clock.now()
    is_coming = decision.state in ("noticed", "deliberating", "escalated") and now >= decision.round.opens_at
    return (decision.state == Decision.State.OPEN or is_coming) and now < decision.round.closes_at


def _may_send(request: HttpRequest, found: Pass) -> bool:
    """Count tries strictly for one slip, and widely for the address of a whole room."""
    device = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return may_try("slip", f"{found.pk}:{device}", at_most=20, seconds=TEN_MINUTES) and may_try_from(
        request, "slips", at_most=2000, seconds=TEN_MINUTES
    )


def _too_often(request: HttpRequest) -> HttpResponse:
    sentence = _("Many ballots came from here just now. Wait some minutes, then send yours again.")
    return render(request, "refused.html", {"sentence": sentence}, status=429)
