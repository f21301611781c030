"""Addresses of programs. They stand before those of indicators: "programs" is no indicator."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import programs

urlpatterns: list[URLPattern | URLResolver] = [
    path("results/programs/", programs.programs, name="programs"),
    path("results/programs/add/", programs.program_add, name="program-add"),
    path("results/programs/<slug:program>/", programs.program, name="program"),
    path("results/programs/<slug:program>/edit/", programs.program_edit, name="program-edit"),
    path("results/programs/<slug:program>/ending/", programs.program_ending, name="program-ending"),
    path("results/programs/<slug:program>/measures/add/", programs.measure_add, name="measure-add"),
    path(
        "results/programs/<slug:program>/contributions/add/",
        programs.contribution_add,
        name="contribution-add",
    ),
    path(
        "results/programs/<slug:program>/contributions/<int:number>/withdrawal/",
        programs.contribution_withdrawal,
        name="contribution-withdrawal",
    ),
]
