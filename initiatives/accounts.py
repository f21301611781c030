"""How people come in: allauth does the work, invitations open the door."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth import login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from initiatives.access import initiatives_of
from initiatives.models import Person

PASSWORDS = "django.contrib.auth.backends.ModelBackend"


NO_ADDRESS = "::"


class PlatformAccounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts by e-mail. Anybody may start an initiative, so signing up is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether an account can be made."""
        return True

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address on the network from which somebody comes; behind a socket of the machine itself, none."""
        return get_client_ip(request) or NO_ADDRESS

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where somebody arrives who did not say where to."""
        return landing_for(request.user) if isinstance(request.user, Person) else "/"

    def format_email_subject(self, subject: str) -> str:
        """Return a subject without a prefix: the sender says where it comes from."""
        return subject


class PlatformPasskeys(DefaultMFAAdapter):  # type: ignore[misc]
    """Second steps and passkeys, in plain words."""

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's word)
        """Return the name that the form of a new passkey proposes."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _("My passkey") if number == 1 else _("Passkey {number}").format(number=number)


def landing_for(person: Person) -> str:
    """Return the Today page of the person's initiative, or the list of initiatives."""
    first = initiatives_of(person).order_by("participations__since").first()
    return f"{first.url}today/" if first else "/"


def safe_next(request: HttpRequest) -> str:
    """Return the address that the request wants to go on to, if it lies on this platform; otherwise nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else ""


def sign_in(request: HttpRequest, person: Person, *, method: str) -> None:
    """Sign somebody in whom a secret address or the demonstration vouches for."""
    login(request, person, backend=PASSWORDS)
    record_authentication(request, person, method)
