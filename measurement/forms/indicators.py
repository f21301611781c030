"""Forms of indicators: adding one, its definition, its target, and breaks in how it is counted."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm, typed_in
from initiatives.models import Dimension, Population
from measurement.models import Indicator, Result, SeriesBreak
from measurement.rules.definitions import Definition

TEXTS = (
    "name",
    "sentence",
    "plain_definition",
    "unit_label",
    "source",
    "who_is_missing",
    "why_this_one",
    "technical_definition",
)
PLAIN = ("unit", "multiplier", "decimals", "direction", "frequency", "source_is_public")
BETTER = [
    (Indicator.Direction.UP.value, _("Yes, more is better")),
    (Indicator.Direction.DOWN.value, _("No, less is better")),
    (Indicator.Direction.BAND.value, _("Neither: it should stay within a band")),
]


class DefinitionForm(LocalizedForm):
    """All that an indicator says of itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The plain words first, then how it is counted, then what only experts read."""
        super().__init__(*args, **kwargs)
        self._say_in_plain_words()
        self._say_how_it_is_counted()
        self._say_where_it_comes_from()

    def _say_in_plain_words(self) -> None:
        self.add_texts(
            "name", label=_("Name"), hint=_("As you would say it: “Students who graduate on time”."), most=120
        )
        self.add_texts(
            "plain_definition",
            label=_("In plain words"),
            hint=_("What is counted, and of whom. Under twenty words."),
            rows=2,
            most=600,
        )
        self.add_texts(
            "sentence",
            label=_("How a figure is said"),
            hint=_("Write {figure} where the number goes: “{figure} students graduated on time”."),
            most=160,
            needed=False,
        )

    def _say_how_it_is_counted(self) -> None:
        self.fields["direction"] = forms.ChoiceField(
            label=_("Is more better?"), choices=BETTER, widget=forms.RadioSelect
        )
        self.fields["unit"] = forms.ChoiceField(label=_("What a figure is"), choices=Indicator.Unit.choices)
        self.fields["multiplier"] = forms.TypedChoiceField(
            label=_("For a rate: of how many people"),
            coerce=int,
            choices=[(1000, "1,000"), (10_000, "10,000"), (100_000, "100,000"), (100, "100")],
        )
        self.fields["decimals"] = forms.TypedChoiceField(
            label=_("Digits after the point"), coerce=int, choices=[(n, str(n)) for n in range(4)]
        )
        self.add_texts(
            "unit_label", label=_("Who or what is counted"), hint=_("One word: students, births."), most=40
        )
        self.fields["frequency"] = forms.ChoiceField(
            label=_("How often a figure is due"), choices=Indicator.Frequency.choices
        )

    def _say_where_it_comes_from(self) -> None:
        self.add_texts("source", label=_("Where the figures come from"), most=300, needed=False)
        self.fields["source_is_public"] = forms.BooleanField(
            label=_("The source publishes these figures itself"), required=False
        )
        self.add_texts("who_is_missing", label=_("Who is missing"), rows=2, most=600, needed=False)
        self.add_texts("why_this_one", label=_("Why we watch this one"), rows=2, most=600, needed=False)
        self.add_texts(
            "technical_definition", label=_("Technical definition"), rows=3, most=2000, needed=False
        )

    def clean(self) -> dict[str, Any]:
        """A sentence without a place for the figure says nothing."""
        cleaned = super().clean() or {}
        for name in [key for key in cleaned if key.startswith("sentence_")]:
            if cleaned[name] and "{figure}" not in cleaned[name]:
                self.add_error(name, _("Write {figure} where the number goes."))
        return cleaned

    def definition(self) -> Definition:
        """Return what was typed."""
        values: dict[str, Any] = {name: self.texts(name) for name in TEXTS}
        return Definition(**values, **{name: self.cleaned_data[name] for name in PLAIN})


class AddForm(DefinitionForm):
    """A new indicator: of which result, of which people, and its definition."""

    def __init__(
        self, *args: Any, results: QuerySet[Result], populations: QuerySet[Population], **kwargs: Any
    ) -> None:
        """The result and the people, known or new."""
        super().__init__(*args, **kwargs)
        if results:
            self.fields["result"] = forms.ModelChoiceField(
                label=_("It is a sign of the result"),
                queryset=results,
                required=False,
                empty_label=_("A new result"),
            )
        self.add_texts(
            "new_result",
            label=_("A new result, in one sentence"),
            hint=_("“All students graduate on time”."),
            most=200,
            needed=False,
        )
        if populations:
            self.fields["population"] = forms.ModelChoiceField(
                label=_("It speaks of"), queryset=populations, required=False, empty_label=_("Other people")
            )
        self.add_texts(
            "new_population",
            label=_("Other people, in a few words"),
            hint=_("“Students of our county”."),
            most=120,
            needed=False,
        )
        self.fields["new_place"] = forms.CharField(label=_("Their place"), max_length=120, required=False)
        last = ["result", "population"]
        self.order_fields([*last, *(n for n in self.fields if n.startswith("new_")), *self.fields])

    def clean(self) -> dict[str, Any]:
        """Ask for a result and a population, known or new."""
        cleaned: dict[str, Any] = super().clean() or {}
        first = self.languages[0]
        if not cleaned.get("result") and not cleaned.get(f"new_result_{first}"):
            self.add_error(f"new_result_{first}", _("Say which result it is a sign of."))
        if not cleaned.get("population") and not cleaned.get(f"new_population_{first}"):
            self.add_error(f"new_population_{first}", _("Say of whom it speaks."))
        return cleaned


class PlaceForm(forms.Form):
    """Where the indicator stands, and for which groups its gap is read."""

    listing = forms.ChoiceField(
        label=_("Where it stands"),
        choices=[
            choice for choice in Indicator.Listing.choices if choice[0] not in ("benchmark", "performance")
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the initiative's groupings."""
        super().__init__(*args, **kwargs)
        self.fields["gap_dimension"] = forms.ModelChoiceField(
            label=_("Its gap is read by"),
            queryset=Dimension.objects.all(),
            required=False,
            empty_label=_("No grouping"),
        )


class TargetForm(LocalizedForm):
    """Where the curve shall be, and why."""

    value = forms.DecimalField(label=_("Target"), max_digits=14, decimal_places=4)
    due = forms.DateField(label=_("By"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    label = forms.CharField(
        label=_("Said as"), max_length=20, help_text=_("The time as one reads it: 2029 or 2028-29.")
    )
    floor_for_groups = forms.DecimalField(
        label=_("A limit for every group"),
        max_digits=14,
        decimal_places=4,
        required=False,
        help_text=_("No group shall be worse off than this, however good the whole is."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The number and the day, then the reason."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "rationale",
            label=_("Why this target"),
            hint=_("Who agreed it, and on what grounds."),
            rows=2,
            most=600,
        )


class BreakForm(LocalizedForm):
    """From a day on the figures are made in another way."""

    starts_on = forms.DateField(
        label=_("From this day on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    effect = forms.ChoiceField(
        label=_("Figures before and after"), choices=SeriesBreak.Effect.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The day, then the words."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "label",
            label=_("In two or three words"),
            hint=_("“New method”. It stands in the chart."),
            most=40,
        )
        self.add_texts("explanation", label=_("What is counted in another way"), rows=2, most=600)


def initial_of(indicator: Indicator, languages: list[str]) -> dict[str, Any]:
    """Return what a definition form starts with."""
    return {**typed_in(TEXTS, indicator, languages), **{name: getattr(indicator, name) for name in PLAIN}}


def initial_from(definition: Definition, languages: list[str]) -> dict[str, Any]:
    """Return what an add form starts with when it is taken from the library."""
    values = asdict(definition)
    return {**typed_in(TEXTS, definition, languages), **{name: values[name] for name in PLAIN}}
