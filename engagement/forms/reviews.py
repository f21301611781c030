"""Forms of a review: whether a decision stands or ends, and a changed text for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from engagement.actions.reviews import ChangedText
from engagement.forms.consequences import consequence_fields
from engagement.forms.votes import WordsForm
from engagement.models import Decision
from initiatives.forms.activities import day_field

Purpose = Decision.Purpose


class ReviewForm(WordsForm):
    """What is put to those who decided: whether it stands or ends, and why this is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask what is put to them, why, and until when it would stand."""
        super().__init__(*args, label=_("Why?"), name="reason", hint=_("Everybody will read it."), **kwargs)
        self.fields["purpose"] = forms.ChoiceField(
            label=_("What do they vote on?"),
            choices=[(Purpose.REAFFIRM.value, _("That it stands")), (Purpose.END.value, _("That it ends"))],
            widget=forms.RadioSelect,
        )
        self.fields["review_on"] = day_field(_("If it stands: when is it looked at again?"), required=False)


class RevisedForm(WordsForm):
    """A changed text for a decision that is looked at again; its rule and who votes stay as they were."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the new words, why, who carries it out, and when it is looked at again."""
        super().__init__(*args, label=_("Why?"), name="reason", hint=_("Everybody will read it."), **kwargs)
        self.add_texts("question", label=_("The changed text"), rows=2, most=300)
        self.fields.update(consequence_fields())
        self.order_fields([f"question_{language}" for language in self.languages])

    @property
    def text(self) -> ChangedText:
        """What shall stand in its place."""
        said = self.cleaned_data
        return ChangedText(
            self.texts("question"), said["review_on"], said["carried_out_by"], said["carry_out_by"]
        )
