"""Addresses of the quality of figures."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import agreements, quality

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/quality/", quality.quality, name="quality"),
    path("results/quality/problem/", quality.problem_add, name="problem-add"),
    path("results/quality/problem/<int:number>/answer/", quality.problem_answer, name="problem-answer"),
    path("results/quality/questions/<int:pk>/answer/", quality.check_answer, name="check-answer"),
    path("results/quality/agreements/add/", agreements.agreement_add, name="agreement-add"),
    path(
        "results/quality/agreements/<int:number>/ending/",
        agreements.agreement_ending,
        name="agreement-ending",
    ),
    path("results/import/<int:number>/answers/", agreements.import_answer, name="import-answer"),
    path("results/<slug:sign>/edit/rules/add/", agreements.rule_add, name="rule-add"),
    path("results/<slug:sign>/edit/rules/<int:pk>/ending/", agreements.rule_ending, name="rule-ending"),
    path(
        "results/<slug:sign>/releases/<int:number>/approval/",
        agreements.release_approval,
        name="release-approval",
    ),
]
