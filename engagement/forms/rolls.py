"""Forms about the list of voters: who is present, and whose interest came out after the vote."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from engagement.forms.votes import WordsForm
from engagement.models import Elector


class PresenceForm(forms.Form):
    """Who is in the room and not noted yet."""

    use_required_attribute = False

    def __init__(self, *args: Any, electors: QuerySet[Elector], **kwargs: Any) -> None:
        """Offer the rows of the list that somebody holds."""
        super().__init__(*args, **kwargs)
        self.electors = {str(row.pk): row for row in electors}
        self.fields["present"] = forms.MultipleChoiceField(
            label=_("Present"),
            choices=[(key, name_of(row)) for key, row in self.electors.items()],
            widget=forms.CheckboxSelectMultiple,
        )

    @property
    def present(self) -> list[Elector]:
        """The rows that were marked."""
        return [self.electors[key] for key in self.cleaned_data["present"]]


class ElectorChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A row of the list by its seat and who held it."""

    def label_from_instance(self, obj: Elector) -> str:
        """Return seat and name."""
        return name_of(obj)


class InterestForm(WordsForm):
    """Somebody who voted, and their interest."""

    def __init__(self, *args: Any, electors: QuerySet[Elector], **kwargs: Any) -> None:
        """Ask who, then what."""
        super().__init__(
            *args,
            label=_("What is the interest?"),
            name="interest",
            hint=_("It stands beside the result, for everybody to read."),
            **kwargs,
        )
        who = ElectorChoice(electors, label=_("Who had it?"), empty_label=_("Pick somebody who voted"))
        self.fields = {"elector": who, **self.fields}


def name_of(row: Elector) -> str:
    """Return the seat and who holds it; of a vote of people, the name."""
    name = row.person.shown_name if row.person else ""
    return f"{row.basis}: {name}" if row.seat_id else name
