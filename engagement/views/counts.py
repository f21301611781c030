"""What a vote came to: the count, the recount by anybody, and the two who certify it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement.actions import certifying, lots
from engagement.actions.outcomes import status_of
from engagement.forms.votes import CertifyForm, SeedForm, TieForm, WordsForm
from engagement.models import Decision, Engagement, Lot
from engagement.pages.counts import count_of
from engagement.pages.votes import page_asked
from engagement.rules.recount import recount
from engagement.views.votes import fetch_vote, head_over, person_of
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Record
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.together import each_of, rows_in


@require_safe
@guard(Permission.SEE_PUBLISHED)
def count(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the count of a decision; of an engagement, that of the decision on what it was about."""
    if Record.objects.filter(number=number, kind="engagement").exists():
        return redirect(_count_of(request, number))
    return show_count(request, fetch_vote(request, number))


def show_count(
    request: InitiativeRequest, decision: Decision, form: CertifyForm | None = None
) -> HttpResponse:
    """Return the page of a count with the form of a teller."""
    page, head = each_of(
        page_asked(decision, request.viewer, person_of(request)), head_over(request, decision)
    )
    is_mine = page.is_teller and decision.state == "tallied" and status_of(decision) != "tied"
    if form is None and is_mine and not _has_certified(page.tellers, request):
        form = CertifyForm()
    context = {
        "nav_section": "decisions", "page": page, "decision": decision, "form": form, "head": head,
        "count": count_of(decision, page.options),
        "is_tied": status_of(decision) == "tied" and decision.state == "tallied",
    }  # fmt: skip
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "engagement/votes/count.html", context, status=status)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def check(request: InitiativeRequest, number: int) -> HttpResponse:
    """Count a published decision again, here and now, from its own JSON, and say where the two differ."""
    decision = fetch_vote(request, number)
    found = recount(decision.result) if decision.result is not None else None
    options, head = each_of(rows_in(decision.options.all()), head_over(request, decision))
    context = {
        "nav_section": "decisions", "decision": decision, "found": found, "count": count_of(decision, options),
        "head": head,
    }  # fmt: skip
    return render(request, "engagement/votes/check.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def check_json(request: InitiativeRequest, number: int) -> HttpResponse:
    """Return a decision as anybody can count it again: question, list of voters without names, ballots, outcome."""
    decision = fetch_vote(request, number)
    if decision.result is None:
        raise Http404
    options = {one.key: one.title for one in decision.options.all()}
    body: dict[str, Any] = {**decision.result, "texts": {"question": decision.question, "options": options}}
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


@require_POST
@guard(Permission.TELL)
def certification(request: InitiativeRequest, number: int) -> HttpResponse:
    """Certify the count; with the second teller it is in force."""
    decision = fetch_vote(request, number)
    form = CertifyForm(request.POST)
    if form.is_valid():
        try:
            done = certifying.certify(decision=decision, by=request.person, words=form.cleaned_data["words"])
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            in_force = _("Two tellers have certified the count. It is in force as counted.")
            waits = _("You have certified the count. It waits for the second teller.")
            messages.success(request, in_force if done.state != "tallied" else waits)
            return redirect(f"{decision.record.url}count/")
    return show_count(request, decision, form)


# --- Ties -----------------------------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TELL)
def tie(request: InitiativeRequest, number: int) -> HttpResponse:
    """Break a tie: by a lot that is announced here and drawn later, or by a vote of the group itself."""
    decision = fetch_vote(request, number)
    if status_of(decision) != "tied" or decision.state != "tallied":
        return redirect(f"{decision.record.url}count/")
    lot = decision.lots.filter(purpose=Lot.Purpose.TIE).first()
    forms = _tie_forms(request, decision, lot)
    doing = request.POST.get("doing", "")
    form = forms.get(doing)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _break_tie(request, decision, lot, doing, form)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect(f"{decision.record.url}count/")
    context = {
        "nav_section": "decisions",
        "decision": decision,
        "lot": lot,
        "forms": forms,
        "count": count_of(decision, decision.options.all()),
    }
    return render(request, "engagement/votes/tie.html", context, status=422 if form is not None else 200)


def _tie_forms(request: InitiativeRequest, decision: Decision, lot: Lot | None) -> dict[str, Any]:
    room = decision.round
    own = Decision.objects.filter(
        round__body=room.body, in_force_at__isnull=False, round__closes_at__gt=room.closes_at
    ).exclude(pk=decision.pk)
    doing = request.POST.get("doing") if request.method == "POST" else None
    forms: dict[str, Any] = {
        "body": TieForm(request.POST if doing == "body" else None, votes=own, prefix="body"),
    }
    if lot is None:
        forms["announce"] = WordsForm(
            request.POST if doing == "announce" else None,
            languages=request.initiative.languages,
            label=_("Where will the seed come from?"),
            name="seed_source",
            hint=_("Something that nobody can know now: the numbers of a lottery on a day to come."),
        )
    else:
        forms["draw"] = SeedForm(request.POST if doing == "draw" else None, prefix="draw")
    return forms


def _break_tie(
    request: InitiativeRequest, decision: Decision, lot: Lot | None, doing: str, form: Any
) -> None:
    if doing == "announce":
        lots.announce_tie_lot(decision=decision, seed_source=form.said, by=request.person)
    elif doing == "draw" and lot is not None:
        lots.draw_tie_lot(lot=lot, seed=form.cleaned_data["seed"], by=request.person)
    else:
        lots.let_body_choose(decision=decision, by=request.person, **form.cleaned_data)


def _has_certified(tellers: list[Any], request: InitiativeRequest) -> bool:
    return any(one.person_id == request.viewer.person_id and one.certified_at for one in tellers)


def _count_of(request: InitiativeRequest, number: int) -> str:
    """Return where the count of a question stands; before its matter was put to a vote, where that is done."""
    engagement = fetch_or_stub(
        Engagement.objects.select_related("record__initiative"), request.viewer, record__number=number
    )
    own = Decision.objects.visible_to(request.viewer).select_related("record__initiative")
    found = own.filter(engagement=engagement, purpose=Decision.Purpose.SUBSTANCE).order_by("-pk").first()
    return f"{found.record.url}count/" if found is not None else f"{engagement.record.url}votes/"
