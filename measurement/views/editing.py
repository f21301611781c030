"""The page on which an indicator is edited: several forms, each of which shows it again with its errors."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from initiatives.access import InitiativeRequest, fetch_or_stub
from initiatives.forms.localized import LocalizedForm
from measurement.forms.baselines import ForecastForm, JudgementForm
from measurement.forms.indicators import BreakForm, DefinitionForm, PlaceForm, TargetForm, initial_of
from measurement.models import Indicator
from measurement.pages.asked import ask_about
from measurement.question_words import demands_of
from measurement.scoring import reading_for
from measurement.sentences import signs_by_label
from measurement.wording import voice_of


def find_indicator(request: InitiativeRequest, sign: str) -> Indicator:
    """Return the indicator at this address, or the stub in its place."""
    rows = Indicator.objects.select_related("record__initiative", "gap_dimension", "rollup")
    return fetch_or_stub(rows, request.viewer, slug=sign)


def edit_page(request: InitiativeRequest, indicator: Indicator, **sent: LocalizedForm | None) -> HttpResponse:
    """Return the page; `sent` is the form that was refused, by its name: form, target, series_break, forecast, judgement."""
    languages = request.initiative.languages
    reading, voice = reading_for(indicator), voice_of(indicator)
    asked, standing = ask_about(indicator, reading, request.viewer), signs_by_label(reading, voice)
    page = {
        "nav_section": "results",
        "indicator": indicator,
        "form": DefinitionForm(initial=initial_of(indicator, languages), languages=languages),
        "place": PlaceForm(initial={"listing": indicator.listing, "gap_dimension": indicator.gap_dimension}),
        "target": TargetForm(languages=languages),
        "series_break": BreakForm(languages=languages),
        "forecast": ForecastForm(languages=languages),
        "judgement": JudgementForm(languages=languages),
        "targets": [(one, standing.get(one.label)) for one in asked.targets],
        "breaks": asked.breaks,
        "rules": demands_of(indicator),
        "baseline": asked.baseline(reading, voice),
        "has_figures": reading.now is not None,
        **{name: form for name, form in sent.items() if form is not None},
    }
    is_refused = any(form is not None and form.is_bound for form in sent.values())
    return render(request, "measurement/indicators/edit.html", page, status=422 if is_refused else 200)
