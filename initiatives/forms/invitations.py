"""The form that invites somebody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from initiatives.models import Membership, Seat
from initiatives.models.people import ROLE_NAMES
from initiatives.rules.roles import Role

WHAT_ROLES_ARE = {
    Role.PARTNER: _("Works for an organisation at the table; brings its figures and its activities."),
    Role.RESIDENT: _("Lives here; has a say and may hold a seat."),
    Role.FUNDER: _("Gives money; reads the same figures as everybody."),
    Role.DATA_STEWARD: _("Brings in, checks and publishes the figures."),
    Role.STAFF: _("Works for the backbone day by day."),
    Role.DIRECTOR: _("Leads the backbone and manages access."),
}


class InvitationForm(forms.Form):
    """Who is asked to what."""

    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("As"), widget=forms.RadioSelect)
    membership: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        label=_("Speaks for"),
        queryset=None,
        required=False,
        empty_label=_("No organisation"),
    )
    seat: forms.ModelChoiceField[Seat] = forms.ModelChoiceField(
        label=_("Takes the seat"),
        queryset=None,
        required=False,
        empty_label=_("No seat"),
        help_text=_("Only seats that nobody holds. The term begins when the invitation is accepted."),
    )
    message = forms.CharField(
        label=_("A few words from you"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, roles: list[Role], day: date, **kwargs: Any) -> None:
        """Offer only the roles that this person may give, and what is there today."""
        super().__init__(*args, **kwargs)
        offered = [
            (role.value, format_html("<b>{}</b><small>{}</small>", ROLE_NAMES[role], what))
            for role, what in WHAT_ROLES_ARE.items()
            if role in roles
        ]
        self.fields["role"].choices = offered  # type: ignore[attr-defined]
        current = Membership.objects.current(on=day).select_related("organization")
        free = Seat.objects.current(on=day).free(on=day).select_related("body")
        self.fields["membership"].queryset = current  # type: ignore[attr-defined]
        self.fields["seat"].queryset = free  # type: ignore[attr-defined]

    def clean_role(self) -> Role:
        """Return the role itself."""
        return Role(self.cleaned_data["role"])
