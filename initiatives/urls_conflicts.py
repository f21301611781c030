"""Addresses of conflicts."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from initiatives.views import conflicts

_ONE = "people/concerns/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/concerns/", conflicts.concerns, name="concerns"),
    path("people/concerns/add/", conflicts.concern_add, name="concern-add"),
    path(_ONE, conflicts.concern, name="concern"),
    path(f"{_ONE}talk/", conflicts.concern_talk, name="concern-talk"),
    path(f"{_ONE}mediator/", conflicts.concern_mediator, name="concern-mediator"),
    path(f"{_ONE}notes/", conflicts.concern_note, name="concern-note"),
    path(f"{_ONE}panel/", conflicts.concern_panel, name="concern-panel"),
    path(f"{_ONE}closing/", conflicts.concern_closing, name="concern-closing"),
]
