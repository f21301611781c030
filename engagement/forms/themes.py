"""Forms of themes: their words, what became of them, where they stand among the options, and the panel's word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engagement.actions.dispositions import Became
from engagement.models import Alternative, Disposition, Theme
from initiatives.forms.localized import LocalizedForm


class ThemeForm(LocalizedForm):
    """What several people said, in a few words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """A name and a summary."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("Theme"), hint=_("In a few words: “Buses after nine”."), most=120)
        self.add_texts(
            "summary",
            label=_("What people said"),
            hint=_("As they would say it, in two or three sentences."),
            rows=3,
            most=1500,
            needed=False,
        )


class BecameForm(LocalizedForm):
    """What became of a theme."""

    def __init__(self, *args: Any, alternatives: QuerySet[Alternative], **kwargs: Any) -> None:
        """What, why, and what changed."""
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What became of it?"), choices=Disposition.Kind.choices, widget=forms.RadioSelect
        )
        self.add_texts(
            "reason",
            label=_("Why"),
            hint=_("At least 40 letters, and true of this theme alone. Everybody who said it reads this."),
            rows=4,
            most=2000,
        )
        self.add_texts(
            "passage",
            label=_("The passage that changed"),
            hint=_("Needed where something changed: the words as they stand now."),
            rows=3,
            most=2000,
            needed=False,
        )
        self.fields["alternative"] = forms.ModelChoiceField(
            label=_("In which option?"), queryset=alternatives, required=False, empty_label=_("In none")
        )

    def became(self) -> Became:
        """Return what was said."""
        return Became(
            kind=self.cleaned_data["kind"],
            reason=self.texts("reason"),
            passage=self.texts("passage"),
            alternative=self.cleaned_data["alternative"],
        )


class MergeForm(forms.Form):
    """Into which other theme one goes."""

    def __init__(self, *args: Any, themes: QuerySet[Theme], **kwargs: Any) -> None:
        """The other themes."""
        super().__init__(*args, **kwargs)
        self.fields["into"] = forms.ModelChoiceField(label=_("Into which theme?"), queryset=themes)


class PlaceForm(LocalizedForm):
    """Where a concern stands among the options."""

    def __init__(
        self, *args: Any, themes: QuerySet[Theme], alternatives: QuerySet[Alternative], **kwargs: Any
    ) -> None:
        """The concern, the option, and how."""
        super().__init__(*args, **kwargs)
        self.fields["theme"] = forms.ModelChoiceField(label=_("Concern"), queryset=themes)
        self.fields["alternative"] = forms.ModelChoiceField(
            label=_("Option"),
            queryset=alternatives,
            required=False,
            empty_label=_("In none of the options"),
        )
        self.add_texts("words", label=_("How it is reflected, or why in none"), rows=3, most=1000)


class PanelForm(forms.Form):
    """What a member of the panel says of the table."""

    confirms = forms.TypedChoiceField(
        label=_("Does this table reflect what people said?"),
        choices=[("yes", _("Yes")), ("no", _("No, something is missing"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What is missing"),
        help_text=_("It is printed above the table, in your words and without your name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, alternatives: QuerySet[Alternative], **kwargs: Any) -> None:
        """The options among which to choose first."""
        super().__init__(*args, **kwargs)
        self.fields["first_choice"] = forms.ModelChoiceField(
            label=_("Which option would you choose first?"),
            queryset=alternatives,
            required=False,
            empty_label=_("I don’t want to say yet"),
        )
