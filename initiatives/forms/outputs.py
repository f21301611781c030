"""The form of a collective output."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.actions.outputs import Told
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import CollectiveOutput, Membership, Strategy


class OutputForm(LocalizedForm):
    """A policy that changed, or a story."""

    def __init__(
        self, *args: Any, partners: QuerySet[Membership], strategies: QuerySet[Strategy], **kwargs: Any
    ) -> None:
        """What it is first, then the words, then what it hangs on."""
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is it?"), choices=CollectiveOutput.Kind.choices, widget=forms.RadioSelect
        )
        self.add_texts("title", label=_("What changed, in a sentence"), most=160)
        self.add_texts("words", label=_("How it came about"), rows=5, most=2000, needed=False)
        self.add_texts(
            "whose",
            label=_("Whose rule it is, or who tells it"),
            hint=_("“The school board”. In a story, as they want to be called: “a mother of three”."),
            most=160,
            needed=False,
        )
        self.fields["happened_on"] = day_field(_("Since when"))
        self.fields["source"] = forms.URLField(
            label=_("Where it can be read"), required=False, assume_scheme="https"
        )
        self.fields["strategy"] = forms.ModelChoiceField(
            label=_("To which strategy it belongs"), queryset=strategies, required=False
        )
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Who had most to do with it"), queryset=partners, required=False
        )
        self.fields["is_told_with_consent"] = forms.BooleanField(
            label=_("Whoever the story is about has agreed that it is told here"), required=False
        )

    @property
    def told(self) -> Told:
        """What was typed."""
        said = self.cleaned_data
        return Told(
            kind=said["kind"],
            title=self.texts("title"),
            words=self.texts("words"),
            whose=self.texts("whose"),
            happened_on=said["happened_on"],
            source=said["source"],
            strategy=said["strategy"],
            membership=said["membership"],
            is_told_with_consent=said["is_told_with_consent"],
        )
