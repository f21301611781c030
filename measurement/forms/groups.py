"""Forms of group lists and of the protection of small groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm, typed_in
from initiatives.models import Category, Dimension
from measurement.actions.policy import LEAST_DENOMINATOR, LEAST_EVENTS
from measurement.models import DisclosurePolicy


class DimensionForm(LocalizedForm):
    """A new way to read figures for groups."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Its name, its kind, and whether its groups add up to everybody."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "name", label=_("Name of the grouping"), hint=_("“Neighbourhood”, “First language”."), most=60
        )
        self.fields["kind"] = forms.ChoiceField(label=_("What it is about"), choices=Dimension.Kind.choices)
        self.fields["is_exhaustive"] = forms.BooleanField(
            label=_("Its groups together are everybody"), required=False, initial=True
        )
        self.fields["is_community_defined"] = forms.BooleanField(
            label=_("The community defined these groups itself"), required=False
        )


class CategoryForm(LocalizedForm):
    """One group more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Its name, and what files call it."""
        super().__init__(*args, **kwargs)
        self.add_texts("name", label=_("Name of the group"), most=80)
        self.fields["aliases"] = forms.CharField(
            label=_("Its names in files"),
            help_text=_("With commas between them."),
            max_length=5000,
            required=False,
        )

    @classmethod
    def of(cls, category: Category, languages: Sequence[str], data: Any = None) -> CategoryForm:
        """Return the form filled with a group that is there."""
        initial = {**typed_in(["name"], category, languages), "aliases": ", ".join(category.aliases)}
        return cls(data, languages=languages, initial=initial)

    def aliases(self) -> tuple[str, ...]:
        """Return the other names, each once."""
        said = (name.strip()[:120] for name in self.cleaned_data["aliases"].split(","))
        return tuple(dict.fromkeys(name for name in said if name))


class ProtectionForm(forms.Form):
    """From how many people and cases on a figure of a group is shown, and how exactly it is told."""

    min_denominator = forms.IntegerField(
        label=_("At least so many people"), min_value=LEAST_DENOMINATOR, max_value=1000
    )
    min_events = forms.IntegerField(label=_("At least so many cases"), min_value=LEAST_EVENTS, max_value=1000)
    rounding_base = forms.TypedChoiceField(
        label=_("Round numbers of people and cases"),
        choices=[
            (1, _("Not at all")),
            (3, _("To multiples of 3")),
            (5, _("To multiples of 5")),
            (10, _("To multiples of 10")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
    )
    percent_decimals = forms.TypedChoiceField(
        label=_("Decimals of percents"),
        choices=[("", _("As they come")), (0, _("None: 61%")), (1, _("At most one: 61.3%"))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    top_code = forms.DecimalField(
        label=_("Tell percents from here up as “at least”"),
        help_text=_("Such as 95. Protects groups in which nearly everybody had the same outcome."),
        min_value=51,
        max_value=99,
        decimal_places=2,
        required=False,
    )
    bottom_code = forms.DecimalField(
        label=_("Tell percents from here down as “at most”"),
        help_text=_("Such as 5."),
        min_value=1,
        max_value=49,
        decimal_places=2,
        required=False,
    )

    def clean_rounding_base(self) -> int:
        """Without a choice nothing is rounded."""
        return self.cleaned_data["rounding_base"] or 1

    @classmethod
    def of(cls, policy: DisclosurePolicy) -> ProtectionForm:
        """Return the form filled with a policy."""
        return cls(initial={name: getattr(policy, name) for name in cls.base_fields})
