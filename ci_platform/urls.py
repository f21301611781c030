"""All addresses. Pages of an initiative lie below /i/<slug>/; UX.md decides them."""

from __future__ import annotations

from django.urls import include, path

from ci_platform import passing

handler404 = "initiatives.middleware.not_there"
handler500 = "initiatives.views.errors.server_error"
urlpatterns = [
    path("", include("initiatives.urls")),
    path("", include("communications.urls_platform")),
    path("q/<str:code>/", passing.room_question, name="room-question"),
    path("receipt/<str:code>/", passing.receipt, name="receipt"),
    path("api/v1/", include("ci_platform.api")),
    path("i/<slug:slug>/", include("communications.urls")),
    path("i/<slug:slug>/", include("engagement.urls")),
    path("i/<slug:slug>/", include("measurement.urls")),
    path("i/<slug:slug>/", include("initiatives.urls_inside")),
]
