"""Addresses of the collaboration survey."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import collaboration, survey_answers

_WAVE = "people/survey/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/survey/", collaboration.surveys, name="surveys"),
    path("people/survey/add/", collaboration.survey_add, name="survey-add"),
    path(_WAVE, collaboration.survey, name="survey"),
    path(f"{_WAVE}results.csv", collaboration.survey_csv, name="survey-csv"),
    path(f"{_WAVE}extension/", collaboration.survey_extension, name="survey-extension"),
    path(f"{_WAVE}answer/", survey_answers.answer, name="survey-answer"),
    path(f"{_WAVE}answer/sending/", survey_answers.answer_sending, name="survey-sending"),
    path(f"{_WAVE}answer/taking/", survey_answers.answer_taking, name="survey-taking"),
    path(f"{_WAVE}answer/<slug:part>/", survey_answers.answer_part, name="survey-part"),
]
