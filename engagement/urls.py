"""Addresses below /i/<slug>/ of engagement: decisions and the spectrum."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from engagement.views import decisions

urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/", decisions.decisions, name="decisions"),
    path("decisions/spectrum/", decisions.spectrum, name="decisions-spectrum"),
    path("", include("engagement.urls_promises")),
    path("", include("engagement.urls_engagements")),
    path("", include("engagement.urls_inputs")),
    path("", include("engagement.urls_decisions")),
    path("decisions/<int:number>/", decisions.decision, name="decision"),
]
