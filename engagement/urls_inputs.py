"""Addresses of what people say and what becomes of it."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from engagement.views import heard, input_entry, input_sorting, inputs, posters, questions, sessions, themes

ONE = "decisions/<int:number>/"
ENTRY = f"{ONE}inputs/<int:entry>/"
THEME = f"{ONE}themes/<int:pk>/"
SESSION = f"{ONE}sessions/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{ONE}take-part/", inputs.take_part, name="take-part"),
    path(f"{ONE}take-part/sent/", inputs.sent, name="take-part-sent"),
    path(f"{ONE}poster/", posters.poster, name="poster"),
    path(f"{ONE}poster/code/", posters.poster_code, name="poster-code"),
    path(f"{ONE}inputs/", inputs.inputs, name="inputs"),
    path(f"{ONE}inputs/add/", input_entry.add, name="input-entry"),
    path(f"{ONE}inputs/batch/", input_entry.batch, name="input-batch"),
    path(f"{ONE}inputs/confirming/", input_entry.confirming, name="input-confirming"),
    path(f"{ONE}inputs/acknowledgement/", input_sorting.acknowledgement, name="input-acknowledgement"),
    path(f"{ONE}inputs/sorting/", input_sorting.sorting, name="input-sorting"),
    path(ENTRY, inputs.one, name="input"),
    path(f"{ENTRY}confirmation/", input_entry.confirmation, name="input-confirmation"),
    path(f"{ENTRY}discarding/", input_entry.discarding, name="input-discarding"),
    path(f"{ENTRY}unsorting/", input_sorting.unsorting, name="input-unsorting"),
    path(f"{ENTRY}hiding/", input_sorting.hiding, name="input-hiding"),
    path(f"{ENTRY}appeal/", input_sorting.appeal, name="input-appeal"),
    path(f"{ONE}themes/", themes.themes, name="themes"),
    path(f"{ONE}themes/add/", themes.add, name="theme-add"),
    path(THEME, themes.theme, name="theme"),
    path(f"{THEME}words/", themes.wording, name="theme-words"),
    path(f"{THEME}answer/", themes.answer, name="theme-answer"),
    path(f"{THEME}merging/", themes.merging, name="theme-merging"),
    path(f"{ONE}matrix/", themes.matrix, name="matrix"),
    path(f"{ONE}matrix/add/", themes.placing, name="matrix-add"),
    path(f"{ONE}matrix/<int:pk>/lifting/", themes.lifting, name="matrix-lifting"),
    path(f"{ONE}matrix/panel/", themes.panel_voice, name="panel-voice"),
    path(f"{ONE}questions/", questions.questions, name="questions"),
    path(f"{ONE}questions/<int:pk>/answer/", questions.answer, name="question-answer"),
    path(f"{ONE}questions/<int:pk>/hiding/", questions.hiding, name="question-hiding"),
    path(f"{ONE}sessions/", sessions.sessions, name="sessions"),
    path(f"{ONE}sessions/add/", sessions.add, name="session-add"),
    path(f"{SESSION}cancelling/", sessions.cancelling, name="session-cancelling"),
    path(f"{SESSION}support/", sessions.support, name="session-support"),
    path(f"{SESSION}supports/", sessions.supports, name="session-supports"),
    path(f"{ONE}supports/<int:pk>/step/", sessions.support_step, name="support-step"),
    path(f"{SESSION}wall/", sessions.wall, name="session-wall"),
    path(f"{SESSION}wall/live/", sessions.wall_live, name="session-wall-live"),
    path(f"{SESSION}wall/opening/", sessions.wall_opening, name="session-wall-opening"),
    path(f"{SESSION}wall/closing/", sessions.wall_closing, name="session-wall-closing"),
    path(f"{ONE}heard/", heard.heard, name="heard"),
    path(f"{ONE}heard/shares/", heard.shares, name="heard-shares"),
    path(f"{ONE}heard/outreach/", heard.outreach, name="heard-outreach"),
]
