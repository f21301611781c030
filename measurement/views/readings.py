"""What residents see beside a chart: all of it, saying it, answering it, hiding it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import readings as actions
from measurement.forms.readings import AnswerForm, HideForm, SayForm
from measurement.models import Indicator, ResidentReading
from measurement.pages.readings import readings_page
from measurement.pages.told import told_reading
from measurement.views.posting import posted

SECTION = {"nav_section": "results"}


@require_safe
@guard(Permission.SEE_PUBLISHED)
def readings(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Show all that people see beside an indicator, with each answer."""
    indicator = _find(request, sign)
    page = readings_page(indicator)
    context = {**SECTION, "indicator": indicator, "page": page, "answer": AnswerForm(), "hide": HideForm()}
    return render(request, "measurement/readings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@guard(Permission.READING_ADD)
def reading_add(request: InitiativeRequest, sign: str) -> HttpResponse:
    """Say whether a chart matches what one sees."""
    indicator = _find(request, sign)
    split = told_reading(indicator).headline_split(indicator.gap_dimension_id)
    groups = [group.key for group in split.groups] if split else []
    form = SayForm(posted(request), groups=groups)
    if form.is_valid():
        try:
            actions.say_reading(indicator=indicator, by=request.person, **form.cleaned_data)
            messages.success(request, _("Thank you. It stands beside the chart and will be answered."))
            return redirect(f"{indicator.record.url}readings/")
        except RuleBroken as refusal:
            form.refuse(refusal)
    page = {**SECTION, "form": form, "indicator": indicator}
    return render(request, "measurement/readings/form.html", page, status=422 if form.is_bound else 200)


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def reading_answer(request: InitiativeRequest, sign: str, pk: int) -> HttpResponse:
    """Answer what somebody sees."""
    indicator, reading = _reading(request, sign, pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        actions.answer_reading(reading=reading, answer=form.cleaned_data["answer"], by=request.person)
        return redirect(f"{indicator.record.url}readings/#reading-{reading.pk}")
    return _refused(request, indicator, {"answer": form, "asked": reading.pk})


@require_POST
@guard(Permission.INDICATORS_MANAGE)
def reading_hiding(request: InitiativeRequest, sign: str, pk: int) -> HttpResponse:
    """Hide what was said, on a ground."""
    indicator, reading = _reading(request, sign, pk)
    form = HideForm(request.POST)
    if form.is_valid():
        actions.hide_reading(reading=reading, ground=form.cleaned_data["ground"], by=request.person)
        return redirect(f"{indicator.record.url}readings/")
    return _refused(request, indicator, {"hide": form, "asked": reading.pk})


def _find(request: InitiativeRequest, sign: str) -> Indicator:
    rows = Indicator.objects.select_related("record__initiative", "rollup")
    return fetch_or_stub(rows, request.viewer, slug=sign)


def _reading(request: InitiativeRequest, sign: str, pk: int) -> tuple[Indicator, ResidentReading]:
    indicator = _find(request, sign)
    rows = ResidentReading.objects.filter(indicator=indicator).select_related("indicator__record")
    return indicator, get_object_or_404(rows, pk=pk)


def _refused(request: InitiativeRequest, indicator: Indicator, forms: dict[str, object]) -> HttpResponse:
    page = {**SECTION, "indicator": indicator, "page": readings_page(indicator)}
    context = {**page, "answer": AnswerForm(), "hide": HideForm(), **forms}
    return render(request, "measurement/readings/list.html", context, status=422)
