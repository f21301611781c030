"""The product's addresses, and the smallest page that the same server and the same middleware can give."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("hello")


handler500 = "initiatives.views.errors.server_error"
urlpatterns = [path("hello/", hello), path("", include("ci_platform.urls"))]
