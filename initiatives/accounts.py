"""How people come in: allauth does the work, invitations open the door."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class PlatformAccounts(DefaultAccountAdapter):
    """Accounts by e-mail. Anybody may start an initiative, so signing up is open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether an account can be made."""
        return True
