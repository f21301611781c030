"""Forms of asks and of the focus: ask a partner, answer, set the focus, say what we did."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.actions.asks import Wish
from initiatives.actions.campaigns import Focus
from initiatives.forms.activities import day_field
from initiatives.forms.localized import LocalizedForm
from initiatives.models import Ask, Membership


class AskForm(LocalizedForm):
    """Whom, what, why, how long it takes, until when."""

    def __init__(self, *args: Any, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """Take the partners who can be asked."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("Whom do you ask?"), queryset=partners, empty_label=_("Choose a partner")
        )
        self.add_texts(
            "what",
            label=_("What do you ask for?"),
            hint=_("One thing, in one line: “Tell us which two evenings suit your families”."),
            most=200,
        )
        self.add_texts("why", label=_("What is it for?"), rows=3, most=1000, needed=False)
        self.fields["minutes"] = forms.IntegerField(
            label=_("How many minutes does it take?"),
            help_text=_("Be honest. More than a day is a commitment, not an ask."),
            min_value=1,
            max_value=480,
            widget=forms.NumberInput(attrs={"class": "short"}),
        )
        self.fields["due"] = day_field(_("Until when?"))

    @property
    def wish(self) -> Wish:
        """What is asked for."""
        said = self.cleaned_data
        return Wish(self.texts("what"), self.texts("why"), said["minutes"], said["due"])


class AskAnswerForm(forms.Form):
    """It is done, we need help, or not now."""

    use_required_attribute = False
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[
            (Ask.State.DONE, _("It is done")),
            (Ask.State.HELP, _("We would do it, and need help")),
            (Ask.State.DECLINED, _("Not now")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("What would help, or what you did. All who take part read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )


class FocusForm(LocalizedForm):
    """One headline issue with its two sides, what each can do, and until when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The texts, then the day."""
        super().__init__(*args, **kwargs)
        self.add_texts("title", label=_("The focus, in one line"), hint=_("One at a time."), most=120)
        self.add_texts("difficulty", label=_("What is hard about it?"), rows=3, most=600)
        self.add_texts("opportunity", label=_("What is possible now?"), rows=3, most=600)
        self.add_texts("wanted", label=_("What can each do?"), rows=3, most=600)
        self.fields["ends_on"] = day_field(_("Until when?"))

    @property
    def focus(self) -> Focus:
        """What was typed."""
        texts = {name: self.texts(name) for name in ("title", "difficulty", "opportunity", "wanted")}
        return Focus(**texts, ends_on=self.cleaned_data["ends_on"])


class ActedForm(forms.Form):
    """What we did for it."""

    use_required_attribute = False

    def __init__(self, *args: Any, partners: QuerySet[Membership], **kwargs: Any) -> None:
        """Take the partners for whom this person speaks."""
        super().__init__(*args, **kwargs)
        self.fields["membership"] = forms.ModelChoiceField(
            label=_("For whom do you speak?"), queryset=partners, empty_label=None
        )
        self.fields["words"] = forms.CharField(
            label=_("What did you do?"),
            help_text=_("In one or two sentences. Everybody reads it."),
            widget=forms.Textarea(attrs={"rows": 3}),
            max_length=500,
        )
