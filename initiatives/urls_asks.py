"""Addresses of asks and of the focus."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from initiatives.views import asks, campaigns

_ASK = "people/asks/<int:pk>/"
_FOCUS = "people/focus/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/asks/", asks.asks, name="asks"),
    path("people/asks/add/", asks.ask_add, name="ask-add"),
    path(f"{_ASK}answer/", asks.ask_answer, name="ask-answer"),
    path(f"{_ASK}withdrawal/", asks.ask_withdrawal, name="ask-withdrawal"),
    path(f"{_ASK}talk/", asks.ask_talk, name="ask-talk"),
    path("people/focus/", campaigns.campaigns, name="campaigns"),
    path("people/focus/add/", campaigns.campaign_add, name="campaign-add"),
    path(_FOCUS, campaigns.campaign, name="campaign"),
    path(f"{_FOCUS}acts/", campaigns.campaign_act, name="campaign-act"),
    path(f"{_FOCUS}ending/", campaigns.campaign_ending, name="campaign-ending"),
]
