"""Forms of shared words and principles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.actions.words import Alias
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Principle, Term

MOST_ALIASES = 20


class WordForm(LocalizedForm):
    """A shared word, what it means, and in which other forms it stands in texts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Word and meaning in each language, then the kind and the other forms."""
        super().__init__(*args, **kwargs)
        self.add_texts("word", label=_("The word"), most=60)
        self.add_texts(
            "definition",
            label=_("What we mean by it"),
            hint=_("Plain words, two or three sentences. It opens wherever the word stands on a page."),
            rows=3,
            most=600,
        )
        self.fields["kind"] = forms.ChoiceField(label=_("What it speaks of"), choices=Term.Kind.choices)
        self.fields["aliases"] = forms.CharField(
            label=_("Other forms of the word"),
            required=False,
            help_text=_(
                "One a line: plurals, and what others call it. Who says so goes after a colon: “caseload: County Health”."
            ),
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def clean_aliases(self) -> list[Alias]:
        """Read one alias a line; twenty are enough for any word."""
        lines = [line for line in str(self.cleaned_data["aliases"]).splitlines() if line.strip()]
        if len(lines) > MOST_ALIASES:
            raise forms.ValidationError(_("That is more than twenty. Keep the forms that people really use."))
        return [_alias(line) for line in lines]


class PrincipleForm(LocalizedForm):
    """One principle."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The words in each language, then what it is about."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "words",
            label=_("The principle"),
            hint=_("One sentence that all can hold each other to."),
            rows=2,
            most=300,
        )
        self.fields["kind"] = forms.ChoiceField(
            label=_("What it is about"), choices=Principle.Kind.choices, widget=forms.RadioSelect
        )


def written(aliases: list[Alias]) -> str:
    """Return aliases as they are typed: one a line."""
    return "\n".join(f"{alias['word']}: {alias['by']}" if alias["by"] else alias["word"] for alias in aliases)


def _alias(line: str) -> Alias:
    word, _colon, by = line.partition(":")
    return Alias(word=word.strip()[:80], by=by.strip()[:120])
