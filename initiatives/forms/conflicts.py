"""Forms of conflicts: raise a concern, name a mediator, write a note, close a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.forms.localized import LocalizedForm
from initiatives.models import ConflictCase, Person

LONG = {"rows": 5}


class NamedPeople(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by the name that pages show."""

    def label_from_instance(self, person: Any) -> str:
        """Return the name."""
        return str(person.shown_name)


class ConcernForm(forms.Form):
    """What it is about, and with whom. Only they and the mediator read it."""

    use_required_attribute = False
    issue = forms.CharField(
        label=_("What is it about?"),
        help_text=_(
            "Only the people of both sides and the mediator read this. The public sees that there is a concern, not which."
        ),
        widget=forms.Textarea(attrs=LONG),
        max_length=4000,
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        """Take those who could be on the other side."""
        super().__init__(*args, **kwargs)
        self.fields["other_side"] = NamedPeople(
            label=_("With whom?"), queryset=people, empty_label=_("Choose a person")
        )


class MediatorForm(forms.Form):
    """Who mediates, and what ties they have to either side."""

    use_required_attribute = False

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        """Take those who could mediate."""
        super().__init__(*args, **kwargs)
        self.fields["mediator"] = NamedPeople(
            label=_("Who mediates?"),
            help_text=_("Nobody of either side, and nobody who is close to only one of them."),
            queryset=people,
            empty_label=_("Choose a person"),
        )
        self.fields["ties"] = forms.CharField(
            label=_("Their ties to either side"),
            help_text=_("Both sides read this before they agree to talk."),
            widget=forms.Textarea(attrs={"rows": 2}),
            max_length=1000,
            required=False,
        )


class NoteForm(forms.Form):
    """What was said."""

    use_required_attribute = False
    words = forms.CharField(label=_("A note"), widget=forms.Textarea(attrs=LONG), max_length=4000)


class CaseClosingForm(LocalizedForm):
    """How it ended, and what was learned: both are public."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The outcome first, then the learning without names."""
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("How did it end?"), choices=ConflictCase.Outcome.choices, widget=forms.RadioSelect
        )
        self.add_texts(
            "learning",
            label=_("What was learned"),
            hint=_("Public. Name nobody."),
            rows=3,
            most=1500,
            needed=False,
        )
