"""The form that puts a clause in force."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Clause, Round
from initiatives.rule_words import rule_name
from initiatives.rules.bylaws import LIMITS

UNITS = {
    "days": gettext_lazy("in days"),
    "hours": gettext_lazy("in hours"),
    "share": gettext_lazy("a share between 0 and 1"),
    "count": gettext_lazy("how many"),
}


class ClauseForm(LocalizedForm):
    """A clause in its next words, with the numbers that it sets."""

    def __init__(self, *args: Any, numbers: Mapping[str, str], with_number: bool, **kwargs: Any) -> None:
        """Take the numbers (key → unit) that this clause sets or may set."""
        super().__init__(*args, **kwargs)
        self.numbers = dict(numbers)
        if with_number:
            self.fields["number"] = forms.RegexField(
                r"^[0-9]{1,3}(\.[0-9]{1,3})?$",
                label=_("Number"),
                max_length=7,
                help_text=_("Such as 3 or 3.2."),
            )
        self.add_texts("heading", label=_("Heading"), most=120)
        self.add_texts("words", label=_("What it says"), rows=5)
        for key, unit in self.numbers.items():
            self.fields[key] = forms.DecimalField(
                label=rule_name(key),
                help_text=_hint(key, unit),
                max_digits=9,
                decimal_places=4,
                required=not with_number,
            )
        self.fields["adopted_in"] = forms.ModelChoiceField(
            label=_("Agreed in the round"),
            queryset=Round.objects.filter(closed_at__isnull=False),
            required=False,
            empty_label=_("None yet: it was agreed elsewhere"),
        )
        self.fields["begins_on"] = day_field(
            _("In force from"),
            required=False,
            hint=_("From the beginning of this day on. Leave it empty: at once. It never acts backwards."),
        )

    def values(self) -> dict[str, Decimal]:
        """Return the numbers that were typed."""
        return {key: self.cleaned_data[key] for key in self.numbers if self.cleaned_data.get(key) is not None}


def _hint(key: str, unit: str) -> str:
    limits = LIMITS.get(key)
    within = _("between {least} and {most}").format(least=limits.least, most=limits.most) if limits else ""
    return ", ".join(part for part in (str(UNITS.get(unit, unit)), within) if part)


def numbers_of(clause: Clause) -> dict[str, str]:
    """Return the numbers that a clause sets: key → unit."""
    return {value.key: value.unit for value in clause.values.all()}
