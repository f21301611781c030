"""Addresses of pages that read several indicators: calculated from each other, together, and all gaps."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import calculations, equity, readings

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/equity/", equity.equity, name="equity"),
    path("results/together/<int:number>/", calculations.together, name="together"),
    path("results/<slug:sign>/readings/", readings.readings, name="readings"),
    path("results/<slug:sign>/readings/add/", readings.reading_add, name="reading-add"),
    path("results/<slug:sign>/readings/<int:pk>/answer/", readings.reading_answer, name="reading-answer"),
    path("results/<slug:sign>/readings/<int:pk>/hiding/", readings.reading_hiding, name="reading-hiding"),
    path("results/<slug:sign>/edit/calculation/", calculations.calculation, name="calculation"),
]
