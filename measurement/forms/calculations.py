"""How an indicator is calculated from others."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.rules.refusals import RuleBroken
from measurement.models import Calculation, Indicator

NAMES = ("a", "b", "c", "d", "e", "f")


class CalculationForm(forms.Form):
    """An expression, and which indicator each of its short names stands for."""

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        """The inputs first, then what is done with them."""
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name] = forms.ModelChoiceField(
                label=name, queryset=indicators, required=name == "a", empty_label=_("Not used")
            )
        self.fields["expression"] = forms.CharField(
            label=_("How it is calculated"),
            max_length=500,
            help_text=_("For example: together(a, b) · rest(a) · a - b · c / d"),
        )

    def inputs(self) -> dict[str, Indicator]:
        """Return the indicators that were chosen, by their short name."""
        return {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)}

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a rule's sentence beside the field that it concerns."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def initial_of(calculation: Calculation | None) -> dict[str, Any]:
    """Return what the form starts with."""
    if calculation is None:
        return {}
    inputs = {one.name: one.indicator_id for one in calculation.inputs.all()}
    return {**inputs, "expression": calculation.expression}
