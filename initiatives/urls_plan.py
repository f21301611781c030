"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from initiatives.views import activities

urlpatterns = [
    path("plan/", activities.plan, name="plan"),
    path("plan/activities.csv", activities.plan_csv, name="plan-csv"),
    path("plan/strategies/add/", activities.strategy_add, name="strategy-add"),
    path("plan/strategies/<slug:strategy>/", activities.strategy, name="strategy"),
    path("plan/strategies/<slug:strategy>/edit/", activities.strategy_edit, name="strategy-edit"),
    path("plan/activities/add/", activities.activity_add, name="activity-add"),
    path("plan/activities/<int:number>/", activities.activity, name="activity"),
    path("plan/activities/<int:number>/edit/", activities.activity_edit, name="activity-edit"),
    path("plan/activities/<int:number>/state/", activities.activity_state, name="activity-state"),
]
