"""Forms of the plan: a strategy, an activity, how far it is, and what was learned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.actions.activities import Undertaking
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Activity, Membership, Population, Record, Strategy

STRATEGY_TEXTS = ("title", "expected_contribution")
ACTIVITY_TEXTS = ("title", "success_seen_by", "what", "counts_whom")
LEARNING_TEXTS = ("expected", "happened", "change")


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Return a field for a day, as every browser shows it."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "short"})
    return forms.DateField(label=label, required=required, help_text=hint, widget=widget)


class StrategyForm(LocalizedForm):
    """A line of common work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What it is called, then what it is expected to change."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("What we do together"), hint=_("In a few words."), most=200)
        self.add_texts(
            "expected_contribution",
            label=_("What we expect it to change, and why"),
            rows=3,
            most=1500,
            needed=False,
        )

    def add_whole(self, strategies: QuerySet[Strategy]) -> None:
        """Ask of which other strategy it is a part."""
        self.fields["whole"] = forms.ModelChoiceField(
            label=_("As a part of"),
            queryset=strategies,
            required=False,
            empty_label=_("A strategy of its own"),
        )


class ActivityForm(LocalizedForm):
    """What one partner leads, from a day to a day."""

    def __init__(
        self, *args: Any, strategies: QuerySet[Strategy], partners: QuerySet[Membership], **kwargs: Any
    ) -> None:
        """What is done, by whom, until when, and how success is seen."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("What is done"), hint=_("In a few words."), most=200)
        self.fields["strategy"] = forms.ModelChoiceField(
            label=_("As a part of"), queryset=strategies, required=False, empty_label=_("No strategy yet")
        )
        self.fields["lead"] = forms.ModelChoiceField(
            label=_("Who leads it"), queryset=partners, required=False, empty_label=_("Nobody yet")
        )
        self.fields["starts_on"] = day_field(_("From"), required=False)
        self.fields["ends_on"] = day_field(_("Until"), required=False)
        self.add_texts(
            "success_seen_by", label=_("How we see that it worked"), rows=2, most=500, needed=False
        )
        self.add_texts("what", label=_("More about it"), rows=4, most=3000, needed=False)
        self.add_texts(
            "counts_whom",
            label=_("Whom its log counts"),
            hint=_("“Families who came”. Its partners count them on their phones."),
            most=80,
            needed=False,
        )
        self.fields["population"] = forms.ModelChoiceField(
            label=_("Whom it is for"),
            queryset=Population.objects.filter(record__state=Record.State.PUBLISHED),
            required=False,
            empty_label=_("Not said"),
        )
        self.fields["place"] = forms.CharField(label=_("Where"), max_length=120, required=False)
        self.fields["budget"] = forms.DecimalField(
            label=_("What it costs"), min_value=0, max_digits=12, decimal_places=2, required=False
        )
        self.fields["is_free_of_cost"] = forms.BooleanField(label=_("It costs no money"), required=False)

    def undertaking(self) -> Undertaking:
        """Return what was typed."""
        filled = self.cleaned_data
        return Undertaking(
            title=self.texts("title"),
            lead=filled["lead"],
            starts_on=filled["starts_on"],
            ends_on=filled["ends_on"],
            success_seen_by=self.texts("success_seen_by"),
            what=self.texts("what"),
            is_free_of_cost=filled["is_free_of_cost"],
            counts_whom=self.texts("counts_whom"),
            population=filled["population"],
            place=filled["place"].strip(),
            budget=filled["budget"],
        )


class StateForm(forms.Form):
    """How far an activity is."""

    state = forms.ChoiceField(
        label=_("How far is it?"), choices=Activity.State.choices, widget=forms.RadioSelect
    )


class LearningForm(LocalizedForm):
    """What was expected, what happened, and what will be done in another way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Three short texts."""
        super().__init__(*args, **kwargs)
        self.add_texts("expected", label=_("What did we expect?"), rows=2, most=1000)
        self.add_texts("happened", label=_("What happened?"), rows=3, most=1500)
        self.add_texts("change", label=_("What will we do in another way?"), rows=2, most=1000)
