"""Addresses of the joint plan that show figures: the plan, its gaps, the assessment, the versions."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from measurement.views import agreed_texts, plan, plan_meant

urlpatterns: list[URLPattern | URLResolver] = [
    path("plan/", plan.plan, name="plan"),
    path("plan/gaps/", plan.plan_gaps, name="plan-gaps"),
    path("plan/assessment/", agreed_texts.assessment, name="assessment"),
    path("plan/assessment/edit/", agreed_texts.assessment_edit, name="assessment-edit"),
    path("plan/assessment/proposal/", agreed_texts.assessment_proposal, name="assessment-proposal"),
    path("plan/versions/", agreed_texts.plan_versions, name="plan-versions"),
    path("plan/versions/edit/", agreed_texts.plan_edit, name="plan-edit"),
    path("plan/versions/proposal/", agreed_texts.plan_proposal, name="plan-proposal"),
    path("plan/rounds/<int:number>/answer/", agreed_texts.plan_answer, name="plan-answer"),
    path("plan/strategies/<slug:strategy>/meant/", plan_meant.strategy_meant, name="strategy-meant"),
    path("plan/activities/<int:number>/moves/", plan_meant.activity_moves, name="activity-moves"),
]
