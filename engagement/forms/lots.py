"""Forms of public lots: announcing a panel, and putting one's name in the hat."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.lots import Days, Places
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Category, Initiative


class PanelLotForm(LocalizedForm):
    """How many places, where the seed will come from, and how many places are kept for a group."""

    def __init__(self, *args: Any, initiative: Initiative, **kwargs: Any) -> None:
        """Ask for places, source, days, and one protected group."""
        super().__init__(*args, languages=initiative.languages, **kwargs)
        self.zone = ZoneInfo(initiative.zone)
        self.fields["places"] = forms.IntegerField(
            label=_("Places on the panel"), min_value=1, max_value=100, initial=12
        )
        self.add_texts(
            "seed_source",
            label=_("Where will the seed come from?"),
            hint=_("Something that nobody can know now: the numbers of a lottery on a day to come."),
            most=300,
        )
        self.fields["hat_closes_on"] = day_field(
            _("Names go into the hat until the end of"), hint=_("Nobody can join after that day.")
        )
        self.fields["seed_on"] = day_field(
            _("The seed can be known from"),
            hint=_("A later day than the one before: the lot is not drawn earlier."),
        )
        self.fields["group"] = forms.ModelChoiceField(
            label=_("Places are kept for"),
            queryset=Category.objects.all(),
            required=False,
            empty_label=_("Nobody in particular"),
        )
        self.fields["least"] = forms.IntegerField(
            label=_("How many of them, at least?"), min_value=0, initial=0
        )

    @property
    def days(self) -> Days:
        """The end of the hat's last day and the beginning of the seed's, where the initiative is."""
        last, seed = self.cleaned_data["hat_closes_on"], self.cleaned_data["seed_on"]
        closes = datetime.combine(last + timedelta(days=1), time(), self.zone)
        return Days(closes, datetime.combine(seed, time(), self.zone))

    @property
    def quotas(self) -> list[Places]:
        """The places that are kept for a group."""
        group = self.cleaned_data["group"]
        least = self.cleaned_data["least"]
        return [Places(group, least, self.cleaned_data["places"])] if group and least else []


class HatForm(forms.Form):
    """Which groups a volunteer says they belong to."""

    groups = forms.ModelMultipleChoiceField(
        label=_("I belong to (only if you want to say it)"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the groups of the initiative."""
        super().__init__(*args, **kwargs)
        field = self.fields["groups"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101
        field.queryset = Category.objects.all()
