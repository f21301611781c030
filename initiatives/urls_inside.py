"""Addresses below /i/<slug>/ of this floor, by area."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("initiatives.urls_agenda")),
    path("", include("initiatives.urls_openness")),
    path("", include("initiatives.urls_conflicts")),
    path("", include("initiatives.urls_backbone")),
    path("", include("initiatives.urls_asks")),
    path("", include("initiatives.urls_people")),
    path("", include("initiatives.urls_commitments")),
    path("", include("initiatives.urls_plan")),
]
