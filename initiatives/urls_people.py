"""Addresses of people, partners, groups, seats, bylaws and settings."""

from __future__ import annotations

from django.urls import path, re_path

from initiatives.views import backbone, bylaws, invitations, partners, settings, turf

urlpatterns = [
    path("people/", partners.people, name="people"),
    path("people/turf/", turf.turf, name="turf"),
    path("people/add/", partners.partner_add, name="partner-add"),
    path("people/invite/", invitations.invite, name="invite"),
    path(
        "people/invite/<int:pk>/withdrawal/", invitations.invitation_withdrawal, name="invitation-withdrawal"
    ),
    path("people/invite/<int:pk>/resending/", invitations.invitation_resending, name="invitation-resending"),
    path("people/groups/add/", backbone.body_add, name="body-add"),
    path("people/groups/<slug:group>/", backbone.body, name="body"),
    path("people/groups/<slug:group>/edit/", backbone.body_edit, name="body-edit"),
    path("people/groups/<slug:group>/seats/add/", backbone.seat_add, name="seat-add"),
    path("people/seats/", backbone.seats, name="seats"),
    path("people/seats/<int:pk>/term/", backbone.seat_term, name="seat-term"),
    path("people/seats/<int:pk>/ending/", backbone.seat_ending, name="seat-ending"),
    path("people/seats/<int:pk>/chair/", backbone.seat_chair, name="seat-chair"),
    path("people/rules/", bylaws.rules, name="rules"),
    path("people/rules/<slug:document>/add/", bylaws.clause_add, name="clause-add"),
    path("people/rules/<slug:document>/<str:number>/", bylaws.clause, name="clause"),
    path("people/rules/<slug:document>/<str:number>/edit/", bylaws.clause_edit, name="clause-edit"),
    path("people/<slug:partner>/", partners.partner, name="partner"),
    path("people/<slug:partner>/edit/", partners.partner_edit, name="partner-edit"),
    path("people/<slug:partner>/leaving/", partners.partner_leaving, name="partner-leaving"),
    path("people/<slug:partner>/agreement/", partners.agreement, name="partner-agreement"),
    path("people/<slug:partner>/agreement/edit/", partners.agreement_edit, name="partner-agreement-edit"),
    path(
        "people/<slug:partner>/agreement/signature/",
        partners.agreement_signature,
        name="partner-agreement-signature",
    ),
    path("settings/", settings.settings_identity, name="settings"),
    path("settings/access/", settings.settings_access, name="settings-access"),
    path("settings/access/<int:pk>/ending/", settings.role_ending, name="role-ending"),
    re_path(r"^settings/access/(?P<doing>granting|revoking)/$", settings.right_change, name="right-change"),
    path("settings/connections/", settings.settings_connections, name="settings-connections"),
    path("settings/connections/<int:pk>/revocation/", settings.token_revocation, name="token-revocation"),
]
