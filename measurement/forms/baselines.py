"""Forms of baselines: freezing a forecast, and judging the curve against it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from initiatives.forms.localized import LocalizedForm
from measurement.actions.baselines import Judgement
from measurement.models import Forecast
from measurement.rules.forecast import FURTHEST


class ForecastForm(LocalizedForm):
    """What is expected if nothing changes: how the line is drawn, how far, and what it rests on."""

    method = forms.ChoiceField(
        label=_("If nothing changes"),
        choices=[(one.value, one.label) for one in Forecast.Method],
        widget=forms.RadioSelect,
        initial=Forecast.Method.LINEAR.value,
    )
    ahead = forms.TypedChoiceField(label=_("How far ahead"), coerce=int, initial=5)
    mid = forms.DecimalField(
        label=_("For a judgement: the figure at the end"), max_digits=14, decimal_places=4, required=False
    )
    low = forms.DecimalField(label=_("At the least"), max_digits=14, decimal_places=4, required=False)
    high = forms.DecimalField(label=_("At the most"), max_digits=14, decimal_places=4, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The line, then what it rests on."""
        super().__init__(*args, **kwargs)
        far = self.fields["ahead"]
        assert isinstance(far, forms.TypedChoiceField)  # noqa: S101 (for the type checker)
        far.choices = [
            (n, ngettext("{count} period", "{count} periods", n).format(count=n))
            for n in range(1, FURTHEST + 1)
        ]
        self.add_texts(
            "assumptions",
            label=_("What it rests on"),
            hint=_("What you take to go on as it is: money, people, rules, the world around."),
            rows=2,
            most=600,
        )

    def judgement(self) -> Judgement | None:
        """Return the three figures of a judgement, if they were given."""
        mid, low, high = (self.cleaned_data.get(name) for name in ("mid", "low", "high"))
        return None if mid is None or low is None or high is None else Judgement(mid, low, high)


class JudgementForm(LocalizedForm):
    """What the table makes of the answer that the rule gives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Words alone: the answer itself follows from the figures."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "words",
            label=_("What we make of it"),
            hint=_("The answer itself follows from the figures, by the published rule."),
            rows=2,
            most=600,
            needed=False,
        )
