"""The API of all floors in one place: `/api/v1/`, its schema and its documentation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from ci_platform.api_index import index, root, router
from communications.api.meetings import MeetingViewSet
from communications.api.reports import ReportViewSet
from communications.api.updates import ThreadViewSet, UpdateViewSet
from engagement.api.decisions import DecisionViewSet
from engagement.api.engagements import EngagementViewSet
from engagement.api.inputs import InputViewSet
from engagement.api.promises import PromiseViewSet
from initiatives.access.api_schema import TokenScheme
from initiatives.api.activities import ActivityLogViewSet, ActivityViewSet, LearningViewSet, StrategyViewSet
from initiatives.api.agenda import AgendaViewSet, PrincipleViewSet, TermViewSet
from initiatives.api.asks import CampaignViewSet
from initiatives.api.backbone import ClauseViewSet, ConcernViewSet, StaffRoleViewSet, UpkeepViewSet
from initiatives.api.benefits import BenefitViewSet
from initiatives.api.commitments import CommitmentViewSet
from initiatives.api.openness import EventViewSet, InitiativeViewSet, LedgerViewSet, RestrictionViewSet
from initiatives.api.outputs import OutputViewSet
from initiatives.api.partners import BodyViewSet, MembershipViewSet, RoundViewSet
from initiatives.api.plan import ActionPlanViewSet, AdaptationViewSet, AssessmentViewSet, LinkViewSet
from initiatives.api.populations import PopulationViewSet
from measurement.api.baselines import ForecastViewSet
from measurement.api.choosing import WantedViewSet
from measurement.api.collaboration import SurveyViewSet
from measurement.api.collection import CycleViewSet, DutyViewSet
from measurement.api.figures import DimensionViewSet, FigureViewSet, ReleaseViewSet
from measurement.api.imports import ImportViewSet
from measurement.api.indicators import IndicatorViewSet, ResultViewSet
from measurement.api.programs import ContributionViewSet, ProgramViewSet
from measurement.api.protection import ProtectionViewSet
from measurement.api.quality import AgreementViewSet, CheckViewSet, ProblemViewSet, RevisionViewSet
from measurement.api.readings import ResidentReadingViewSet
from measurement.api.turns import TurnViewSet

__all__ = ["TokenScheme", "urlpatterns"]  # the scheme registers itself by being known

router.register("about", InitiativeViewSet, basename="api-about")
router.register("agenda", AgendaViewSet, basename="api-agenda")
router.register("words", TermViewSet, basename="api-words")
router.register("principles", PrincipleViewSet, basename="api-principles")
router.register("partners", MembershipViewSet, basename="api-partners")
router.register("benefits", BenefitViewSet, basename="api-benefits")
router.register("outputs", OutputViewSet, basename="api-outputs")
router.register("groups", BodyViewSet, basename="api-groups")
router.register("rounds", RoundViewSet, basename="api-rounds")
router.register("clauses", ClauseViewSet, basename="api-clauses")
router.register("roles", StaffRoleViewSet, basename="api-roles")
router.register("upkeep", UpkeepViewSet, basename="api-upkeep")
router.register("concerns", ConcernViewSet, basename="api-concerns")
router.register("results", ResultViewSet, basename="api-results")
router.register("indicators", IndicatorViewSet, basename="api-indicators")
router.register("populations", PopulationViewSet, basename="api-populations")
router.register("dimensions", DimensionViewSet, basename="api-dimensions")
router.register("figures", FigureViewSet, basename="api-figures")
router.register("releases", ReleaseViewSet, basename="api-releases")
router.register("protection", ProtectionViewSet, basename="api-protection")
router.register("forecasts", ForecastViewSet, basename="api-forecasts")
router.register("readings", ResidentReadingViewSet, basename="api-readings")
router.register("imports", ImportViewSet, basename="api-imports")
router.register("wanted", WantedViewSet, basename="api-wanted")
router.register("programs", ProgramViewSet, basename="api-programs")
router.register("contributions", ContributionViewSet, basename="api-contributions")
router.register("surveys", SurveyViewSet, basename="api-surveys")
router.register("duties", DutyViewSet, basename="api-duties")
router.register("cycles", CycleViewSet, basename="api-cycles")
router.register("data-agreements", AgreementViewSet, basename="api-data-agreements")
router.register("data-problems", ProblemViewSet, basename="api-data-problems")
router.register("corrections", RevisionViewSet, basename="api-corrections")
router.register("checks", CheckViewSet, basename="api-checks")
router.register("decisions", DecisionViewSet, basename="api-decisions")
router.register("turns", TurnViewSet, basename="api-turns")
router.register("strategies", StrategyViewSet, basename="api-strategies")
router.register("activities", ActivityViewSet, basename="api-activities")
router.register("logs", ActivityLogViewSet, basename="api-logs")
router.register("handoffs", LinkViewSet, basename="api-handoffs")
router.register("changes", AdaptationViewSet, basename="api-changes")
router.register("assessments", AssessmentViewSet, basename="api-assessments")
router.register("plans", ActionPlanViewSet, basename="api-plans")
router.register("commitments", CommitmentViewSet, basename="api-commitments")
router.register("learnings", LearningViewSet, basename="api-learnings")
router.register("engagements", EngagementViewSet, basename="api-engagements")
router.register("inputs", InputViewSet, basename="api-inputs")
router.register("promises", PromiseViewSet, basename="api-promises")
router.register("restrictions", RestrictionViewSet, basename="api-restrictions")
router.register("history", EventViewSet, basename="api-history")
router.register("ledger", LedgerViewSet, basename="api-ledger")
router.register("meetings", MeetingViewSet, basename="api-meetings")
router.register("reports", ReportViewSet, basename="api-reports")
router.register("focus", CampaignViewSet, basename="api-focus")
router.register("updates", UpdateViewSet, basename="api-updates")
router.register("talk", ThreadViewSet, basename="api-talk")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", root, name="api-root"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path("i/<slug:slug>/", index, name="api-index"),
    path("i/<slug:slug>/", include(router.urls)),
]
