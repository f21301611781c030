"""Choosing indicators together, and the data development agenda."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, conditional, fetch_or_stub, guard
from initiatives.forms.localized import typed_in
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import choosing as actions
from measurement.forms.choosing import MoveForm, RatingForm, WantedForm
from measurement.models import DataDevelopmentItem, Indicator, PowerRating
from measurement.pages.choosing import choosing_page, wanted_page
from measurement.rules.choosing import Question
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def choosing(request: InitiativeRequest) -> HttpResponse:
    """Show all indicators with what raters think of them, dissent kept."""
    return render(
        request, "measurement/choosing/list.html", {**SECTION, "page": choosing_page(request.viewer)}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.POWER_RATE)
def power_rating(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Rate one indicator, or rate it anew."""
    indicator = fetch_or_stub(
        Indicator.objects.select_related("record__initiative"), request.viewer, slug=sign
    )
    mine = PowerRating.objects.filter(indicator=indicator, rater=request.person).first()
    names = [*(question.value for question in Question), "words"]
    initial = {name: getattr(mine, name) for name in names} if mine else {}
    form = RatingForm(posted(request), initial=initial)
    if form.is_valid():
        actions.rate_power(
            indicator=indicator, rating=form.rating(), words=form.cleaned_data["words"], by=request.person
        )
        messages.success(request, _("Your rating counts. You can change it at any time."))
        return redirect(f"{request.initiative.url}results/choosing/#{indicator.slug}")
    page = {**SECTION, "form": form, "indicator": indicator, "mine": mine}
    return render(request, "measurement/choosing/form.html", page, status=422 if form.is_bound else 200)


@require_safe
@guard(Permission.SEE_PUBLISHED)
@conditional
def wanted(request: InitiativeRequest) -> HttpResponse:
    """Show the data development agenda."""
    page = wanted_page(request.viewer, clock.today(request.initiative.zone))
    return render(request, "measurement/wanted/list.html", {**SECTION, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def wanted_add(request: InitiativeRequest) -> HttpResponse:
    """Put a figure on the data development agenda."""
    form = _wanted_form(request)
    if form.is_valid():
        try:
            actions.want_data(wanted=form.wanted(), by=request.person)
            messages.success(request, _("It stands on the data development agenda."))
            return redirect(f"{request.initiative.url}results/wanted/")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return _wanted_page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def wanted_edit(request: InitiativeRequest, number: int) -> HttpResponse:
    """Change who gets a wanted figure, by when, at what cost."""
    item = _item(request, number)
    form = _wanted_form(request, item)
    if form.is_valid():
        try:
            actions.change_wanted(item=item, wanted=form.wanted(), by=request.person)
            return redirect(f"{request.initiative.url}{item.record.path}")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return _wanted_page(request, form, item)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def wanted_state(request: InitiativeRequest, number: int) -> HttpResponse:
    """Note how far a wanted figure is."""
    item = _item(request, number)
    form = MoveForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        try:
            actions.move_item(
                item=item, state=form.cleaned_data["state"], reason=form.texts("reason"), by=request.person
            )
            return redirect(f"{request.initiative.url}{item.record.path}")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return _wanted_page(request, _wanted_form(request, item, is_sent=False), item, move=form)


def _item(request: InitiativeRequest, number: int) -> DataDevelopmentItem:
    seen = DataDevelopmentItem.objects.visible_to(request.viewer).select_related("record__initiative")
    return get_object_or_404(seen, record__number=number)


def _wanted_form(
    request: InitiativeRequest, item: DataDevelopmentItem | None = None, *, is_sent: bool = True
) -> WantedForm:
    """Return the form of a new or a known item, with what was sent to it unless another form was."""
    languages = request.initiative.languages
    initial: dict[str, Any] = {"indicator": request.GET.get("indicator")}
    if item is not None:
        initial = {name: getattr(item, name) for name in ("indicator", "owner", "due", "cost")}
        initial |= typed_in(("title", "gap"), item, languages)
    partners = Membership.objects.visible_to(request.viewer).current(on=clock.today(request.initiative.zone))
    return WantedForm(
        posted(request) if is_sent else None,
        initial=initial,
        languages=languages,
        partners=partners.select_related("organization"),
        indicators=Indicator.objects.visible_to(request.viewer).of_populations(),
    )


def _wanted_page(
    request: InitiativeRequest,
    form: WantedForm,
    item: DataDevelopmentItem | None = None,
    *,
    move: MoveForm | None = None,
) -> HttpResponse:
    languages = request.initiative.languages
    page = {
        **SECTION,
        "form": form,
        "item": item,
        "move": move or (MoveForm(languages=languages, initial={"state": item.state}) if item else None),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "measurement/wanted/form.html", page, status=status)
