"""Addresses of updates and conversations."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import letters, newsletters, talk, updates

_ISSUE = "updates/newsletters/<int:number>/"
_POST = "talk/<int:number>/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("updates/", updates.updates, name="updates"),
    path("updates/add/", updates.update_add, name="update-add"),
    path("updates/subscribe/", newsletters.subscription, name="subscription"),
    path("updates/newsletters/", newsletters.newsletters, name="newsletters"),
    path("updates/newsletters/add/", newsletters.newsletter_add, name="newsletter-add"),
    path(_ISSUE, newsletters.newsletter, name="newsletter"),
    path(f"{_ISSUE}edit/", newsletters.newsletter_edit, name="newsletter-edit"),
    path(f"{_ISSUE}trial/", newsletters.newsletter_trial, name="newsletter-trial"),
    path(f"{_ISSUE}sending/", newsletters.newsletter_sending, name="newsletter-sending"),
    path(f"{_ISSUE}progress/", newsletters.newsletter_progress, name="newsletter-progress"),
    path("updates/letters/", letters.letters, name="letters"),
    path("updates/<int:number>/", updates.update, name="update"),
    path("updates/<int:number>/correction/", updates.update_correction, name="update-correction"),
    path("talk/<int:number>/", talk.talk, name="talk"),
    path("talk/on/<int:number>/", talk.talk_begin, name="talk-begin"),
    path(f"{_POST}hiding/", talk.talk_hiding, name="talk-hiding"),
    path(f"{_POST}appeal/", talk.talk_appeal, name="talk-appeal"),
    path(f"{_POST}appeal/answer/", talk.talk_appeal_answer, name="talk-appeal-answer"),
]
