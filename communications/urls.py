"""Addresses of communication inside an initiative."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from communications.views import (
    agenda_pdf,
    dashboards,
    effectiveness,
    fairness,
    handover,
    indicator_pdf,
    moderation,
    overview_pdf,
    partner_reports,
    plan_pdf,
    reports,
    search,
    today,
    together,
)

_REPORT = "people/<slug:partner>/report/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", dashboards.overview, name="overview"),
    path("", include("communications.urls_updates")),
    path("", include("communications.urls_feeds")),
    path("today/", today.today, name="today"),
    path("overview.pdf", overview_pdf.overview_pdf, name="overview-pdf"),
    path("agenda.pdf", agenda_pdf.agenda_pdf, name="agenda-pdf"),
    path("plan.pdf", plan_pdf.plan_pdf, name="plan-pdf"),
    path("results/<slug:sign>/sheet.pdf", indicator_pdf.indicator_pdf, name="indicator-pdf"),
    path("open/moderation/", moderation.moderation, name="moderation"),
    path("people/effectiveness/", effectiveness.effectiveness, name="effectiveness"),
    path("people/fairness/", fairness.fairness, name="fairness"),
    path("people/together/", together.together, name="together"),
    path(_REPORT, partner_reports.partner_report, name="partner-report"),
    path(f"{_REPORT}progress/", partner_reports.partner_report_progress, name="partner-report-progress"),
    path(f"{_REPORT}asking/", partner_reports.partner_report_asking, name="partner-report-asking"),
    path("people/handover/", handover.handover, name="handover"),
    path("people/handover/pack.pdf", handover.handover_pdf, name="handover-pdf"),
    path("people/handover/logins/add/", handover.login_add, name="login-add"),
    path("people/handover/logins/<int:pk>/ending/", handover.login_end, name="login-end"),
    path("search/", search.search, name="search"),
    path("", include("communications.urls_meetings")),
    path("reports/", reports.reports, name="reports"),
    path("reports/ask/", reports.ask, name="report-ask"),
    path("reports/<int:number>/", reports.report, name="report"),
    path("reports/<int:number>/progress/", reports.progress, name="report-progress"),
]
