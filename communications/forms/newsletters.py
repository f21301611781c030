"""Forms of newsletters: what it says and to whom it goes; subscribing with an address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.actions.newsletters import Issue
from communications.models import Newsletter
from initiatives.forms.localized import LocalizedForm


class NewsletterForm(LocalizedForm):
    """Title and words of our own, blocks of live records, and the segment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The texts, then the choices."""
        super().__init__(*args, **kwargs)
        self.add_texts(
            "title", label=_("Title"), hint=_("It is the subject of the letter: say what is new."), most=160
        )
        self.add_texts(
            "words",
            label=_("In our own words"),
            hint=_("A few sentences before the blocks."),
            rows=6,
            most=4000,
            needed=False,
        )
        self.fields["blocks"] = forms.MultipleChoiceField(
            label=_("What it tells from our records"),
            help_text=_(
                "Read from the public pages in the moment in which you send it, and kept as it was then."
            ),
            choices=Newsletter.Block.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        self.fields["segment"] = forms.ChoiceField(
            label=_("To whom"),
            help_text=_("The page of the newsletter is public for everybody from the same moment."),
            choices=Newsletter.Segment.choices,
            widget=forms.RadioSelect,
            initial=Newsletter.Segment.EVERYBODY,
        )

    @property
    def issue(self) -> Issue:
        """What was typed."""
        said = self.cleaned_data
        return Issue(self.texts("title"), self.texts("words"), tuple(said["blocks"]), said["segment"])


class SubscribeForm(forms.Form):
    """One address."""

    use_required_attribute = False
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_(
            "We send one letter first, so that nobody else can sign you up. Each letter has a link to stop them."
        ),
    )
