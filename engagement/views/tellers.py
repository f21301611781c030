"""The desk of the tellers: who they are, slips of paper, and paper ballots that two people type in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from charts import qr
from engagement.actions import certifying, electorate, sheets
from engagement.forms.groups import PaperForm
from engagement.forms.votes import HandOutForm, SlipsForm, TellerForm
from engagement.models import BallotSheet, Decision
from engagement.pages.inputs import groups_for
from engagement.pages.votes import page_of
from engagement.views.votes import fetch_vote
from initiatives.access import InitiativeRequest, guard
from initiatives.models import Person, RoleHolding
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TELL)
def tellers(request: InitiativeRequest, number: int) -> HttpResponse:
    """Name who counts; show the slips and papers of this vote."""
    decision = fetch_vote(request, number)
    form = TellerForm(request.POST or None, people=_people().exclude(pk=request.person.pk))
    if request.method == "POST" and form.is_valid():
        try:
            certifying.name_teller(decision=decision, person=form.cleaned_data["person"], by=request.person)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            return redirect(f"{decision.record.url}tellers/")
    return _desk(request, decision, teller_form=form)


@never_cache
@require_POST
@guard(Permission.TELL)
def slips(request: InitiativeRequest, number: int) -> HttpResponse:
    """Print slips: their codes are shown once, on a page to be printed, and are kept nowhere."""
    decision = fetch_vote(request, number)
    form = SlipsForm(request.POST)
    if form.is_valid():
        try:
            made = electorate.print_slips(
                decision=decision, number=form.cleaned_data["number"], by=request.person
            )
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            context = {"decision": decision, "slips": made, "groups": groups_for(decision)}
            answer = render(request, "engagement/votes/slips.html", context)
            answer["Cache-Control"] = "private, no-store"
            return answer
    return _desk(request, decision, slips_form=form)


@require_POST
@guard(Permission.TELL)
def handing_out(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note which slips were handed out."""
    decision = fetch_vote(request, number)
    form = HandOutForm(request.POST)
    if form.is_valid():
        try:
            given = electorate.hand_out(decision=decision, by=request.person, **form.cleaned_data)
        except RuleBroken as refusal:
            form.add_error(None, refusal.sentence)
        else:
            words = ngettext(
                "{given} slip is noted as handed out.", "{given} slips are noted as handed out.", given
            )
            messages.success(request, words.format(given=given))
            return redirect(f"{decision.record.url}tellers/")
    return _desk(request, decision, hand_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.TELL)
def papers(request: InitiativeRequest, number: int) -> HttpResponse:
    """Type in paper ballots, one after the other; the second teller types them again."""
    decision = fetch_vote(request, number)
    page = page_of(decision, request.viewer, request.person)
    groups = groups_for(decision)
    form = PaperForm(request.POST or None, rule=page.rule, options=page.options, groups=groups)
    if request.method == "POST" and form.is_valid():
        try:
            sheet = sheets.type_sheet(
                decision=decision,
                number=form.cleaned_data["number"],
                ballot=form.paper,
                groups=form.chosen(),
                by=request.person,
            )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _typed(sheet))
            return redirect(f"{decision.record.url}papers/")
    rows = decision.sheets.select_related("first_by", "second_by")
    context = {"nav_section": "decisions", "decision": decision, "page": page, "form": form, "sheets": rows}
    return render(request, "engagement/votes/papers.html", context, status=422 if form.is_bound else 200)


def _typed(sheet: BallotSheet) -> str:
    if sheet.is_spoilt:
        words = _("Paper {number} is spoilt: both of you say so. It is no vote.")
    elif sheet.counted_at is not None:
        words = _("Paper {number} counts: both of you typed the same.")
    else:
        words = _("Paper {number} is typed in. It waits for the second teller.")
    return words.format(number=sheet.number)


@require_POST
@guard(Permission.TELL)
def voters(request: InitiativeRequest, number: int) -> HttpResponse:
    """Put everybody who takes part as a resident on the list of a vote of people."""
    decision = fetch_vote(request, number)
    basis = _("Takes part as a resident")
    new = electorate.enrol(decision=decision, people=_residents(), basis=basis, by=request.person)
    words = ngettext("{new} person is new on the list.", "{new} people are new on the list.", new)
    messages.success(request, words.format(new=new))
    return redirect(f"{decision.record.url}tellers/")


def _desk(request: InitiativeRequest, decision: Decision, **sent: Any) -> HttpResponse:
    forms = {
        "teller_form": TellerForm(people=_people().exclude(pk=request.person.pk)), "slips_form": SlipsForm(), "hand_form": HandOutForm(),
    }  # fmt: skip
    electors, page = decision.electorate, page_of(decision, request.viewer, request.person)
    context = {
        "nav_section": "decisions",
        "decision": decision,
        "page": page,
        "may_list": page.may_steer or page.is_teller,
        "printed": electors.filter(slip_number__isnull=False).count(),
        "handed_out": electors.filter(slip_number__isnull=False, present_at__isnull=False).count(),
        "picture": SafeString(
            qr.draw(_poster(decision), _("Code that opens the page which asks for the slip’s code"))
        ),
        "poster": _poster(decision),
        "people": electors.filter(seat__isnull=True, person__isnull=False).count(),
        **forms,
        **sent,
    }
    status = 422 if any(form.is_bound for form in sent.values()) else 200
    return render(request, "engagement/votes/tellers.html", context, status=status)


def _poster(decision: Decision) -> str:
    return f"{settings.BASE_URL}{decision.record.url}slip/"


def _people() -> QuerySet[Person]:
    """Return who takes part here; whoever is there by profession is refused by the action where the community decides."""
    here = RoleHolding.objects.filter(until__isnull=True).values("person")
    return Person.objects.filter(pk__in=here, is_active=True).order_by("name", "pk")


def _residents() -> QuerySet[Person]:
    here = RoleHolding.objects.filter(until__isnull=True, role=Role.RESIDENT).values("person")
    return Person.objects.filter(pk__in=here, is_active=True).order_by("pk")
