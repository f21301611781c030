"""The API of all floors in one place: `/api/v1/`, its schema and its documentation."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.routers import SimpleRouter

from communications.api.reports import ReportViewSet
from initiatives.access.api_schema import TokenScheme
from initiatives.api.agenda import AgendaViewSet, PrincipleViewSet, TermViewSet
from initiatives.api.openness import InitiativeViewSet, LedgerViewSet, RestrictionViewSet
from initiatives.api.partners import BodyViewSet, MembershipViewSet, RoundViewSet
from measurement.api.figures import DimensionViewSet, FigureViewSet, ReleaseViewSet
from measurement.api.indicators import IndicatorViewSet, ResultViewSet

__all__ = ["TokenScheme", "urlpatterns"]  # the scheme registers itself by being known

router = SimpleRouter()
router.register("about", InitiativeViewSet, basename="api-about")
router.register("agenda", AgendaViewSet, basename="api-agenda")
router.register("words", TermViewSet, basename="api-words")
router.register("principles", PrincipleViewSet, basename="api-principles")
router.register("partners", MembershipViewSet, basename="api-partners")
router.register("groups", BodyViewSet, basename="api-groups")
router.register("rounds", RoundViewSet, basename="api-rounds")
router.register("results", ResultViewSet, basename="api-results")
router.register("indicators", IndicatorViewSet, basename="api-indicators")
router.register("dimensions", DimensionViewSet, basename="api-dimensions")
router.register("figures", FigureViewSet, basename="api-figures")
router.register("releases", ReleaseViewSet, basename="api-releases")
router.register("restrictions", RestrictionViewSet, basename="api-restrictions")
router.register("ledger", LedgerViewSet, basename="api-ledger")
router.register("reports", ReportViewSet, basename="api-reports")

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerView.as_view(url_name="api-schema"), name="api-docs"),
    path("i/<slug:slug>/", include(router.urls)),
]
