"""Forms of commitments: propose one, and say what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.actions.commitments import Promise
from initiatives.forms.activities import day_field
from initiatives.forms.conflicts import NamedPeople
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Body, Membership, Person
from initiatives.rules.refusals import RuleBroken

PARTNER, GROUP = "partner", "group"


class CommitmentForm(LocalizedForm):
    """Who promises whom what by when."""

    def __init__(
        self, *args: Any, partners: QuerySet[Membership], groups: QuerySet[Body], **kwargs: Any
    ) -> None:
        """The sentence first, then the two sides, the day, and by what one will see it."""
        super().__init__(*args, **kwargs)
        self.sides: dict[str, Membership | Body] = {f"{PARTNER}-{one.pk}": one for one in partners}
        self.sides |= {f"{GROUP}-{one.pk}": one for one in groups}
        choices = [("", _("Choose")), *((key, str(side)) for key, side in self.sides.items())]
        self.add_texts(
            "words",
            label=_("What is promised"),
            hint=_("One sentence: who does what."),
            rows=2,
            most=500,
        )
        self.fields["giver"] = forms.ChoiceField(label=_("Who promises it"), choices=choices)
        self.fields["receiver"] = forms.ChoiceField(label=_("To whom"), choices=choices)
        self.fields["due"] = day_field(_("By when"))
        self.add_texts(
            "evidence_wanted", label=_("By what we will see that it was kept"), rows=2, most=500, needed=False
        )
        self.fields["money"] = forms.DecimalField(
            label=_("Money"), min_value=0, max_digits=14, decimal_places=2, required=False
        )

    def promise(self) -> Promise:
        """Return what was typed."""
        filled = self.cleaned_data
        return Promise(
            words=self.texts("words"),
            giver=self.sides[filled["giver"]],
            receiver=self.sides[filled["receiver"]],
            due=filled["due"],
            money=filled["money"],
            evidence_wanted=self.texts("evidence_wanted"),
        )


class DeedForm(LocalizedForm):
    """What became of a commitment, in a sentence that everybody reads; a later day where one is agreed."""

    def __init__(self, *args: Any, ask: Any, has_day: bool = False, **kwargs: Any) -> None:
        """Ask in the words of the deed."""
        super().__init__(*args, **kwargs)
        if has_day:
            self.fields["due"] = day_field(_("The new day"))
        self.add_texts("words", label=ask, hint=_("Everybody reads it."), rows=3, most=1500)


class WitnessForm(forms.Form):
    """Who says from outside whether a commitment was kept."""

    def __init__(self, *args: Any, people: QuerySet[Person], ask: Any, **kwargs: Any) -> None:
        """Offer whoever is on neither side."""
        super().__init__(*args, **kwargs)
        hint = _("Somebody who is on neither side. Everybody reads who it is.")
        self.fields["person"] = NamedPeople(label=ask, queryset=people, help_text=hint)

    def refuse(self, refusal: RuleBroken) -> None:
        """Show a refusal beside its field, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
