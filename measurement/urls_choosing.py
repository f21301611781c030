"""Addresses of choosing indicators and of the data development agenda."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import choosing

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/choosing/", choosing.choosing, name="choosing"),
    path("results/wanted/", choosing.wanted, name="wanted"),
    path("results/wanted/add/", choosing.wanted_add, name="wanted-add"),
    path("results/wanted/<int:number>/", choosing.wanted_edit, name="wanted-edit"),
    path("results/wanted/<int:number>/state/", choosing.wanted_state, name="wanted-state"),
    path("results/<slug:sign>/rating/", choosing.power_rating, name="power-rating"),
]
