"""Addresses of the plan."""

from __future__ import annotations

from django.urls import path

from initiatives.views import activities, activity_parts, handoffs, outputs

urlpatterns = [
    path("plan/activities.csv", activities.plan_csv, name="plan-csv"),
    path("plan/strategies/add/", activities.strategy_add, name="strategy-add"),
    path("plan/strategies/<slug:strategy>/", activities.strategy, name="strategy"),
    path("plan/strategies/<slug:strategy>/edit/", activities.strategy_edit, name="strategy-edit"),
    path("plan/activities/add/", activities.activity_add, name="activity-add"),
    path("plan/activities/<int:number>/", activities.activity, name="activity"),
    path("plan/activities/<int:number>/edit/", activities.activity_edit, name="activity-edit"),
    path("plan/activities/<int:number>/state/", activities.activity_state, name="activity-state"),
    path("plan/activities/<int:number>/lead/", activity_parts.activity_lead, name="activity-lead"),
    path("plan/activities/<int:number>/help/", activity_parts.activity_help, name="activity-help"),
    path("plan/help/<int:pk>/ending/", activity_parts.activity_help_ending, name="activity-help-ending"),
    path("plan/activities/<int:number>/change/", activity_parts.adaptation_add, name="adaptation-add"),
    path("plan/changes/", activity_parts.changes, name="changes"),
    path("plan/changes/<int:number>/answer/", activity_parts.adaptation_answer, name="adaptation-answer"),
    path(
        "plan/strategies/<slug:strategy>/judgement/",
        activity_parts.strategy_judgement,
        name="strategy-judgement",
    ),
    path("plan/outputs/", outputs.outputs, name="outputs"),
    path("plan/outputs/add/", outputs.output_add, name="output-add"),
    path("plan/outputs/<int:number>/withdrawal/", outputs.output_withdrawal, name="output-withdrawal"),
    path("plan/handoffs/", handoffs.handoffs, name="handoffs"),
    path("plan/handoffs/add/", handoffs.handoff_add, name="handoff-add"),
    path("plan/handoffs/<int:number>/", handoffs.handoff, name="handoff"),
    path("plan/handoffs/<int:number>/edit/", handoffs.handoff_edit, name="handoff-edit"),
    path("plan/handoffs/<int:number>/ending/", handoffs.handoff_ending, name="handoff-ending"),
]
