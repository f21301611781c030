"""Forms of residents' readings: saying, answering, hiding."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models import Category
from initiatives.rules.refusals import RuleBroken
from measurement.models import ResidentReading


class _Refusing(forms.Form):
    def refuse(self, refusal: RuleBroken) -> None:
        """Show a rule's sentence beside the field that it concerns."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class SayForm(_Refusing):
    """Does this match what you see?"""

    match = forms.ChoiceField(
        label=_("Does this match what you see?"),
        choices=ResidentReading.Match.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What do you see?"),
        help_text=_("In your own words. They are public. Name nobody else."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    is_named = forms.BooleanField(label=_("Show my name with it"), required=False)

    def __init__(self, *args: Any, groups: list[int], **kwargs: Any) -> None:
        """Offer the groups of the chart, if it has any."""
        super().__init__(*args, **kwargs)
        if groups:
            self.fields["category"] = forms.ModelChoiceField(
                label=_("I speak of"),
                queryset=Category.objects.filter(pk__in=groups),
                required=False,
                empty_label=_("Everybody"),
            )
            self.order_fields(["match", "category", "words", "is_named"])


class AnswerForm(_Refusing):
    """What follows from it."""

    answer = forms.CharField(
        label=_("Our answer"),
        help_text=_("Public. Say what follows from it, or why nothing does."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class HideForm(_Refusing):
    """Why something is hidden."""

    ground = forms.ChoiceField(
        label=_("Ground"),
        choices=[
            ("personal_data", _("It names somebody")),
            ("minor", _("A child could be recognised")),
            ("insult", _("An insult")),
            ("advertising", _("An advertisement")),
        ],
    )
