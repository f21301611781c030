"""Forms of what partners give and gain."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.models import Benefit, Membership


class BenefitForm(LocalizedForm):
    """Who gives or gains what."""

    def __init__(self, *args: Any, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """Take the partners for whom this person may speak."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Which partner?"), queryset=partners, empty_label=None
        )
        self.fields["way"] = forms.ChoiceField(
            label=_("Does it give or gain this?"), choices=Benefit.Way.choices, widget=forms.RadioSelect
        )
        self.fields["kind"] = forms.ChoiceField(label=_("What is it?"), choices=Benefit.Kind.choices)
        self.add_texts(
            "promised",
            label=_("In a sentence"),
            hint=_("“Two nurses, two days a week”, “Its name on every report that uses its figures”."),
            rows=2,
            most=400,
        )


class ReceivedForm(LocalizedForm):
    """By what one sees that it has come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One text."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "received", label=_("What has come?"), hint=_("Say by what one can see it."), rows=3, most=600
        )
