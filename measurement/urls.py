"""Addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from measurement import (
    urls_calculations,
    urls_choosing,
    urls_collaboration,
    urls_collection,
    urls_plan,
    urls_programs,
    urls_quality,
    urls_quick_log,
)
from measurement.views import baselines, data, downloads, groups, imports, indicators, results

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/", results.results, name="results"),
    path("results/add/", indicators.indicator_add, name="indicator-add"),
    path("results/import/", imports.import_add, name="import-add"),
    path("results/import/template.csv", imports.import_template, name="import-template"),
    path("results/import/<int:number>/", imports.import_detail, name="import"),
    path("results/import/<int:number>/columns/", imports.import_columns, name="import-columns"),
    path("results/import/<int:number>/corrections/", imports.import_corrections, name="import-corrections"),
    path("results/import/<int:number>/discard/", imports.import_discard, name="import-discard"),
    path("results/import/<int:number>/compare/", imports.import_compare, name="import-compare"),
    path("results/import/<int:number>/release/", imports.import_release, name="import-release"),
    path("results/groups/", groups.group_lists, name="group-lists"),
    path("results/groups/starter/", groups.group_list_starter, name="group-list-starter"),
    path("results/groups/protection/", groups.group_protection, name="group-protection"),
    path("results/groups/<int:pk>/add/", groups.group_add, name="group-add"),
    path("results/groups/<int:pk>/", groups.group_change, name="group-change"),
    *urls_collaboration.urlpatterns,
    *urls_collection.urlpatterns,
    *urls_quick_log.urlpatterns,
    *urls_plan.urlpatterns,
    *urls_programs.urlpatterns,
    *urls_choosing.urlpatterns,
    path("", include("measurement.urls_turns")),
    *urls_calculations.urlpatterns,
    *urls_quality.urlpatterns,
    path("results/<slug:sign>/data/", data.indicator_data, name="indicator-data"),
    path("results/<slug:sign>/data/next/", data.indicator_next, name="indicator-next"),
    path("results/<slug:sign>/figures.csv", downloads.indicator_csv, name="indicator-csv"),
    path("results/<slug:sign>/lines.csv", downloads.indicator_lines_csv, name="indicator-lines-csv"),
    path("results/<slug:sign>/trend.png", downloads.indicator_trend_png, name="indicator-trend-png"),
    path("results/<slug:sign>/gap.png", downloads.indicator_gap_png, name="indicator-gap-png"),
    path("results/<slug:sign>/edit/", indicators.indicator_edit, name="indicator-edit"),
    path("results/<slug:sign>/edit/target/", indicators.indicator_target, name="indicator-target"),
    path("results/<slug:sign>/edit/forecast/", baselines.indicator_forecast, name="indicator-forecast"),
    path("results/<slug:sign>/edit/judgement/", baselines.indicator_judgement, name="indicator-judgement"),
    path("results/<slug:sign>/edit/break/", indicators.indicator_break, name="indicator-break"),
    path(
        "results/<slug:sign>/releases/<int:number>/withdrawal/",
        data.release_withdrawal,
        name="release-withdrawal",
    ),
    path("results/<slug:sign>/", results.indicator, name="indicator"),
    path("results/<slug:sign>/groups/", results.indicator_groups, name="indicator-groups"),
]
