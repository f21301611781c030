"""Panels by lot: announced, people put their name in, drawn by a seed that nobody knew, and every step for everybody to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from engagement.actions import lots as actions
from engagement.forms.lots import HatForm, PanelLotForm
from engagement.forms.votes import SeedForm
from engagement.models import Engagement, Lot
from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Category
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken


@dataclass(frozen=True, slots=True)
class ShownLot:
    """A lot as somebody sees it: for which groups places are kept, their own number in the hat, the hat, and whether it can be drawn."""

    lot: Lot
    kept: list[tuple[Category, int]]
    mine: int | None
    hat: HatForm | None
    is_due: bool


@require_safe
@guard(Permission.SEE_PUBLISHED)
def lots(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show the lots of an engagement with every step."""
    return _page(request, _find(request, number))


@require_POST
@guard(Permission.ENGAGEMENT_FACILITATE)
def announcing(request: InitiativeRequest, number: int) -> HttpResponse:
    """Announce a lot."""
    engagement = _find(request, number)
    form = PanelLotForm(request.POST, initiative=request.initiative)
    if form.is_valid():
        try:
            actions.announce_panel_lot(
                engagement=engagement, places=form.cleaned_data["places"], seed_source=form.texts("seed_source"),
                days=form.days, quotas=form.quotas, by=request.person,
            )  # fmt: skip
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"{engagement.record.url}lots/")
    return _page(request, engagement, form)


@require_POST
@guard(Permission.VOTE_CAST)
def volunteering(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Put one's name in the hat."""
    engagement = _find(request, number)
    lot = get_object_or_404(engagement.lots.all(), pk=pk)
    form = _hat(lot, request.viewer.person_id, request.POST)
    if not form.is_valid():
        return _page(request, engagement, refused={lot.pk: form})
    actions.volunteer(lot=lot, groups=list(form.cleaned_data["groups"]), by=request.person)
    messages.success(request, _("Your name is in the hat. The published steps show your number only."))
    return redirect(f"{engagement.record.url}lots/")


@require_POST
@guard(Permission.ENGAGEMENT_FACILITATE)
def drawing(request: InitiativeRequest, number: int, pk: int) -> HttpResponse:
    """Draw a lot by the seed that was announced."""
    engagement = _find(request, number)
    lot = get_object_or_404(engagement.lots.all(), pk=pk)
    form = SeedForm(request.POST)
    seed = form.cleaned_data["seed"] if form.is_valid() else ""
    actions.draw_panel_lot(lot=lot, seed=seed, by=request.person)
    messages.success(request, _("The lot is drawn. Anybody can draw it again from the list and the seed."))
    return redirect(f"{engagement.record.url}lots/")


def _find(request: InitiativeRequest, number: int) -> Engagement:
    rows = Engagement.objects.select_related("record__initiative", "record__created_by")
    return fetch_or_stub(rows, request.viewer, record__number=number)


def _takes_names(lot: Lot) -> bool:
    return lot.drawn_at is None and (lot.hat_closes_at is None or clock.now() < lot.hat_closes_at)


def _hat(lot: Lot, person_id: int | None, sent: QueryDict | None = None) -> HatForm:
    mine = [one for one in lot.volunteers.all() if one.person_id == person_id]
    said = [group.category_id for one in mine for group in one.groups.all()]
    return HatForm(sent, initial={"groups": said}, auto_id=f"hat{lot.pk}-%s")


def _page(
    request: InitiativeRequest,
    engagement: Engagement,
    form: PanelLotForm | None = None,
    refused: Mapping[int, HatForm] | None = None,
) -> HttpResponse:
    found = list(
        engagement.lots.filter(purpose=Lot.Purpose.PANEL).prefetch_related("volunteers", "volunteers__groups")
    )
    named = Category.objects.in_bulk([int(one["group"]) for lot in found for one in lot.quotas])
    person, wrong = request.viewer.person_id, refused or {}
    may_volunteer = Permission.VOTE_CAST in request.viewer.permissions
    may_announce = Permission.ENGAGEMENT_FACILITATE in request.viewer.permissions
    shown = [
        ShownLot(
            lot,
            [(named[int(one["group"])], one["least"]) for one in lot.quotas],
            next((one.number for one in lot.volunteers.all() if one.person_id == person), None),
            (wrong.get(lot.pk) or _hat(lot, person)) if may_volunteer and _takes_names(lot) else None,
            lot.seed_at is None or clock.now() >= lot.seed_at,
        )
        for lot in found
    ]
    context = {
        "nav_section": "decisions",
        "engagement": engagement,
        "lots": shown,
        "form": form or (PanelLotForm(initiative=request.initiative) if may_announce else None),
        "seed_form": SeedForm(),
    }
    status = 422 if wrong or (form is not None and form.is_bound) else 200
    return render(request, "engagement/lots/list.html", context, status=status)
