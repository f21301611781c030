"""Addresses of the quick log."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import log_files, quick_log

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/log/", quick_log.quick_log, name="quick-log"),
    path("plan/log/worker.js", quick_log.quick_log_worker, name="quick-log-worker"),
    path("plan/log/logs.csv", log_files.logs_csv, name="logs-csv"),
    path("plan/log/import/", log_files.log_import, name="log-import"),
    path("plan/log/import/template.csv", log_files.log_template, name="log-template"),
    path("plan/log/paper/", log_files.log_paper, name="log-paper"),
    path("plan/log/<int:number>/", quick_log.activity_log, name="activity-log"),
    path("plan/log/<int:number>/edit/", quick_log.activity_log_edit, name="activity-log-edit"),
]
