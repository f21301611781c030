"""The collaboration survey: its waves with their results, a file of them, planning a wave, giving it more time."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives import clock
from initiatives.access import InitiativeRequest, fetch_or_stub, guard
from initiatives.models import Membership
from initiatives.rules.permissions import Permission
from initiatives.rules.refusals import RuleBroken
from measurement.actions import collaboration as actions
from measurement.forms.collaboration import ExtendForm, WaveForm
from measurement.models import SurveyWave
from measurement.pages.collaboration import WaveRead, read_waves
from measurement.pages.survey_pictures import sectors_picture
from measurement.pages.survey_words import WHY_HIDDEN
from measurement.rules.collaboration import MOST_MINUTES
from measurement.views.posting import posted

SECTION = {"nav_section": "people"}
METHODS = ["GET", "HEAD", "POST"]
A_FORTNIGHT = 14


@require_safe
@guard(Permission.SEE_PUBLISHED)
def surveys(request: InitiativeRequest) -> HttpResponse:
    """Show how we work together: the last wave whose results are shown, what is open now, and all waves."""
    read = read_waves(request.viewer, _waves(request))
    running = next((one for one in read if one.wave.closed_at is None), None)
    shown = next((one for one in read if one.results.is_shown), None)
    page = {**SECTION, "waves": read, "running": running, **_shown(request, shown)}
    return render(request, "measurement/survey/list.html", page)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def survey(request: InitiativeRequest, number: int) -> HttpResponse:
    """Show one wave: its results beside those of the wave before, or why there are none to show."""
    read = _wave(request, number)
    page = {**SECTION, "running": read if read.wave.closed_at is None else None, **_shown(request, read)}
    if read.wave.is_open and Permission.ASKS_SEND in request.viewer.permissions:
        page["extend"] = ExtendForm(initial={"closes_on": read.wave.closes_on})
    return render(request, "measurement/survey/detail.html", page)


@require_safe
@guard(Permission.SEE_PUBLISHED)
def survey_csv(request: InitiativeRequest, number: int) -> HttpResponse:
    """Give the same results as a file: nothing is in it that the page does not show to everybody."""
    read = _wave(request, number)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.initiative.slug}-survey-{number}.csv"'
    writer = csv.writer(response)
    writer.writerow(["measure", "value", "value_before"])
    writer.writerow(["partners_asked", read.results.asked, ""])
    writer.writerow(["partners_who_answered", read.results.answered, ""])
    if read.results.is_shown:
        writer.writerow(["partners_who_work_with_nobody", read.isolated_count, ""])
    for one in read.lines if read.results.is_shown else []:
        writer.writerow([one.key, *("" if value is None else value for value in (one.now, one.before))])
    for (first, second), mean in read.results.between.items():
        writer.writerow([f"intensity: {first} – {second}", "" if mean.value is None else mean.value, ""])
    return response


@require_http_methods(METHODS)
@guard(Permission.ASKS_SEND)
def survey_add(request: InitiativeRequest) -> HttpResponse:
    """Plan a wave: every partner gets an ask on its first day."""
    today = clock.today(request.initiative.zone)
    partners = Membership.objects.visible_to(request.viewer).current(on=today).select_related("organization")
    initial = {"opens_on": today, "partners": list(partners)}
    languages = request.initiative.languages
    form = WaveForm(posted(request), languages=languages, partners=partners, initial=initial)
    if form.is_valid():
        try:
            made = actions.plan_wave(plan=form.plan, by=request.person)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            words = _("It is planned. Each partner needs about {minutes} minutes.")
            messages.success(request, words.format(minutes=form.plan.minutes))
            return redirect(made.record.url)
    page = {**SECTION, "form": form, "most": MOST_MINUTES}
    return render(request, "measurement/survey/form.html", page, status=422 if form.is_bound else 200)


@require_http_methods(METHODS)
@guard(Permission.ASKS_SEND)
def survey_extension(request: InitiativeRequest, number: int) -> HttpResponse:
    """Give more time to answer."""
    read = _wave(request, number)
    form = ExtendForm(posted(request), initial={"closes_on": read.wave.closes_on})
    if form.is_valid():
        try:
            actions.extend_wave(wave=read.wave, closes_on=form.cleaned_data["closes_on"], by=request.person)
        except RuleBroken as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("There is more time now."))
            return redirect(read.wave.record.url)
    page = {**SECTION, "form": form, "read": read}
    return render(request, "measurement/survey/extension.html", page, status=422 if form.is_bound else 200)


def _waves(request: InitiativeRequest) -> list[SurveyWave]:
    seen = SurveyWave.objects.visible_to(request.viewer)
    return list(seen.select_related("record__initiative"))


def _wave(request: InitiativeRequest, number: int) -> WaveRead:
    """Return one wave beside the one before it, or the stub of what is withheld."""
    rows = SurveyWave.objects.select_related("record__initiative")
    wave = fetch_or_stub(rows, request.viewer, record__number=number)
    older = [one for one in _waves(request) if one.opens_on < wave.opens_on]
    return read_waves(request.viewer, [wave, *older])[0]


def _shown(request: InitiativeRequest, read: WaveRead | None) -> dict[str, Any]:
    if read is None:
        return {"read": None}
    why = read.results.why_hidden
    return {
        "read": read,
        "picture": sectors_picture(read.results),
        "why_hidden": WHY_HIDDEN[why] if why is not None else "",
        "days_left": read.wave.days_left(on=clock.today(request.initiative.zone)),
    }
