"""Making an account: an address is enough."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from allauth.account.forms import SignupForm
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountForm(SignupForm):  # type: ignore[misc]
    """The form of allauth in our own words; a password is a choice, as everywhere here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is needed and what is not."""
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail")
        if password := self.fields.get("password1"):
            password.label = _("A password")
            password.help_text = _(
                "You need none: you can always sign in with a code by e-mail. At least 12 characters if you want one."
            )

    def try_save(self, request: HttpRequest) -> Any:
        """Make the account, or write to whoever has one already; a stranger who asks learns neither by words nor by time."""
        if self.account_already_exists:
            self._rehearse(request)
        return super().try_save(request)

    def _rehearse(self, request: HttpRequest) -> None:
        """Do all that a new account costs, the password's hash above all, and take it back."""
        taken = self.cleaned_data["email"]
        self.cleaned_data["email"], self.account_already_exists = f"{uuid4().hex}@nobody.invalid", False
        with transaction.atomic():
            self.save(request)
            transaction.set_rollback(True)
        self.cleaned_data["email"], self.account_already_exists = taken, True
