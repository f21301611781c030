"""Addresses of communication inside an initiative."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import search, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("today/", today.today, name="today"),
    path("search/", search.search, name="search"),
]
