"""Partners at the table: the list, each one's page, what it brings, what it agreed to give."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, Withheld, fetch_or_stub, guard, withheld_parts
from initiatives.access.places import other_places_of
from initiatives.actions import partners as actions
from initiatives.forms.localized import typed_in
from initiatives.forms.partners import PART, AgreementForm, DayForm, PartForm, PartnerForm
from initiatives.models import (
    Activity,
    Benefit,
    Body,
    Commitment,
    Membership,
    Restriction,
    RoleHolding,
    Seat,
    Term,
)
from initiatives.plan_words import how_far, sign_of_promise
from initiatives.rules.permissions import Permission
from initiatives.rules.policy import speaks_for
from initiatives.rules.refusals import RuleBroken
from initiatives.rules.reliability import Owed, reliability
from initiatives.together import ask_together
from initiatives.turfs import called_by

MOST = 12
PLURALS = {
    Membership.Kind.PARTNER: gettext_lazy("Partners"),
    Membership.Kind.BACKBONE: gettext_lazy("Backbone"),
    Membership.Kind.FUNDER: gettext_lazy("Funders"),
    Membership.Kind.COMMUNITY_BODY: gettext_lazy("Community bodies"),
}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def people(request: InitiativeRequest) -> HttpResponse:
    """List who is at the table, by their part; `q` looks for a name."""
    day = clock.today(request.initiative.zone)
    query = request.GET.get("q", "").strip()[:80]
    current = (
        Membership.objects.visible_to(request.viewer)
        .current(on=day)
        .select_related("organization", "record__initiative")
    )
    found = current.named(query) if query else current
    kinds = list(Membership.Kind)
    in_order = sorted(found, key=lambda membership: kinds.index(Membership.Kind(membership.kind)))
    context = {
        "nav_section": "people",
        "query": query,
        "total": current.count(),
        "groups": [
            (kind, PLURALS[Membership.Kind(kind)], list(rows))
            for kind, rows in groupby(in_order, key=lambda membership: membership.kind)
        ],
        "found": len(in_order),
        "bodies": Body.objects.visible_to(request.viewer).select_related("record__initiative"),
        "share": Seat.objects.at_the_table().share_of_residents(on=day),
    }
    return render(request, "initiatives/partners/list.html", context)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def partner(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Show one partner: what it does, what only it brings, what it agreed to give."""
    membership = _membership(request, partner)
    day = clock.today(request.initiative.zone)
    may_see_people = Permission.SEE_MEMBERS in request.viewer.permissions
    seats = Seat.objects.current(on=day).with_holders(on=day).filter(membership=membership)
    people = RoleHolding.objects.on(day).filter(membership=membership).select_related("person")
    promised = Commitment.objects.visible_to(request.viewer).filter(from_membership=membership)
    owed = promised.order_by().values_list("due", "state")
    benefits = Benefit.objects.standing().filter(membership=membership)
    carried, standing = _carried(request, membership), _standing(request, membership)
    terms = Term.objects.visible_to(request.viewer).select_related("record__initiative")
    ask_together(seats, owed, benefits, carried, standing, terms, *((people,) if may_see_people else ()))
    context = {
        "nav_section": "people",
        "membership": membership,
        "kept": _kept(request, membership),
        "may_edit": bool(speaks_for(request.viewer, membership.pk)) and membership.left_on is None,
        "seats": seats,
        "representatives": people if may_see_people else [],
        "reliability": reliability([Owed(due, state) for due, state in owed], today=day),
        "benefits": benefits,
        "activities": [(one, how_far(one, on=day)) for one in carried],
        "commitments": [(one, sign_of_promise(one, on=day)) for one in standing],
        "called": called_by(membership.organization.name, terms),
        "elsewhere": other_places_of(membership.organization),
        "leaving": DayForm(initial={"on": day}),
    }
    return render(request, "initiatives/partners/detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.PARTNERS_MANAGE)
def partner_add(request: InitiativeRequest) -> HttpResponse:
    """Bring an organization to the table."""
    form = PartnerForm(request.POST or None, initial={"joined_on": clock.today(request.initiative.zone)})
    if form.is_valid():
        filled = form.cleaned_data
        organization = actions.register_organization(
            name=filled["name"], sector=filled["sector"], site=filled["site"]
        )
        try:
            made = actions.join(
                organization=organization,
                kind=filled["kind"],
                joined_on=filled["joined_on"],
                by=request.person,
            )
        except RuleBroken as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            messages.success(
                request, _("{name} is at the table. Now say what it brings.").format(name=organization)
            )
            return redirect("partner-edit", slug=request.initiative.slug, partner=made.slug)
    return _form(request, "initiatives/partners/add.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def partner_edit(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Change what a partner says about itself."""
    membership = _ours(request, partner, *PART)
    languages = request.initiative.languages
    form = PartForm(request.POST or None, initial=typed_in(PART, membership, languages), languages=languages)
    if form.is_valid():
        actions.edit_part(membership=membership, part=form.part(), by=request.person)
        messages.success(request, _("Saved. It is public now."))
        return redirect(membership.record.url)
    return _form(request, "initiatives/partners/form.html", form, membership=membership)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def agreement(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Show what a partner agreed to give, and who signed it."""
    membership = _membership(request, partner)
    _read(request, membership, "agreement")
    may_edit = bool(speaks_for(request.viewer, membership.pk)) and membership.left_on is None
    context = {
        "nav_section": "people",
        "membership": membership,
        "may_edit": may_edit,
        "may_sign": membership.pk in request.viewer.membership_ids and membership.left_on is None,
    }
    return render(request, "initiatives/partners/agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.SEE_TODAY)
def agreement_edit(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Write down what a partner agrees to give."""
    membership = _ours(request, partner, "agreement")
    languages = request.initiative.languages
    initial = typed_in(("agreement",), membership, languages)
    form = AgreementForm(request.POST or None, initial=initial, languages=languages)
    if form.is_valid():
        actions.change_agreement(membership=membership, agreement=form.texts("agreement"), by=request.person)
        return redirect("partner-agreement", slug=request.initiative.slug, partner=membership.slug)
    return _form(request, "initiatives/partners/agreement_form.html", form, membership=membership)


@require_POST
@guard(Permission.SEE_TODAY)
def agreement_signature(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Sign for one's own organization."""
    membership = _membership(request, partner)
    if membership.pk not in request.viewer.membership_ids:
        raise PermissionDenied
    _read(request, membership, "agreement")
    actions.sign_agreement(membership=membership, by=request.person)
    messages.success(request, _("Signed. Thank you."))
    return redirect("partner-agreement", slug=request.initiative.slug, partner=membership.slug)


@require_POST
@guard(Permission.PARTNERS_MANAGE)
def partner_leaving(request: InitiativeRequest, partner: str) -> HttpResponse:
    """Let a partner leave; its page stays."""
    membership = _membership(request, partner)
    form = DayForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Say on which day it leaves."))
    actions.leave(membership=membership, on=form.cleaned_data["on"], by=request.person)
    return redirect(membership.record.url)


def _membership(request: InitiativeRequest, slug: str) -> Membership:
    rows = Membership.objects.select_related("organization", "record__initiative", "agreement_signed_by")
    return fetch_or_stub(rows, request.viewer, slug=slug)


def _carried(request: InitiativeRequest, membership: Membership) -> QuerySet[Activity]:
    """Return what a partner leads or helps with now, what ends first first."""
    rows = Activity.objects.visible_to(request.viewer).carried_by([membership.pk]).open()
    return rows.select_related("record__initiative")[:MOST]


def _standing(request: InitiativeRequest, membership: Membership) -> QuerySet[Commitment]:
    """Return the commitments that a partner has made or received and that still stand."""
    between = Q(from_membership=membership) | Q(to_membership=membership)
    rows = Commitment.objects.visible_to(request.viewer).standing().filter(between)
    return rows.select_related(
        "record__initiative",
        "from_membership__organization",
        "from_body",
        "to_membership__organization",
        "to_body",
    )[:MOST]


def _ours(request: InitiativeRequest, slug: str, *parts: str) -> Membership:
    membership = _membership(request, slug)
    if not speaks_for(request.viewer, membership.pk):
        raise PermissionDenied
    _read(request, membership, *parts)
    return membership


def _kept(request: InitiativeRequest, membership: Membership) -> dict[str, Restriction]:
    return withheld_parts(request.viewer, "membership").get(membership.record_id, {})


def _read(request: InitiativeRequest, membership: Membership, *parts: str) -> None:
    """Refuse with the stub when one of the parts that a page shows is withheld from the reader."""
    for name, restriction in _kept(request, membership).items():
        if name in parts:
            raise Withheld(restriction)


def _form(request: InitiativeRequest, template: str, form: object, **more: object) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"nav_section": "people", "form": form, **more}, status=status)
