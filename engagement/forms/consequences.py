"""What follows if a vote is adopted: who carries it out, by when, and when it is looked at again."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.activities import day_field
from initiatives.models import Membership


def consequence_fields() -> dict[str, forms.Field]:
    """Return the fields that ask for it; all of them may stay empty."""
    return {
        "review_on": day_field(
            _("Looked at again on"), required=False, hint=_("Without a day: after a year.")
        ),
        "carried_out_by": forms.ModelChoiceField(
            label=_("Who carries it out?"),
            queryset=Membership.objects.select_related("organization"),
            required=False,
            empty_label=_("The leadership table"),
        ),
        "carry_out_by": day_field(_("By when?"), required=False),
    }
