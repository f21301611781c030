"""Adding an indicator, and changing what it says of itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from initiatives.access import InitiativeRequest, guard
from initiatives.actions.populations import add_population
from initiatives.models import Population
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import indicators as actions
from measurement.actions.results import add_result
from measurement.forms.indicators import (
    AddForm,
    BreakForm,
    DefinitionForm,
    PlaceForm,
    TargetForm,
    initial_from,
    initial_of,
)
from measurement.models import Indicator, Result
from measurement.rules.library import by_key, by_topic
from measurement.views.editing import edit_page, find_indicator
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def indicator_add(request: InitiativeRequest) -> HttpResponse:
    """Add an indicator, from the library or in own words."""
    ready = by_key(request.GET.get("from", ""))
    languages = request.initiative.languages
    form = AddForm(
        posted(request),
        initial=initial_from(ready.definition, languages) if ready else {"source_is_public": True},
        languages=languages,
        results=Result.objects.visible_to(request.viewer),
        populations=Population.objects.visible_to(request.viewer),
    )
    if form.is_valid() and (indicator := _added(request, form)):
        messages.success(request, _("“{name}” is public. Bring its first figures.").format(name=indicator))
        return redirect(f"{request.initiative.url}results/import/?indicator={indicator.slug}")
    page = {**SECTION, "form": form, "topics": by_topic(), "ready": ready}
    return render(request, "measurement/indicators/add.html", page, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.INDICATORS_MANAGE)
def indicator_edit(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Change the definition of an indicator, or where it stands."""
    indicator, languages = find_indicator(request, sign), request.initiative.languages
    if "listing" in request.POST:
        return _placed(request, indicator)
    form = DefinitionForm(posted(request), initial=initial_of(indicator, languages), languages=languages)
    if form.is_valid():
        try:
            actions.edit_definition(indicator=indicator, definition=form.definition(), by=request.person)
            messages.success(request, _("The definition is saved. What changed stands in the history."))
            return redirect(f"{request.initiative.url}results/{indicator.slug}/edit/")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return edit_page(request, indicator, form=form)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def indicator_target(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Set a target."""
    indicator = find_indicator(request, sign)
    form = TargetForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("value", "due", "label", "floor_for_groups")}
        try:
            actions.set_target(
                indicator=indicator, rationale=form.texts("rationale"), by=request.person, **values
            )
            messages.success(request, _("The target is set. The record keeps it, and every change of it."))
            return redirect(f"{request.initiative.url}results/{indicator.slug}/edit/#targets")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return edit_page(request, indicator, target=form)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def indicator_break(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Note a break in how figures are made."""
    indicator = find_indicator(request, sign)
    form = BreakForm(request.POST, languages=request.initiative.languages)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("starts_on", "effect")}
        try:
            actions.record_break(
                indicator=indicator,
                label=form.texts("label"),
                explanation=form.texts("explanation"),
                by=request.person,
                **values,
            )
            messages.success(request, _("The break is noted and marked in the chart."))
            return redirect(f"{request.initiative.url}results/{indicator.slug}/edit/#breaks")
        except RuleBroken as refusal:
            form.refuse(refusal)
    return edit_page(request, indicator, series_break=form)


def _added(request: InitiativeRequest, form: AddForm) -> Indicator | None:
    cleaned, by = form.cleaned_data, request.person
    try:
        population = cleaned.get("population") or add_population(
            name=form.texts("new_population"),
            place=cleaned["new_place"] or request.initiative.geography,
            by=by,
        )
        result = cleaned.get("result") or add_result(
            statement=form.texts("new_result"), population=population, by=by
        )
        return actions.add_indicator(
            result=result, population=population, definition=form.definition(), by=by
        )
    except RuleBroken as refusal:
        form.refuse(refusal)
        return None


def _placed(request: InitiativeRequest, indicator: Indicator) -> HttpResponse:
    form = PlaceForm(request.POST)
    if not form.is_valid() or indicator.benchmark_of_id:
        raise RuleBroken(
            _("Choose where it stands among the others. A benchmark stands beside its indicator.")
        )
    actions.place_indicator(indicator=indicator, by=request.person, **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect(f"{request.initiative.url}results/{indicator.slug}/edit/")
