"""Addresses of joining, and of the work of the backbone."""

from __future__ import annotations

from django.urls import path

from initiatives.views import requests

urlpatterns = [
    path("people/join/", requests.join_ask, name="join-ask"),
    path("people/join/seat/", requests.nominate, name="nominate"),
    path("people/requests/", requests.join_requests, name="join-requests"),
    path("people/requests/<int:pk>/welcome/", requests.join_welcome, name="join-welcome"),
    path("people/requests/<int:pk>/declining/", requests.join_declining, name="join-declining"),
]
