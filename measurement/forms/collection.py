"""Forms of collecting: a duty, and improvement cycles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.forms.partners import day_input
from initiatives.models import Membership, Person, RoleHolding
from measurement.actions.cycles import CyclePlan
from measurement.models import Cycle, Indicator, Program


class DutyForm(forms.Form):
    """Who reports which indicator, and how long after each period."""

    indicator: forms.ModelChoiceField[Indicator] = forms.ModelChoiceField(
        label=_("Indicator"), queryset=None, empty_label=_("Choose an indicator")
    )
    membership: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        label=_("Reported by"), queryset=None, empty_label=_("Choose a partner")
    )
    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Who there"),
        queryset=None,
        required=False,
        empty_label=_("Everybody who speaks for it"),
        help_text=_("They get the reminders."),
    )
    days_after_period = forms.IntegerField(
        label=_("Days after each period"), min_value=1, max_value=1500, initial=30
    )
    needs_agreement = forms.BooleanField(
        label=_("Only with a data-sharing agreement in force"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the indicators, the partners, and the people who take part."""
        super().__init__(*args, **kwargs)
        choices = {
            "indicator": Indicator.objects.filter(benchmark_of__isnull=True).select_related("record"),
            "membership": Membership.objects.filter(left_on__isnull=True).select_related("organization"),
            "person": Person.objects.filter(
                pk__in=RoleHolding.objects.filter(until__isnull=True).values("person"), is_active=True
            ),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class CycleForm(LocalizedForm):
    """What a program will try, and what it expects."""

    def __init__(self, *args: Any, program: Program, **kwargs: Any) -> None:
        """The words, the number it is about, and two days."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("What you want to make better"), most=120)
        self.add_texts("plan", label=_("Plan: what you will try"), rows=3, most=1000)
        self.add_texts(
            "expected",
            label=_("What you expect to see"),
            hint=_("Write it before you know. “Half as many missed visits by June.”"),
            rows=2,
            most=600,
        )
        self.fields["measure"] = forms.ModelChoiceField(
            label=_("Seen in"),
            queryset=Indicator.objects.filter(performance__program=program),
            required=False,
            empty_label=_("No number yet"),
        )
        self.fields["starts_on"] = forms.DateField(label=_("Starts"), widget=day_input())
        self.fields["review_on"] = forms.DateField(
            label=_("We look at it on"), widget=day_input(), required=False
        )

    def cycle_plan(self) -> CyclePlan:
        """Return what was typed."""
        texts = {name: self.texts(name) for name in ("title", "plan", "expected")}
        return CyclePlan(
            **texts,
            starts_on=self.cleaned_data["starts_on"],
            review_on=self.cleaned_data["review_on"],
            measure=self.cleaned_data["measure"],
        )


QUESTIONS = {
    Cycle.Stage.DO.value: _("Do: what did you do, and what got in the way?"),
    Cycle.Stage.STUDY.value: _("Study: what happened, beside what you expected?"),
    Cycle.Stage.ACT.value: _("Act: what will you do from now on, and why?"),
}


class CycleStepForm(LocalizedForm):
    """What happened at the stage at which a cycle is."""

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        """One question: that of the stage."""
        super().__init__(*args, **kwargs)
        self.add_texts("words", label=QUESTIONS.get(stage, ""), rows=3, most=1500)
