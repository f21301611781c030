"""Addresses of promises: the board, votes of those who were promised, claims."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from engagement.views import overrides, promise_board, promises

ONE = "decisions/<int:number>/promises/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/promises/", promise_board.promises, name="promises"),
    path("decisions/promises.csv", promise_board.promises_csv, name="promises-csv"),
    path(ONE, promises.promise, name="promise"),
    path(f"{ONE}ask/", promises.asking, name="promise-asking"),
    path(f"{ONE}votes/<int:pk>/voice/", promises.voice, name="promise-voice"),
    path(f"{ONE}not-kept/", promises.not_kept, name="promise-not-kept"),
    path(f"{ONE}not-kept/<int:pk>/answer/", promises.answering, name="promise-answer"),
    path(f"{ONE}broken/<str:code>/remedy/", promises.remedy, name="promise-remedy"),
    path(f"{ONE}banners/<int:pk>/lifting/", promises.banner_lifting, name="promise-banner-lifting"),
    path("decisions/<int:number>/override/", overrides.overriding, name="override"),
    path("decisions/<int:number>/override/add/", overrides.override_add, name="override-add"),
]
