"""Addresses of joining, and of the work of the backbone."""

from __future__ import annotations

from django.urls import path

from initiatives.views import duties, requests

urlpatterns = [
    path("people/join/", requests.join_ask, name="join-ask"),
    path("people/join/seat/", requests.nominate, name="nominate"),
    path("people/requests/", requests.join_requests, name="join-requests"),
    path("people/requests/<int:pk>/welcome/", requests.join_welcome, name="join-welcome"),
    path("people/requests/<int:pk>/declining/", requests.join_declining, name="join-declining"),
    path("people/roles/", duties.roles, name="staff-roles"),
    path("people/roles/add/", duties.role_add, name="staff-role-add"),
    path("people/roles/<int:number>/edit/", duties.role_edit, name="staff-role-edit"),
    path("people/roles/<int:number>/ending/", duties.role_end, name="staff-role-end"),
    path("people/duties/", duties.duties, name="upkeep"),
    path("people/duties/add/", duties.duty_add, name="upkeep-add"),
    path("people/duties/<int:number>/edit/", duties.duty_edit, name="upkeep-edit"),
    path("people/duties/<int:number>/done/", duties.duty_done, name="upkeep-done"),
    path("people/duties/<int:number>/ending/", duties.duty_end, name="upkeep-end"),
]
