"""Forms of public lots: announcing a panel, and putting one's name in the hat."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.lots import Places
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Category


class PanelLotForm(LocalizedForm):
    """How many places, where the seed will come from, and how many places are kept for a group."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for places, source, and one protected group."""
        super().__init__(*args, **kwargs)
        self.fields["places"] = forms.IntegerField(
            label=_("Places on the panel"), min_value=1, max_value=100, initial=12
        )
        self.add_texts(
            "seed_source",
            label=_("Where will the seed come from?"),
            hint=_("Something that nobody can know now: the numbers of a lottery on a day to come."),
            most=300,
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
