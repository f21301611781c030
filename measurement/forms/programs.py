"""Forms of programs: what one says of itself, a measure of it, and how a measure is thought to move the whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.models import Membership
from measurement.actions.programs import Said
from measurement.forms.indicators import BETTER
from measurement.models import Contribution, Indicator, PerformanceMeasure
from measurement.rules.definitions import Definition

PROGRAM_TEXTS = ("name", "purpose", "customers")


class ProgramForm(LocalizedForm):
    """What a program says of itself. `partners` is given where the keeper may choose whose program it is."""

    def __init__(self, *args: Any, partners: QuerySet[Membership] | None = None, **kwargs: Any) -> None:
        """Whose it is, its name, what it is for, and whom it serves."""
        super().__init__(*args, **kwargs)
        if partners is not None:
            self.fields["membership"] = forms.ModelChoiceField(
                label=_("Run by"), queryset=partners, empty_label=None
            )
        self.add_texts("name", label=_("Name of the program"), hint=_("“Check & Connect”."), most=120)
        self.add_texts("purpose", label=_("What it does"), rows=2, most=600, needed=False)
        self.add_texts(
            "customers",
            label=_("Its customers"),
            hint=_("Whom it serves: “Students of grades 9 and 10 who missed many days”."),
            most=200,
        )

    def said(self) -> Said:
        """Return the three texts."""
        return Said(*(self.texts(name) for name in PROGRAM_TEXTS))


class MeasureForm(LocalizedForm):
    """A performance measure: which question it answers, its words, and how it is counted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The question first, then the words, then the unit."""
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("It answers"), choices=PerformanceMeasure.Kind.choices, widget=forms.RadioSelect
        )
        self.add_texts("name", label=_("Name"), hint=_("“Students who catch up on credits”."), most=120)
        self.add_texts(
            "plain_definition",
            label=_("In plain words"),
            hint=_("What is counted, and of whom."),
            rows=2,
            most=600,
        )
        units = [choice for choice in Indicator.Unit.choices if choice[0] != "rate"]
        self.fields["unit"] = forms.ChoiceField(
            label=_("What a figure is"),
            choices=units,
            help_text=_("A percent carries its number with it: bring numerator and denominator."),
        )
        self.add_texts(
            "unit_label", label=_("Who or what is counted"), hint=_("One word: students."), most=40
        )
        self.fields["direction"] = forms.ChoiceField(
            label=_("Is more better?"), choices=BETTER, widget=forms.RadioSelect
        )
        self.fields["frequency"] = forms.ChoiceField(
            label=_("How often a figure is due"), choices=Indicator.Frequency.choices
        )
        self.fields["is_headline"] = forms.BooleanField(
            label=_("It stands first on the page"), required=False
        )
        self.add_texts("source", label=_("Where the figures come from"), most=300, needed=False)

    def definition(self) -> Definition:
        """Return what was typed."""
        return Definition(
            name=self.texts("name"),
            plain_definition=self.texts("plain_definition"),
            unit_label=self.texts("unit_label"),
            source=self.texts("source"),
            unit=self.cleaned_data["unit"],
            direction=self.cleaned_data["direction"],
            frequency=self.cleaned_data["frequency"],
            source_is_public=False,
        )


class ContributionForm(LocalizedForm):
    """How one measure is thought to move an indicator of the whole."""

    def __init__(
        self,
        *args: Any,
        measures: QuerySet[PerformanceMeasure],
        indicators: QuerySet[Indicator],
        **kwargs: Any,
    ) -> None:
        """From what, to what, why, and on what it rests."""
        super().__init__(*args, **kwargs)
        self.fields["measure"] = MeasureChoice(
            label=_("If this gets better"), queryset=measures, empty_label=None
        )
        self.fields["indicator"] = forms.ModelChoiceField(
            label=_("this should get better too"), queryset=indicators, empty_label=None
        )
        self.add_texts(
            "logic",
            label=_("because"),
            hint=_("“Students who catch up by grade 10 are far more likely to graduate”."),
            rows=2,
            most=400,
        )
        self.fields["strength"] = forms.ChoiceField(
            label=_("We know this from"), choices=Contribution.Strength.choices, widget=forms.RadioSelect
        )
        self.fields["source"] = forms.CharField(
            label=_("Source"), max_length=300, required=False, help_text=_("Needed for research.")
        )


class MeasureChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Measures by the name of their figures."""

    def label_from_instance(self, obj: PerformanceMeasure) -> str:
        """Return the name."""
        return str(obj.measure)
