"""What each partner gives and gains, promised against received."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, guard
from initiatives.actions import benefits as actions
from initiatives.forms.benefits import BenefitForm, ReceivedForm
from initiatives.forms.localized import typed_in
from initiatives.models import Benefit, Membership
from initiatives.rules.benefits import Balance, balance_of, may_say_received
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import speaks_for
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.viewer import Viewer
from initiatives.together import ask_together

SECTION = {"nav_section": "agenda"}
METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing, and what this reader may do with it."""

    benefit: Benefit
    may_note: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class PartnerLines:
    """One partner: what it gives, what it gains, and the balance."""

    partner: Membership
    gives: list[Line]
    gains: list[Line]
    balance: Balance


@require_safe
@guard(Permission.SEE_PUBLISHED)
def benefits(request: InitiativeRequest) -> HttpResponse:
    """Show the balance of giving and receiving, one row for each partner, blank where nothing is said."""
    today = clock.today(request.initiative.zone)
    partners = Membership.objects.visible_to(request.viewer).current(on=today)
    partners = partners.select_related("organization", "record__initiative").order_by("organization__name")
    found = _visible(request.viewer)
    ask_together(partners, found)
    by_partner: defaultdict[int, list[Benefit]] = defaultdict(list)
    for benefit in found:
        by_partner[benefit.membership_id].append(benefit)
    rows = [_row(request.viewer, one, by_partner[one.pk]) for one in partners]
    whole = balance_of((one.way, one.is_there) for partner in partners for one in by_partner[partner.pk])
    may_add = any(speaks_for(request.viewer, one.pk) for one in partners)
    page = {**SECTION, "rows": rows, "whole": whole, "may_add": may_add}
    return render(request, "initiatives/benefits/list.html", page)


@require_http_methods(METHODS)
@guard(Permission.SEE_TODAY)
def benefit_add(request: InitiativeRequest) -> HttpResponse:
    """Write down what a partner gives or gains."""
    partners = _spoken_for(request)
    if not partners.exists():
        raise PermissionDenied
    form = BenefitForm(request.POST or None, languages=request.initiative.languages, partners=partners)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("membership", "way", "kind")}
        try:
            actions.promise_benefit(**said, words=form.texts("promised"), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Saved. It is public now."))
            return redirect("benefits", slug=request.initiative.slug)
    return _form(request, form, _("What does a partner give or gain?"))


@require_http_methods(METHODS)
@guard(Permission.SEE_TODAY)
def benefit_receipt(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Say that it has come: only whoever gets it."""
    found = get_object_or_404(_visible(request.viewer), pk=pk)
    if not _may_note(request.viewer, found):
        raise PermissionDenied
    languages = request.initiative.languages
    form = ReceivedForm(
        request.POST or None, languages=languages, initial=typed_in(("received",), found, languages)
    )
    if form.is_valid():
        try:
            actions.note_received(benefit=found, words=form.texts("received"), by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you. All can see that it has come."))
            return redirect("benefits", slug=request.initiative.slug)
    return _form(request, form, _("What has come?"), found)


@require_POST
@guard(Permission.SEE_TODAY)
def benefit_withdrawal(request: InitiativeRequest, pk: int) -> HttpResponse:
    """Take back what a partner was to give or gain."""
    found = get_object_or_404(_visible(request.viewer), pk=pk)
    if not speaks_for(request.viewer, found.membership_id):
        raise PermissionDenied
    actions.withdraw_benefit(benefit=found, by=request.person)
    messages.success(request, _("Taken back. The history keeps it."))
    return redirect("benefits", slug=request.initiative.slug)


def _visible(viewer: Viewer) -> QuerySet[Benefit]:
    """Return what is given and gained, of partners whose page this reader may see."""
    seen = Membership.objects.visible_to(viewer)
    return Benefit.objects.standing().filter(membership__in=seen).whole()


def _row(viewer: Viewer, partner: Membership, found: list[Benefit]) -> PartnerLines:
    lines = [Line(one, _may_note(viewer, one), bool(speaks_for(viewer, one.membership_id))) for one in found]
    return PartnerLines(
        partner,
        [one for one in lines if one.benefit.way == Benefit.Way.GIVES],
        [one for one in lines if one.benefit.way == Benefit.Way.GAINS],
        balance_of((one.way, one.is_there) for one in found),
    )


def _may_note(viewer: Viewer, benefit: Benefit) -> bool:
    return may_say_received(
        benefit.way,
        is_own=benefit.membership_id in viewer.membership_ids,
        manages=Permission.PARTNERS_MANAGE in viewer.permissions,
    )


def _spoken_for(request: InitiativeRequest) -> QuerySet[Membership]:
    today = clock.today(request.initiative.zone)
    seen = Membership.objects.visible_to(request.viewer).current(on=today).select_related("organization")
    if Permission.PARTNERS_MANAGE in request.viewer.permissions:
        return seen.order_by("organization__name")
    return seen.filter(pk__in=request.viewer.membership_ids)


def _form(
    request: InitiativeRequest,
    form: BenefitForm | ReceivedForm,
    heading: str,
    benefit: Benefit | None = None,
) -> HttpResponse:
    page = {**SECTION, "form": form, "heading": heading, "benefit": benefit}
    status = 422 if form.is_bound else 200
    return render(request, "initiatives/benefits/form.html", page, status=status)
