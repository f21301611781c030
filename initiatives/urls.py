"""Addresses that belong to no initiative."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from initiatives.views import demo, joining, platform

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("initiatives.urls_account")),
    path("help/", platform.help_page, name="help"),
    path("display/", platform.display, name="display"),
    path("healthz", platform.healthz, name="healthz"),
    path("readyz", platform.readyz, name="readyz"),
    path("join/<str:token>/", joining.join, name="join"),
    path("join/<str:token>/again/", joining.join_again, name="join-again"),
    path("demo/signin/", demo.demo_signin, name="demo-signin"),
    path("dev/mail/", demo.dev_mail, name="dev-mail"),
    path("dev/mail/<str:key>/", demo.dev_mail, name="dev-letter"),
]
