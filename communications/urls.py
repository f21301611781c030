"""Addresses of communication inside an initiative."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from communications.views import dashboards, reports, search, today

urlpatterns: list[URLPattern | URLResolver] = [
    path("", dashboards.overview, name="overview"),
    path("today/", today.today, name="today"),
    path("search/", search.search, name="search"),
    path("reports/", reports.reports, name="reports"),
    path("reports/ask/", reports.ask, name="report-ask"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/progress/", reports.progress, name="report-progress"),
]
