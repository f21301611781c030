"""Forms about quality: a problem and its answer, an agreement, a rule, and the answer to a question about a figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.forms.partners import day_input
from initiatives.models import Membership
from measurement.models import DataProblem, Indicator, ValidationRule


class ProblemForm(forms.Form):
    """What somebody found wrong."""

    indicator: forms.ModelChoiceField[Indicator] = forms.ModelChoiceField(
        label=_("About"), queryset=None, required=False, empty_label=_("Figures in general")
    )
    words = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Public, with your name for those who take part. Name nobody in it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, indicators: QuerySet[Indicator], **kwargs: Any) -> None:
        """Offer the indicators that the reader sees."""
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]


class ProblemAnswerForm(forms.Form):
    """What came of a problem."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=DataProblem.Outcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("In a sentence or two"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class WhyForm(LocalizedForm):
    """One reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One sentence."""
        super().__init__(*args, **kwargs)
        self.add_texts("why", label=_("Why is it right?"), most=400)


class AnswerForm(LocalizedForm):
    """The answer to the one question about a figure that is not public yet."""

    at = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        choices=[
            ("kept", _("Keep it, and say why")),
            ("changed", _("Change it to another figure")),
            ("accepted_break", _("It is counted in another way from here on")),
        ]
    )
    text = forms.CharField(label=_("The figure"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The reason, where one is needed."""
        super().__init__(*args, **kwargs)
        self.add_texts("why", label=_("Why"), most=400, needed=False)


class AgreementForm(LocalizedForm):
    """What a partner shares, for what, until when."""

    starts_on = forms.DateField(label=_("From"), widget=day_input())
    expires_on = forms.DateField(label=_("Last day"), widget=day_input())
    signed_by_name = forms.CharField(label=_("Signed by"), max_length=120, required=False)

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        """The partner, the words, the indicators, the days."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Partner"), queryset=memberships, empty_label=_("Choose a partner")
        )
        self.add_texts("scope", label=_("Which data"), rows=2, most=600)
        self.add_texts("purpose", label=_("What for"), rows=2, most=600)
        self.fields["indicators"] = forms.ModelMultipleChoiceField(
            label=_("It covers"), queryset=Indicator.objects.all(), widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(
            ["membership", *(n for n in self.fields if n.startswith(("scope", "purpose"))), "indicators"]
        )


class RuleForm(LocalizedForm):
    """What the figures of an indicator must be like."""

    kind = forms.ChoiceField(label=_("What is demanded"), choices=ValidationRule.Kind.choices)
    low = forms.DecimalField(label=_("The least"), max_digits=16, decimal_places=4, required=False)
    high = forms.DecimalField(label=_("The most"), max_digits=16, decimal_places=4, required=False)
    tolerance = forms.DecimalField(
        label=_("May differ by"),
        help_text=_("For sums a part of the whole: 0.01 is one of 100."),
        max_digits=16,
        decimal_places=4,
        required=False,
    )
    severity = forms.ChoiceField(
        label=_("When it is broken"),
        choices=ValidationRule.Severity.choices,
        widget=forms.RadioSelect,
        initial="asks",
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        """The kind, its numbers, and the reason."""
        super().__init__(*args, **kwargs)
        self.fields["other"] = forms.ModelChoiceField(
            label=_("Compared with"),
            queryset=Indicator.objects.exclude(pk=indicator.pk),
            required=False,
            empty_label=_("No other indicator"),
        )
        self.add_texts("reason", label=_("Why this rule"), most=300, needed=False)
        self.order_fields(["kind", "other", "low", "high", "tolerance", "severity"])
