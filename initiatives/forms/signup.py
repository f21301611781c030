"""Making an account: an address is enough."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import SignupForm
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
