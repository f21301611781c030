"""Forms for choosing indicators and for the data development agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.models import Membership
from measurement.actions.choosing import Wanted
from measurement.models import DataDevelopmentItem, Indicator, PowerRating
from measurement.rules.choosing import Power, Question, Rating

ASKED = {
    Question.COMMUNICATION: (
        _("Does it speak to people?"),
        _("Would your neighbours understand it in half a minute, and care?"),
    ),
    Question.PROXY: (
        _("Does it stand for the result?"),
        _("If it gets better, do other things that matter get better with it?"),
    ),
    Question.DATA: (_("Is there good data?"), _("On time, for the same people every year, and for groups.")),
}


class RatingForm(forms.Form):
    """One person's three answers, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the three questions in their order."""
        super().__init__(*args, **kwargs)
        for question, (label, hint) in ASKED.items():
            self.fields[question.value] = forms.ChoiceField(
                label=label,
                help_text=hint,
                choices=PowerRating.Power.choices,
                widget=forms.RadioSelect,
            )
        self.fields["words"] = forms.CharField(
            label=_("Why"),
            help_text=_("Public, with your name. Say above all where you see it otherwise."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=1000,
            required=False,
        )

    def rating(self) -> Rating:
        """Return the three answers."""
        return {question: Power(self.cleaned_data[question.value]) for question in Question}


class WantedForm(LocalizedForm):
    """A figure that is wanted."""

    def __init__(
        self, *args: Any, partners: QuerySet[Membership], indicators: QuerySet[Indicator], **kwargs: Any
    ) -> None:
        """What is wanted and why first, then who gets it, by when, at what cost."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "title",
            label=_("Which figure is wanted"),
            hint=_("“Absence by bus line, every month”."),
            most=160,
        )
        self.add_texts("gap", label=_("What we cannot see without it"), rows=2, most=600, needed=False)
        self.fields["indicator"] = forms.ModelChoiceField(
            label=_("It belongs to"), queryset=indicators, required=False, empty_label=_("No indicator yet")
        )
        self.fields["owner"] = forms.ModelChoiceField(
            label=_("Who gets it"), queryset=partners, required=False, empty_label=_("Nobody yet")
        )
        self.fields["due"] = forms.DateField(
            label=_("By"),
            required=False,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )
        self.fields["cost"] = forms.DecimalField(
            label=_("What it costs"),
            help_text=_("In whole money of the initiative; 0 if it costs nothing."),
            max_digits=12,
            decimal_places=2,
            min_value=0,
            required=False,
        )

    def wanted(self) -> Wanted:
        """Return what was typed."""
        plain = {name: self.cleaned_data[name] for name in ("indicator", "owner", "due", "cost")}
        return Wanted(title=self.texts("title"), gap=self.texts("gap"), **plain)


class MoveForm(LocalizedForm):
    """How far a wanted figure is, and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The state, then the reason."""
        super().__init__(*args, **kwargs)
        self.fields["state"] = forms.ChoiceField(
            label=_("How far it is"), choices=DataDevelopmentItem.State.choices
        )
        self.add_texts(
            "reason", label=_("Why"), hint=_("Needed when it is given up."), most=400, needed=False
        )
