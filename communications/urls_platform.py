"""Addresses of communication outside any initiative, and of the set-up path, which opens the scope by its slug."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import bounces, feeds, home, notice_choices, start, stopping, subscribing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("stop/<str:secret>/", stopping.stopping, name="stop-letters"),
    path("account/notices/", notice_choices.notice_choices, name="account-notices"),
    path("account/notices/address/", notice_choices.address, name="account-notices-address"),
    path("mail/bounces/", bounces.bounces, name="mail-bounces"),
    path("calendar/<str:secret>.ics", feeds.my_calendar, name="my-calendar"),
    path("subscribe/<str:secret>/", subscribing.subscribing, name="subscribing"),
    path("start/", start.start, name="start"),
    path("start/<slug:slug>/", start.resume, name="start-resume"),
    path("start/<slug:slug>/result/", start.result, name="start-result"),
    path("start/<slug:slug>/indicators/", start.indicators, name="start-indicators"),
    path("start/<slug:slug>/figures/", start.figures, name="start-figures"),
    path("start/<slug:slug>/people/", start.people, name="start-people"),
    path("start/<slug:slug>/meeting/", start.first_meeting, name="start-meeting"),
    path("start/<slug:slug>/publish/", start.publishing, name="start-publish"),
    path("start/<slug:slug>/<slug:step>/later/", start.skipping, name="start-skip"),
]
