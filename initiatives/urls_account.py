"""Addresses of signing in and of one's account; allauth's views at our addresses."""

from __future__ import annotations

from allauth.account import views
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as keys
from allauth.usersessions import views as sessions
from django.urls import URLPattern, path, re_path

from initiatives.access import open_door
from initiatives.views.account import account, leaving, own_data_file, own_data_page
from initiatives.views.demo import signin


def _door(address: str, view: object, name: str) -> URLPattern:
    return path(address, open_door(view), name=name)  # type: ignore[arg-type]


urlpatterns: list[URLPattern] = [
    path("signin/", signin, name="account_login"),
    _door("signout/", leaving(views.logout), "account_logout"),
    _door("signup/", views.signup, "account_signup"),
    path("account/", account, name="account"),
    path("account/data/", own_data_page, name="account-data"),
    path("account/data.zip", own_data_file, name="account-data-file"),
    _door("account/sessions/", sessions.list_usersessions, "usersessions_list"),
    _door("account/code/", views.request_login_code, "account_request_login_code"),
    _door("account/code/confirm/", views.confirm_login_code, "account_confirm_login_code"),
    _door("account/inactive/", views.account_inactive, "account_inactive"),
    _door("account/again/", views.reauthenticate, "account_reauthenticate"),
    _door("account/email/", views.email, "account_email"),
    _door("account/email/sent/", views.email_verification_sent, "account_email_verification_sent"),
    _door("account/email/confirm/<str:key>/", views.confirm_email, "account_confirm_email"),
    _door("account/password/", views.password_change, "account_change_password"),
    _door("account/password/set/", views.password_set, "account_set_password"),
    _door("account/password/reset/", views.password_reset, "account_reset_password"),
    _door("account/password/reset/sent/", views.password_reset_done, "account_reset_password_done"),
    # The key has hyphens of its own: only up to the first one it says whose it is.
    re_path(
        r"^account/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        open_door(views.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    _door(
        "account/password/reset/done/",
        views.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _door("account/second/", second.index, "mfa_index"),
    _door("account/second/code/", second.authenticate, "mfa_authenticate"),
    _door("account/second/again/", second.reauthenticate, "mfa_reauthenticate"),
    _door("account/app/", app.activate_totp, "mfa_activate_totp"),
    _door("account/app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    _door("account/recovery/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    _door("account/recovery/make/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    _door("account/recovery/download/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
    _door("account/passkeys/", keys.list_webauthn, "mfa_list_webauthn"),
    _door("account/passkeys/add/", keys.add_webauthn, "mfa_add_webauthn"),
    _door("account/passkeys/again/", keys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    _door("account/passkeys/login/", keys.login_webauthn, "mfa_login_webauthn"),
    _door("account/passkeys/<int:pk>/remove/", keys.remove_webauthn, "mfa_remove_webauthn"),
    _door("account/passkeys/<int:pk>/edit/", keys.edit_webauthn, "mfa_edit_webauthn"),
]
