"""Addresses of engagements: framed, announced, opened, decided."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from engagement.views import contacts, engagements, evidence, followers, framing, options, panels, statements

ROOM = "decisions/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/add/", framing.add, name="engagement-add"),
    path(f"{ROOM}steps/<slug:transition>/", engagements.step, name="engagement-step"),
    path(f"{ROOM}following/", followers.following, name="engagement-following"),
    path(f"{ROOM}framing/", framing.framing, name="engagement-framing"),
    path(f"{ROOM}timetable/", framing.dates, name="engagement-timetable"),
    path(f"{ROOM}level/", framing.level, name="engagement-level"),
    path(f"{ROOM}urgent/", framing.urgent, name="engagement-urgent"),
    path(f"{ROOM}delegation/", framing.delegation, name="engagement-delegation"),
    path(f"{ROOM}asking/", framing.asking, name="engagement-asking"),
    path(f"{ROOM}asking/channels/", framing.channel, name="engagement-channel"),
    path(f"{ROOM}asking/<int:pk>/removal/", framing.prompt_removal, name="engagement-prompt-removal"),
    path(f"{ROOM}options/", options.options, name="engagement-options"),
    path(f"{ROOM}options/add/", options.option_add, name="engagement-option-add"),
    path(f"{ROOM}options/<int:pk>/", options.option, name="engagement-option"),
    path(
        f"{ROOM}options/<int:pk>/withdrawal/", options.option_withdrawal, name="engagement-option-withdrawal"
    ),
    path(f"{ROOM}evidence/", evidence.evidence, name="engagement-evidence"),
    path(f"{ROOM}evidence/requests/", evidence.evidence_request, name="engagement-evidence-request"),
    path(f"{ROOM}evidence/add/<slug:kind>/", evidence.evidence_add, name="engagement-evidence-add"),
    path(f"{ROOM}evidence/<int:pk>/answer/", evidence.evidence_answer, name="engagement-evidence-answer"),
    path(f"{ROOM}statements/", statements.statements, name="engagement-statements"),
    path(f"{ROOM}statements/<slug:kind>/", statements.statement, name="engagement-statement"),
    path(
        f"{ROOM}statements/<slug:kind>/version/",
        statements.statement_version,
        name="engagement-statement-version",
    ),
    path(f"{ROOM}contacts/", contacts.contacts, name="contacts"),
    path(f"{ROOM}contacts/add/", contacts.contact_add, name="contact-add"),
    path(f"{ROOM}panel/", panels.panel, name="engagement-panel"),
    path(f"{ROOM}panel/<int:pk>/leaving/", panels.panel_leaving, name="engagement-panel-leaving"),
    path(f"{ROOM}criteria/", panels.criteria, name="engagement-criteria"),
    path(f"{ROOM}criteria/add/", panels.criterion_add, name="engagement-criterion-add"),
    path(f"{ROOM}criteria/<int:pk>/removal/", panels.criterion_removal, name="engagement-criterion-removal"),
    path(f"{ROOM}criteria/voice/", panels.criteria_voice, name="engagement-criteria-voice"),
    path(f"{ROOM}criteria/score/", panels.criteria_score, name="engagement-criteria-score"),
]
